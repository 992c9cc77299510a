"""A turn: one break from its first prompt to its one record, and what its end does to the counts."""

from __future__ import annotations

from deskbreak.core import effects
from deskbreak.core.breaks import BreakRecord, Movements, Outcome, Rules, stopped
from deskbreak.core.effects import Did
from deskbreak.core.state import Phase, State, Turn
from deskbreak.core.step import Step
from deskbreak.core.suggestion import Suggestion


def begin(step: Step, suggestion: Suggestion | None) -> None:
    """Start was chosen: the guide opens, with this movement or the one that was suggested."""
    state = step.state
    step.withdraw()
    turn = state.turn = state.turn or step.new_turn()
    turn.ask_no_more()
    let_go(step, turn)
    state.presence.stand(None)
    step.decide(Did.BEGAN, sat=step.sat(turn))
    step.enter(Phase.ON_BREAK, until=step.now + step.rules.guide_limit)
    step.do(effects.OpenGuide(suggestion))


def guide_ended(step: Step, outcome: Outcome | None, moved: Movements, because: str = "closed") -> None:
    """The guide reports; without an outcome hardly anything was done, and the break stays open if it was asked for."""
    if outcome is Outcome.PARTLY:
        outcome = stopped(moved)
    if step.turn.done:
        outcome = Outcome.TAKEN
    elif outcome is None and step.turn.rested:
        outcome = Outcome.NATURAL
    step.state.presence.count_anew(step.now)
    if outcome is not None:
        end(step, outcome, moved)
        return
    if not step.turn.shown and not step.turn.snoozes:
        step.state.turn = None
    step.settle()
    step.decide(Did.BROKEN_OFF, because=because)


def end(step: Step, outcome: Outcome, moved: Movements | None = None) -> None:
    """Bring the turn (without one: the next break) to its end, in one record a plan."""
    state = step.state
    turn = state.turn or step.new_turn()
    step.withdraw()
    let_go(step, turn)
    moved = moved or Movements()
    write(step, outcome, turn, moved)
    state.taken_at = step.now if outcome is Outcome.TAKEN else None
    if turn.rested or is_real(step.rules, turn, outcome, moved):
        credit(state, step.rules, turn, outcome, step.now)
    state.turn = None
    step.settle()


def let_go(step: Step, turn: Turn, since: float | None = None) -> None:
    """Nothing keeps a prompt any more, since now or then; the turn knows for how long something did."""
    state, held = step.state, step.state.held
    if held is not None:
        ended = step.now if since is None else max(since, held.since)
        turn.held, turn.held_by = turn.held + ended - held.since, held.signal
    state.held = state.typing_until = state.kept_by = None


def done(step: Step) -> None:
    """ "I did it". Chosen twice in a row, it is the same break; in a guide, that reports what was moved."""
    state = step.state
    if state.phase is Phase.ON_BREAK:
        step.turn.done = True
        step.do(effects.StopGuide())
        return
    twice = state.taken_at is not None and step.now - state.taken_at < step.rules.done_twice
    if state.turn is not None or not twice:
        end(step, Outcome.TAKEN)


def owe(step: Step) -> None:
    """What was on the screen or snoozed falls due as soon as counting goes on, and keeps its snoozes."""
    step.turn.shown_at = None
    step.turn.ask_no_more()
    for plan_id in step.turn.plans:
        step.state.counts.due_after(plan_id, 0.0, step.now)


def write(step: Step, outcome: Outcome, turn: Turn, moved: Movements | None = None) -> None:
    """Keep how this turn ended."""
    for plan_id in turn.plans:
        step.do(effects.Write(record_of(step.state, turn, plan_id, outcome, moved or Movements(), step.now)))
    step.decide(Did(outcome.value), sat=step.sat(turn), snoozes=turn.snoozes)


def record_of(state: State, turn: Turn, plan_id: str, outcome: Outcome, moved: Movements, now: float) -> BreakRecord:
    """What is kept of one plan's part in this turn."""
    sat = state.counts.sat_for(plan_id, now)
    return BreakRecord(plan_id, outcome, sat, turn.snoozes, moved, turn.held, turn.held_by)


def is_real(rules: Rules, turn: Turn, outcome: Outcome, moved: Movements) -> bool:
    """Whether this was a break: half of a movement already is."""
    if outcome is Outcome.PARTLY:
        return moved.total * 2 >= rules.plan(turn.plans[0]).length
    return outcome in (Outcome.TAKEN, Outcome.NATURAL)


def credit(state: State, rules: Rules, turn: Turn, outcome: Outcome, now: float) -> None:
    """Start this turn's plans anew, and every plan whose break is no longer than theirs."""
    length = max(rules.plan(plan_id).length for plan_id in turn.plans)
    for plan in rules.plans:
        if plan.id in turn.plans or plan.length <= length or outcome is Outcome.NATURAL:
            state.counts.credit(plan, now)
