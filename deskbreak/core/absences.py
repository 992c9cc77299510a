"""Being away, coming back, standing: what is believed of the person, and what that does to the break in hand."""

from __future__ import annotations

from dataclasses import replace

from deskbreak.core import effects, turns
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.conclusions import count, is_here
from deskbreak.core.effects import Did
from deskbreak.core.state import Absence, Phase
from deskbreak.core.step import Step


def went_still(step: Step, since: float) -> None:
    """There is no input since then."""
    step.state.presence.still_since = since
    step.state.presence.touched_at = None
    note_leaving(step, since)


def locked(step: Step) -> None:
    """The screen was locked: away from this moment, whatever else may say that somebody sits there."""
    presence = step.state.presence
    presence.locked_since = step.now if presence.locked_since is None else presence.locked_since
    presence.stand(None)
    note_leaving(step, step.now)


def note_leaving(step: Step, since: float) -> None:
    """Still from about the prompt on, or locked in front of it: they may have got up for it."""
    turn = step.state.turn
    if step.state.phase is Phase.PROMPTED and turn and turn.shown_at is not None:
        turn.left = turn.left or since >= turn.shown_at - step.rules.about_prompt


def note_rising(step: Step) -> None:
    """So much stillness from the prompt on: they got up for it, and it is not repeated."""
    turn = step.state.turn
    if turn is None or not turn.left or turn.rose:
        return
    if step.state.presence.still_for(step.now) >= step.rules.prompt_stillness:
        was_to_come = turn.again_at is not None
        turn.rose = True
        turn.ask_no_more()
        if was_to_come and step.state.phase is not Phase.PROMPTED:
            step.decide(Did.UNANSWERED, because="rose")


def tell_away(step: Step) -> None:
    """Say that they are away, once."""
    presence = step.state.presence
    since = presence.away_from(step.rules)
    if since is None or since > step.now or presence.gone_since is not None:
        return
    presence.gone_since = presence.left_at(step.rules)
    step.decide(Did.AWAY, because="still" if presence.locked_since is None else "locked", since_ago=step.now - since)


def credit_absence(step: Step) -> None:
    """Away for long enough: that was a break."""
    presence = step.state.presence
    break_from, away = presence.break_from(step.rules), presence.away_from(step.rules)
    if break_from is not None and away is not None and break_from <= step.now:
        be_away(step, away)


def be_away(step: Step, since: float) -> None:
    """They have been away for long enough since then. The record waits for the return: it may be a night."""
    state = step.state
    if state.absence is not None:
        return
    turn = state.turn or step.new_turn()
    if turn.left and step.now - since < step.rules.longest_break:
        turns.end(step, Outcome.TAKEN)
        state.absence = Absence(since)
        return
    turns.let_go(step, turn, since)
    records = tuple(
        turns.record_of(state, turn, plan_id, Outcome.NATURAL, Movements(), step.now)
        for plan_id in turn.plans
        if state.counts.sat_for(plan_id, step.now) >= step.rules.natural_needs
    )
    gone_since = state.presence.gone_since
    step.decide(Did.NATURAL, sat=step.sat(turn), since_ago=step.now - (since if gone_since is None else gone_since))
    step.withdraw()
    turns.credit(state, step.rules, turn, Outcome.NATURAL, step.now)
    state.turn = None
    state.absence = Absence(since, records, turn.shown)
    step.settle()


def touched(step: Step) -> None:
    """There is input again; behind a lock that is not yet a return."""
    presence = step.state.presence
    if presence.locked_since is None:
        came_back(step)
    elif presence.touched_at is None:
        presence.touched_at = step.now


def doubt_lock(step: Step) -> None:
    """Nobody types a password for minutes: the end of this lock was missed."""
    doubted_at = step.state.presence.doubted_at(step.rules)
    if doubted_at is not None and doubted_at <= step.now:
        came_back(step)


def came_back(step: Step) -> None:
    """Somebody is here again."""
    state, presence = step.state, step.state.presence
    unexplained = presence.unexplained_for(step.now)
    gone_since = presence.gone_since
    note_rising(step)
    presence.be_here()
    if state.turn:
        state.turn.left = False
    if state.absence is not None:
        absence, state.absence = state.absence, None
        _write_absence(step, absence)
        state.first_at = max(state.first_at, step.now + step.rules.first_after)
    elif unexplained >= step.rules.return_needs:
        state.not_before = max(state.not_before, step.now + _grace(step))
    if gone_since is not None:
        step.decide(Did.BACK, since_ago=step.now - gone_since)


def _grace(step: Step) -> float:
    """For how long no prompt comes after a return. One that waits for it already would recede with each other one."""
    has_waited = step.state.kept_by is Did.WAITED
    return step.rules.return_grace_again if has_waited else step.rules.return_grace


def _write_absence(step: Step, absence: Absence) -> None:
    """A break by itself; over a night, what had been asked for before it was missed."""
    away = step.now - absence.since
    if away < step.rules.longest_break:
        for record in absence.records:
            step.do(effects.Write(record))
    elif absence.was_asked:
        for record in absence.records:
            step.do(effects.Write(replace(record, outcome=Outcome.MISSED), ago=away))


def slept(step: Step, seconds: float, because: str = "asleep") -> None:
    """Nobody sat here for the last `seconds`; whoever woke the machine is here, unless it is locked."""
    state, rules, asleep_from = step.state, step.rules, step.now - seconds
    count(state, rules, asleep_from)
    state.counts.run(asleep_from, sitting=False, nearing=False)
    state.put_later(seconds)
    if state.phase is Phase.ON_BREAK:
        _slept_in_guide(step, seconds)
        return
    _tell_slept(step, seconds, because)
    presence = state.presence
    presence.still_since = asleep_from if presence.still_since is None else min(presence.still_since, asleep_from)
    presence.touched_at = None
    if seconds >= rules.natural_after:
        presence.stand(None)
        if state.turn and state.phase is Phase.PROMPTED:
            state.turn.left = True
        be_away(step, asleep_from)
    credit_absence(step)
    if presence.locked_since is None:
        came_back(step)


def _slept_in_guide(step: Step, seconds: float) -> None:
    """The guide stood still as well; a gap of any length stops it where it was."""
    if step.state.until is not None:
        step.state.until += seconds
    step.turn.rested = step.turn.rested or seconds >= step.rules.natural_after
    step.do(effects.StopGuide(seconds) if seconds > step.rules.guide_gap else effects.DelayGuide(seconds))


def _tell_slept(step: Step, seconds: float, because: str) -> None:
    presence = step.state.presence
    if seconds < step.rules.idle_after:
        step.decide(Did.SLEPT, because=because, seconds=seconds)
    elif presence.gone_since is None:
        presence.gone_since = step.now - seconds
        step.decide(Did.AWAY, because=because, since_ago=seconds)


def stand(step: Step) -> None:
    """ "I'm standing": nothing is counted; a prompt on the screen falls due when they sit."""
    if step.state.phase is Phase.PROMPTED:
        step.withdraw()
        turns.owe(step)
        step.settle()
    step.state.presence.stand(step.now)
    step.decide(Did.STANDING)


def sit(step: Step) -> None:
    """ "I'm sitting" again."""
    if step.state.presence.standing_since is not None:
        step.state.presence.stand(None)
        step.decide(Did.SITTING)


def ask_standing(step: Step) -> None:
    """Ask once, after a long time without a word."""
    state, presence = step.state, step.state.presence
    since = presence.standing_since
    if since is None or presence.standing_asked or step.now < since + step.rules.standing_limit:
        return
    if state.pauses or not is_here(state, step.rules, step.now):
        return
    presence.standing_asked = True
    step.do(effects.AskStanding())
    step.decide(Did.STILL_STANDING, since_ago=step.now - since)
