"""What a guide shows at a moment: one stretch of time after the other, from getting up to done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from deskbreak.core.breaks import Movements
from deskbreak.core.movement import PLAIN, SWITCH, Routine, Side
from deskbreak.core.suggestion import Suggestion

GET_UP = 5.0
"""Seconds to get out of the chair and into place."""
ALMOST = 1e-6
"""Seconds: what ends sooner than this is over. Times that were added up miss each other by less."""


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
    part: int = 0
    """The part of the suggestion that is in hand or coming."""

    @property
    def end(self) -> float:
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Timeline:
    """A movement or a routine laid out in time. Elapsed times are seconds since the guide began, pauses left out."""

    stretches: tuple[Stretch, ...]

    @property
    def total(self) -> float:
        """Seconds from the first cue to done."""
        return self.stretches[-1].end

    def at(self, elapsed: float) -> Stretch:
        """The stretch that holds at this moment; after the end an empty one that says DONE."""
        for stretch in self.stretches:
            if elapsed < stretch.end - ALMOST:
                return stretch
        return Stretch(Cue.DONE, self.total, 0.0, part=self.stretches[-1].part)

    def moved(self, elapsed: float) -> Movements:
        """The seconds of movement done by then, by side."""
        sums = dict.fromkeys((Side.LEFT, Side.RIGHT, None), 0.0)
        for stretch in self.stretches:
            if stretch.cue is Cue.MOVE:
                sums[stretch.side] += min(max(0.0, elapsed - stretch.start), stretch.seconds)
        return Movements(left=sums[Side.LEFT], right=sums[Side.RIGHT], both=sums[None])


def timeline(suggestion: Suggestion) -> Timeline:
    """Lay a suggestion out: get into place, move; before each other part, change sides or get into place again."""
    stretches: list[Stretch] = []
    start = 0.0
    for number, (part, ready) in enumerate(zip(suggestion.parts, _before_each(suggestion), strict=True)):
        for cue, seconds in (ready, (Cue.MOVE, part.seconds)):
            # A part that was passed over is empty, and still tells where it was.
            if seconds or cue is Cue.MOVE:
                stretches.append(Stretch(cue, start, seconds, part.side, number))
                start += seconds
    return Timeline(tuple(stretches))


def duration(suggestion: Suggestion) -> float:
    """Seconds the whole thing takes, getting ready included: the one number that notice, menu and guide give."""
    ready = sum(seconds for _cue, seconds in _before_each(suggestion))
    return ready + sum(part.seconds for part in suggestion.parts)


def _before_each(suggestion: Suggestion) -> Iterator[tuple[Cue, float]]:
    """What comes before each part, and for how long."""
    transition = suggestion.what.transition_s if isinstance(suggestion.what, Routine) else None
    get_up = 0.0 if suggestion.id == PLAIN else GET_UP  # There is no place to get into.
    yield Cue.GET_READY, get_up if transition is None else transition
    for before, part in pairwise(suggestion.parts):
        changes_sides = part.movement.id == before.movement.id and part.side is not before.side
        cue = Cue.SWITCH if changes_sides else Cue.GET_READY
        yield cue, SWITCH if transition is None else transition
