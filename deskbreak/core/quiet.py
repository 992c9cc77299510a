"""When not to speak: the signals that hold a prompt back, meetings, and the way out of both."""

from __future__ import annotations

from dataclasses import replace

from deskbreak.core.conclusions import holding
from deskbreak.core.effects import Did
from deskbreak.core.state import Phase, Quiet, Settling
from deskbreak.core.step import Step

MEETING = "meeting"
"""Chosen by hand; it ends by itself."""
FILM = "film"
"""No reason to be quiet, but of who sits there though no key is touched."""
CALLS = frozenset({"microphone", "camera", MEETING})
"""The quiet signals that are a call: whoever is in one sits there, though no key is touched."""


def same_name(program: str) -> str:
    """What is the same for all spellings of a program's name: those who write a list of names use commas."""
    return " ".join(program.replace(",", " ").casefold().split())


def began(step: Step, signal: str, quiet: Quiet) -> None:
    """Something asks for quiet. Told again, it holds since it was first told."""
    before = step.state.quiet.get(signal)
    step.state.quiet[signal] = replace(quiet, since=before.since) if before else quiet
    if signal in CALLS:
        step.state.presence.begin_seated(signal)


def ended(step: Step, signal: str) -> None:
    """It asks no more; what it held back waits until this has settled."""
    state = step.state
    was_holding = signal in holding(state, step.rules)
    quiet = state.quiet.pop(signal, None)
    state.disregarded.discard(signal)
    if quiet is not None and was_holding and not holding(state, step.rules):
        state.settling = Settling(signal, quiet, step.now)
    state.presence.end_seated(signal, step.now)


def ignored(step: Step, signal: str) -> None:
    """It was no reason at all: what it alone held back comes at once, as if it had just fallen due."""
    state = step.state
    state.quiet.pop(signal, None)
    state.disregarded.discard(signal)
    state.presence.end_seated(signal, step.now)
    if state.held is not None and state.held.signal == signal:
        state.held = None


def meet(step: Step, seconds: float) -> None:
    """In a meeting for so long."""
    step.state.quiet.pop(MEETING, None)
    began(step, MEETING, Quiet(step.now, until=step.now + seconds))
    step.decide(Did.MEETING, until_in=seconds)


def end_passed(step: Step) -> None:
    """Let go of what ends by itself, once it has."""
    for signal, quiet in list(step.state.quiet.items()):
        if quiet.until is not None and quiet.until <= step.now:
            ended(step, signal)
            step.decide(Did.MEETING_OVER)


def disregard(step: Step) -> bool:
    """Go on reminding in spite of what asks for quiet, until that has ended; whether anything did."""
    state = step.state
    signals = list(holding(state, step.rules))
    if not signals and state.held is None:
        return False
    if MEETING in signals:
        ended(step, MEETING)
        signals.remove(MEETING)
        step.decide(Did.MEETING_OVER)
    if signals or state.held is not None:
        state.disregarded.update(signals)
        state.settling = None
        step.decide(Did.OVERRIDDEN)
    return True


def tell_of_long_hold(step: Step) -> None:
    """Quiet never wins in silence: after so long the tray says what holds, unless that is just over."""
    held, holds = step.state.held, holding(step.state, step.rules)
    if (
        held is None
        or held.told
        or not holds
        or step.state.phase is not Phase.DEFERRED
        or step.now < held.since + step.rules.tell_after
    ):
        return
    step.state.held = replace(held, told=True)
    # What held it first may have ended long ago.
    signal, quiet = next(iter(holds.items()))
    step.decide(Did.HELD_LONG, signal=signal, by=quiet.by, due_ago=step.now - held.since)
