"""Pauses: a set of reasons, each of which ends by itself, and the clocks they end by."""

from __future__ import annotations

from deskbreak.core import effects, quiet, turns
from deskbreak.core.conclusions import is_here
from deskbreak.core.effects import Asking, Did, Refusal
from deskbreak.core.events import PauseChosen
from deskbreak.core.state import OpenPause, PauseReason, Phase
from deskbreak.core.step import Step


def choose(step: Step, chosen: PauseChosen) -> None:
    """The user pauses, or pauses otherwise than before."""
    step.state.pause_by_clock = chosen.by_clock
    step.state.open_pause = OpenPause(step.now) if chosen.until is None else None
    pause(step, PauseReason.USER, chosen.until)


def pause(step: Step, reason: PauseReason, until: float | None) -> None:
    """No prompts for this reason. What is on the screen, snoozed or held falls due when the pause ends."""
    state = step.state
    if state.turn and (state.phase is Phase.PROMPTED or state.turn.again in (Asking.SNOOZED, Asking.HELD)):
        step.withdraw()
        turns.owe(step)
    elif state.turn:
        state.turn.ask_no_more()
    state.pauses[reason] = until
    if state.turn:
        turns.let_go(step, state.turn)
    state.held = None
    step.decide(Did.PAUSED, reason=reason.value, until=until)
    if state.phase is not Phase.ON_BREAK:
        step.settle()


def resume(step: Step) -> None:
    """One way out of whatever keeps reminders away: the pause first, then the hours, then quiet."""
    if end(step, PauseReason.USER, by="choice"):
        return
    off_until = step.state.pauses.get(PauseReason.HOURS)
    if end(step, PauseReason.HOURS, by="choice"):
        step.state.overtime = off_until
    elif not quiet.disregard(step):
        step.refuse(Refusal.NOT_PAUSED)


def end(step: Step, reason: PauseReason, by: str = "clock") -> bool:
    """Whether there was such a pause to be ended; `by` the clock or somebody's choice."""
    state = step.state
    if reason not in state.pauses:
        return False
    del state.pauses[reason]
    if reason is PauseReason.USER:
        state.open_pause, state.pause_by_clock = None, False
    step.decide(Did.RESUMED, reason=reason.value, by=by)
    if state.phase in (Phase.PAUSED, Phase.OFF_HOURS):
        step.settle()
    return True


def hours_ended(step: Step, until: float | None) -> None:
    """The working hours are over, unless the user chose to go on. Told again, only the end is new."""
    state = step.state
    if until is not None and until == state.overtime:
        return
    if PauseReason.HOURS in state.pauses:
        state.pauses[PauseReason.HOURS] = until
    else:
        state.off_since = step.now
        pause(step, PauseReason.HOURS, until)


def hours_began(step: Step) -> None:
    """The working hours have begun, also for who worked before them.

    Where nobody sees who sits there, hours off as long as a night are believed to be one.
    """
    state, off_since = step.state, step.state.off_since
    state.overtime = state.off_since = None
    was_off = end(step, PauseReason.HOURS)
    night = off_since is not None and step.now - off_since >= step.rules.longest_break
    if was_off and night and not state.presence.known:
        state.turn = None
        for plan in step.rules.plans:
            state.counts.credit(plan, step.now)
        step.settle()


def turn_day(step: Step, day: str, morning_in: float) -> None:
    """The date has changed: what is counted or remembered for a day only begins anew."""
    state = step.state
    if day == state.day:
        return
    if state.day:
        state.presence.stand(None)
    state.prompts_today, state.day = 0, day
    if state.open_pause is not None and state.open_pause.ask_at is None:
        since = state.open_pause.since
        state.open_pause = OpenPause(since, ask_at=max(step.now + morning_in, since + step.rules.ask_paused_after))


def change_clock(step: Step, set_by: float, shift: float) -> None:
    """A pause of so many minutes lasts as many whatever the clock shows; one until half past two ends at that time."""
    state = step.state
    until = state.pauses.get(PauseReason.USER)
    if until is not None:
        state.pauses[PauseReason.USER] = until - shift if state.pause_by_clock else until + set_by
    if state.overtime is not None:
        state.overtime -= shift


def ask_paused(step: Step) -> None:
    """Ask once, on the next day, whether the pause without an end was meant to last."""
    state = step.state
    ask_at = state.open_pause.ask_at if state.open_pause else None
    if ask_at is None or step.now < ask_at or not is_here(state, step.rules, step.now):
        return
    step.decide(Did.STILL_PAUSED, since_ago=step.now - state.open_pause.since if state.open_pause else None)
    state.open_pause = None
    step.do(effects.AskPaused())
