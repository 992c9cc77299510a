"""The prompt: when it is wanted, what keeps it, how it is answered."""

from __future__ import annotations

from deskbreak.core import effects, turns
from deskbreak.core.absences import note_leaving, note_rising
from deskbreak.core.breaks import Outcome
from deskbreak.core.conclusions import (
    due_plans,
    earliest,
    holding,
    is_capped,
    is_owed,
    is_skipped,
    settled_at,
    wanted,
    what_holds,
)
from deskbreak.core.effects import Asking, Did, Refusal
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import Held, Phase, Turn, can_snooze, plan_in_hand
from deskbreak.core.step import Step

# -- the prompt on the screen -------------------------------------------------------


def review(step: Step) -> None:
    """Whether the prompt on the screen still stands."""
    state, holds = step.state, holding(step.state, step.rules)
    if holds:
        step.withdraw()
        step.turn.again, step.turn.again_at = Asking.HELD, step.now
        # A meeting ends when it was said to: it does not come and go.
        step.turn.taken_off += MEETING not in holds
        step.settle()
    elif state.presence.locked_since is not None:
        unanswered(step, "locked")
    elif state.until is not None and state.until <= step.now:
        unanswered(step, "unanswered")


def unanswered(step: Step, because: str) -> None:
    """Nobody answered, in time or before the screen was locked."""
    turn = step.turn
    note_rising(step)
    step.withdraw()
    step.settle()
    again_in = None if turn.again_at is None else turn.again_at - step.now
    step.decide(Did.UNANSWERED, because="left" if turn.rose else because, again_in=again_in)


def put_away(step: Step) -> None:
    """Closed by hand: no repeat."""
    step.turn.ask_no_more()
    step.settle()
    step.decide(Did.PUT_AWAY)


# -- whether to ask -----------------------------------------------------------------


def conclude(step: Step) -> None:
    """Whether a prompt is wanted now, and if so, what keeps it."""
    state, asking = step.state, wanted(step.state, step.rules, step.now)
    step.settle()
    if asking is None:
        state.typing_until = None
        # Who has gone for a moment finds it as it was when they are back.
        if state.phase is not Phase.AWAY or not is_owed(state, step.rules, step.now):
            state.held = state.kept_by = None
    elif state.phase not in (Phase.WORKING, Phase.SNOOZED):
        state.typing_until = None
    elif what_holds(state, step.rules, step.now):
        _defer(step)
    elif not (_is_too_soon(step, asking) or _is_capped(step, asking) or _is_typing(step)):
        ask(step, Asking.HELD if state.held else asking)


def _defer(step: Step) -> None:
    state, holds = step.state, what_holds(step.state, step.rules, step.now)
    if state.held is None and holds is not None:
        signal, quiet = holds
        was_shown = state.turn is not None and state.turn.again is Asking.HELD
        state.held = Held(step.now, signal, quiet, was_shown)
        over = {} if holding(state, step.rules) else _ended_ago(step)
        step.decide(Did.DEFERRED, due_ago=0.0, **_what_held(step, state.held), **over)
    step.enter(Phase.DEFERRED)


def _is_too_soon(step: Step, asking: Asking) -> bool:
    """They have only just come back, or counting has only just begun."""
    until_in = earliest(step.state, asking is Asking.DUE) - step.now
    if until_in <= 0:
        return False
    _say_kept(step, Did.WAITED, until_in)
    return True


def _is_capped(step: Step, asking: Asking) -> bool:
    """Enough for a day: what falls due by itself is let go without a word on the screen."""
    state = step.state
    if asking is not Asking.DUE or not is_capped(state, step.rules):
        return False
    for plan_id in due_plans(state, step.rules, step.now):
        state.counts.due_after(plan_id, step.rules.plan(plan_id).every, step.now)
    step.decide(Did.CAPPED, prompts=state.prompts_today)
    return True


def _is_typing(step: Step) -> bool:
    state, rules = step.state, step.rules
    if not state.presence.known or state.presence.still_for(step.now) >= rules.typing_pause:
        return False
    if state.typing_until is None:
        state.typing_until = step.now + rules.typing_limit
        step.do(effects.AwaitTypingPause(rules.typing_pause))
        _say_kept(step, Did.TYPING, rules.typing_limit)
    return step.now < state.typing_until


def _say_kept(step: Step, did: Did, until_in: float) -> None:
    if step.state.kept_by is not did:
        step.state.kept_by = did
        step.decide(did, until_in=until_in)


# -- asking -------------------------------------------------------------------------


def ask(step: Step, asking: Asking) -> None:
    """Put the prompt on the screen."""
    state, now = step.state, step.now
    turn = _turn_to_ask(step)
    if asking is Asking.REPEAT:
        turn.ask_no_more()
    else:
        turn.again, turn.again_at = Asking.REPEAT, now + step.rules.answer_within + step.rules.repeat_after
        for plan_id in turn.plans:
            state.counts.due_after(plan_id, step.rules.plan(plan_id).every, now)
    if turn.shown_at is None:
        state.prompts_today += 1
    turn.shown_at, turn.asking, turn.left, turn.rose = now, asking, False, False
    step.enter(Phase.PROMPTED, until=now + step.rules.answer_within)
    if state.presence.still_since is not None:
        note_leaving(step, state.presence.still_since)
    show(step)
    turns.let_go(step, turn)


def _turn_to_ask(step: Step) -> Turn:
    """The turn that comes back, with what else is due; or a new one, over one that nobody answered."""
    state, turn, now = step.state, step.state.turn, step.now
    due = due_plans(state, step.rules, now + step.rules.merge_within)
    comes_back = turn and turn.again_at is not None and turn.again_at <= now
    if turn and (comes_back or turn.again is Asking.SNOOZED):
        turn.plans = tuple(dict.fromkeys((*turn.plans, *due)))
        return turn
    if turn and turn.shown:
        turns.write(step, Outcome.MISSED, turn)
        turn = None
    state.turn = Turn(due, snoozes=turn.snoozes if turn else 0)
    return state.turn


def show(step: Step) -> None:
    """Show the prompt, as it was asked last."""
    turn, sat = step.turn, step.sat(step.turn)
    held_by, held = _held_for(step)
    may_snooze = can_snooze(step.state, step.rules)
    step.do(effects.ShowPrompt(turn.plans, turn.asking, sat, may_snooze, held_by, held, step.typing_paused))
    did = Did.REPEATED if turn.asking is Asking.REPEAT else Did.PROMPTED
    step.decide(did, asking=turn.asking.value, sat=sat, snoozes=turn.snoozes, **_why_late(step))


def _held_for(step: Step) -> tuple[str, float]:
    """The signal that held this prompt back, and for how long that was so before it ended."""
    held, settling = step.state.held, step.state.settling
    if held is None or held.signal in step.state.quiet:
        # Somebody wanted to be reminded all the same: nobody is back from anything.
        return "", 0.0
    ended = settling.ended if settling is not None and settling.signal == held.signal else step.now
    return held.signal, max(0.0, ended - held.quiet.since)


def _why_late(step: Step) -> dict[str, float | str]:
    """What held this prompt back: the facts of "I did not remind you at ... because ..."."""
    held, settling = step.state.held, step.state.settling
    if held is None:
        return {}
    facts = _what_held(step, held) | {"due_ago": step.now - held.since}
    # What fell due just after the end of it was held until that had settled.
    if settling is not None and settled_at(step.state, step.rules) > held.since:
        facts |= _ended_ago(step)
        if settling.signal != held.signal:
            facts |= {"last_signal": settling.signal, "last_by": settling.quiet.by}
    return facts


def _ended_ago(step: Step) -> dict[str, float | str]:
    settling = step.state.settling
    return {} if settling is None else {"ended_ago": step.now - settling.ended}


def _what_held(step: Step, held: Held) -> dict[str, float | str]:
    facts: dict[str, float | str] = {"signal": held.signal, "by": held.quiet.by}
    facts["began_ago"] = step.now - held.quiet.since
    return facts | {"was_shown": 1} if held.was_shown else facts


# -- answers ------------------------------------------------------------------------


def snooze(step: Step, seconds: float) -> None:
    """Ask again later; before it is due, let it come later."""
    state = step.state
    if not can_snooze(state, step.rules):
        step.refuse(Refusal.SNOOZES_USED)
        return
    if is_skipped(state, step.rules, step.now):
        step.refuse(Refusal.ALREADY_SKIPPED)
        return
    turn = state.turn = state.turn or step.new_turn()
    turn.snoozes += 1
    if turn.shown:
        step.withdraw()
        turn.again, turn.again_at = Asking.SNOOZED, step.now + seconds
        _not_due_before(step, turn, seconds)
        step.settle()
    else:
        left = max(0.0, state.counts.due_in(turn.plans[0], step.now))
        state.counts.due_after(turn.plans[0], left + seconds, step.now)
    turns.let_go(step, turn)
    if turn.shown:
        step.decide(Did.SNOOZED, again_in=seconds, snoozes=turn.snoozes)
    else:
        step.decide(Did.DELAYED, seconds=seconds, snoozes=turn.snoozes)


def _not_due_before(step: Step, turn: Turn, seconds: float) -> None:
    """What was put off comes when it was said, also where the next one would have come first."""
    for plan_id in turn.plans:
        if step.state.counts.due_in(plan_id, step.now) < seconds:
            step.state.counts.due_after(plan_id, seconds, step.now)


def skip(step: Step) -> None:
    """Leave this break out, or the next one; stop one that is running."""
    state, plan = step.state, plan_in_hand(step.state, step.rules)
    if state.phase is Phase.ON_BREAK:
        step.do(effects.StopGuide())
    elif state.turn and state.turn.shown:
        turns.end(step, Outcome.SKIPPED)
    elif is_skipped(state, step.rules, step.now):
        step.refuse(Refusal.ALREADY_SKIPPED)
    else:
        left = max(0.0, state.counts.due_in(plan.id, step.now))
        state.counts.due_after(plan.id, left + plan.every, step.now)
        turns.end(step, Outcome.SKIPPED)
