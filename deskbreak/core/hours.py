"""Working hours: which parts of each weekday deskbreak may speak in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deskbreak.core.wallclock import DAY, Local, first, reading

DAY_MINUTES = 24 * 60
MINUTE = 60
DAY_0 = date(1970, 1, 1)
THURSDAY = 3
"""The weekday of 1970-01-01, day 0."""

DAYS_AHEAD = 15
"""How far to look for an edge: two weeks and a day, as a clock change can swallow the one span of a week whole."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day, in minutes since its midnight as the clock on the wall shows them.

    `end` lies after `start`; over 1440 it is on the next day (a night shift: 22:00 to 06:00 is 1320 to 1800).
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day without working hours: of one year, or of every year."""

    month: int
    day: int
    year: int | None = None

    def falls_on(self, day: date) -> bool:
        """Whether that is it."""
        return (self.month, self.day) == (day.month, day.day) and self.year in (None, day.year)


@dataclass(frozen=True, slots=True)
class Hours:
    """The working hours of a week: the spans of each weekday, Monday first."""

    days: tuple[tuple[Span, ...], ...]
    holidays: tuple[Holiday, ...] = ()
    """On these there are none; a night shift that began the day before goes on to its end."""

    def spans(self, day: int) -> tuple[Span, ...]:
        """Those that begin on that day, counted from 1970-01-01."""
        if self.holidays and any(holiday.falls_on(DAY_0 + timedelta(day)) for holiday in self.holidays):
            return ()
        return tuple(sorted(self.days[(day + THURSDAY) % 7], key=lambda span: span.start))


def is_open(hours: Hours, local: Local, wall: float) -> bool:
    """Whether a moment lies in working hours."""
    return next((begin <= wall for begin, end in _stretches(hours, local, wall) if wall < end), False)


def next_edge(hours: Hours, local: Local, wall: float) -> float | None:
    """The next moment after `wall` at which working hours begin or end; None when they never do.

    Spans that touch or overlap are one: there is no edge between them.
    """
    open_until = wall
    for begin, end in _stretches(hours, local, wall):
        if begin > open_until:
            return begin if open_until == wall else open_until
        open_until = max(open_until, end)
    return None


def closing(hours: Hours, local: Local, wall: float) -> float | None:
    """The moment at which the working hours that hold at `wall` end; None outside them, or when they never do."""
    open_until = wall
    for begin, end in _stretches(hours, local, wall):
        if begin > open_until:
            return None if open_until == wall else open_until
        open_until = max(open_until, end)
    return None


def next_start(hours: Hours, local: Local, wall: float) -> float | None:
    """The next moment after `wall` at which working hours begin; None when they never do."""
    edge = next_edge(hours, local, wall)
    if edge is None or not is_open(hours, local, wall):
        return edge
    return next_edge(hours, local, edge)


def _stretches(hours: Hours, local: Local, wall: float) -> Iterator[tuple[float, float]]:
    """Begin and end of each span as it really comes, in order of their begin: from yesterday's on."""
    today = reading(local, wall) // DAY
    for day in range(today - 1, today + DAYS_AHEAD + 1):
        for span in hours.spans(day):
            begin, end = (first(local, day * DAY + minute * MINUTE) for minute in (span.start, span.end))
            if begin < end:  # else the clock skips all of it
                yield begin, end
