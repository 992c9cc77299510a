"""What a guide shows at a moment: one stretch of time after the other, from getting up to done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from deskbreak.core.breaks import Movements
from deskbreak.core.movement import Side, Sides, Suggestion

GET_UP = 5.0
"""Seconds to get out of the chair and into place."""
SWITCH = 5.0
"""Seconds to change sides; SWITCH of content/CONTENT.md 6.1."""


class Cue(StrEnum):
    """What a stretch of time is for."""

    GET_READY = "get-ready"
    MOVE = "move"
    SWITCH = "switch"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time from `start`, `seconds` long. `side` is the one in hand or coming, None without sides."""

    cue: Cue
    start: float
    seconds: float
    side: Side | None = None

    @property
    def end(self) -> float:
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Timeline:
    """A movement laid out in time. Elapsed times are seconds since the guide began, pauses left out."""

    stretches: tuple[Stretch, ...]

    @property
    def total(self) -> float:
        """Seconds from the first cue to done."""
        return self.stretches[-1].end

    def at(self, elapsed: float) -> Stretch:
        """The stretch that holds at this moment; after the end an empty one that says DONE."""
        for stretch in self.stretches:
            if elapsed < stretch.end:
                return stretch
        return Stretch(Cue.DONE, self.total, 0.0)

    def moved(self, elapsed: float) -> Movements:
        """The seconds of movement done by then, by side."""
        sums = dict.fromkeys((Side.LEFT, Side.RIGHT, None), 0.0)
        for stretch in self.stretches:
            if stretch.cue is Cue.MOVE:
                sums[stretch.side] += min(max(0.0, elapsed - stretch.start), stretch.seconds)
        return Movements(left=sums[Side.LEFT], right=sums[Side.RIGHT], both=sums[None])


def timeline(suggestion: Suggestion) -> Timeline:
    """Lay a movement out: get up, move; with two sides, switch and give the other just as long."""
    dose = suggestion.movement.dose
    if suggestion.movement.sides is not Sides.EACH:
        return _in_a_row((Cue.GET_READY, GET_UP, None), (Cue.MOVE, dose.seconds_total, None))
    first, second = suggestion.first, suggestion.first.other
    return _in_a_row(
        (Cue.GET_READY, GET_UP, first),
        (Cue.MOVE, dose.seconds_per_side, first),
        (Cue.SWITCH, SWITCH, second),
        (Cue.MOVE, dose.seconds_per_side, second),
    )


def duration(suggestion: Suggestion) -> float:
    """Seconds the whole thing takes, getting ready included: the one number that notice, menu and guide give."""
    return timeline(suggestion).total


def _in_a_row(*parts: tuple[Cue, float, Side | None]) -> Timeline:
    stretches, start = [], 0.0
    for cue, seconds, side in parts:
        stretches.append(Stretch(cue, start, seconds, side))
        start += seconds
    return Timeline(tuple(stretches))
