"""Records added up: how the breaks ended, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deskbreak.core.breaks import BreakRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """How many breaks ended in which way; one field for each `Outcome`, in its order."""

    taken: int = 0
    partly: int = 0
    natural: int = 0
    skipped: int = 0
    missed: int = 0

    @property
    def due(self) -> int:
        """All that came up, a natural break as well."""
        return self.taken + self.partly + self.natural + self.skipped + self.missed

    @property
    def done(self) -> int:
        """Those that were a break."""
        return self.taken + self.partly + self.natural

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.taken + other.taken,
            self.partly + other.partly,
            self.natural + other.natural,
            self.skipped + other.skipped,
            self.missed + other.missed,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is kept: when (seconds since the epoch), on which local day, with which movement."""

    wall: float
    day: str
    movement: str | None
    record: BreakRecord


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that somebody told of: when (seconds since the epoch), on which local day, how long."""

    wall: float
    day: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Day:
    """What became of the breaks of one local day (YYYY-MM-DD), and the walks that were told of."""

    day: str
    tally: Tally = Tally()
    moved_seconds: float = 0.0
    walked_seconds: float = 0.0


def by_day(kept: Iterable[Day], days: Sequence[str]) -> list[Day]:
    """A `Day` for each that is asked for, in that order; an empty one where nothing is kept."""
    of = {day.day: day for day in kept}
    return [of.get(day) or Day(day) for day in days]


def total(days: Iterable[Day]) -> Day:
    """All of them in one, which has no date."""
    days = list(days)
    return Day(
        "",
        sum((day.tally for day in days), Tally()),
        sum(day.moved_seconds for day in days),
        sum(day.walked_seconds for day in days),
    )
