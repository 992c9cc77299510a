"""What beat a stretch of movement has: where in its drawing the figure is, which step is told, how often it was done.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from deskbreak.core.movement import Dose
from deskbreak.core.timeline import ALMOST, Cue
from deskbreak.figure.motion import FAR_END

WORDS_A_SECOND = 2.6
"""As one reads while moving."""
TOLD_BY = 0.8
"""Of a movement, by when the last step is told at the latest."""
LEAST = 2.8
"""Seconds that the shortest step stays."""


class Beat(NamedTuple):
    """Which repetition or hold is in hand, of how many, and whether it is the rest after one."""

    number: int
    of: int
    rests: bool = False


def step_at(steps: Sequence[str], since: float, within: float, all_along: bool = False) -> int:
    """Which step is told so many seconds after the first one was; past the last one, their number.

    All of them are told `within` so many seconds, faster than one reads where that has to be. `all_along` lets them
    take all of that time: who is to come back in the end is not told so at the beginning.
    """
    stay = [max(LEAST, len(step.split()) / WORDS_A_SECOND) for step in steps]
    faster = sum(stay) / within if all_along else max(1.0, sum(stay) / within)
    for number, seconds in enumerate(stay):
        since -= seconds / faster
        if since < 0:
            return number
    return len(steps)


def beat(elapsed: float, seconds: float, dose: Dose) -> Beat | None:
    """What is counted, `elapsed` seconds into a movement of `seconds`; None where nothing is."""
    one = _one(dose)
    of = 0 if one is None else round((seconds + dose.rest_s) / one)
    if one is None or of < 2:
        return None
    number = min(int((elapsed + ALMOST) / one), of - 1)
    rests = dose.hold_s is not None and elapsed - number * one >= dose.hold_s - ALMOST
    return Beat(number + 1, of, rests)


def turns(seconds: float, dose: Dose) -> Iterator[tuple[float, Beat]]:
    """When each hold after the first one begins, and the rest before it, in a movement of `seconds`."""
    first = beat(0.0, seconds, dose)
    if first is None or dose.hold_s is None:
        return
    for number in range(1, first.of):
        begins = number * (dose.hold_s + dose.rest_s)
        if dose.rest_s:
            yield begins - dose.rest_s, Beat(number, first.of, True)
        yield begins, Beat(number + 1, first.of)


def moment(cue: Cue, elapsed: float, seconds: float, dose: Dose, cycle: float, order: str) -> float:
    """The cycles that the figure has gone, `elapsed` seconds into a stretch that lasts `seconds`.

    While somebody gets ready it shows the movement; then it keeps step, and holds what is held.
    """
    if cue is not Cue.MOVE or order != "there-and-back":
        return elapsed / cycle
    if dose.rep_s:
        return elapsed / dose.rep_s
    if not dose.hold_s:
        return elapsed / cycle
    counted = beat(elapsed, seconds, dose)
    within = elapsed if counted is None else elapsed - (counted.number - 1) * (dose.hold_s + dose.rest_s)
    if counted is not None and counted.rests:
        return min(1.0, 0.5 + (within - dose.hold_s) / cycle)
    return min(0.5, within / cycle)


def still(cue: Cue, order: str) -> float:
    """The one moment shown in place of the moving figure: where it begins while getting ready, else where it leads."""
    return FAR_END.get(order, 0.5) if cue is Cue.MOVE else 0.0


def _one(dose: Dose) -> float | None:
    """Seconds from one repetition or hold to the next."""
    if dose.hold_s:
        return dose.hold_s + dose.rest_s if dose.reps > 1 else None
    return dose.rep_s
