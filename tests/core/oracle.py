"""Local time found out by walking: what the clock on the wall shows at every step, and when it first shows something.

Reckons nothing the way `deskbreak.core` does: no search, no offset, only `zoneinfo` asked again and again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from deskbreak.core.hours import Hours

DAY = timedelta(days=1)


def utc(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


class Clock:
    """The clock on a wall in a zone; a `Local`."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def __call__(self, wall: float) -> datetime:
        return datetime.fromtimestamp(wall, self._zone).replace(tzinfo=None)


class Walk(NamedTuple):
    """What the clock showed at each step of a stretch of time. Sound where all changes fall on a step."""

    local: Clock
    walls: range
    shown: list[datetime]
    highest: list[datetime]
    """The latest that it has shown up to each step."""

    def first_to_show(self, aim: datetime) -> int:
        """The first step at which it shows `aim` or, when it skips that, something later."""
        return bisect_left(self.highest, aim)

    def after(self, wall: float) -> Iterator[int]:
        """The steps after a moment."""
        return iter(range(bisect_right(self.walls, wall), len(self.walls)))

    def changes(self) -> list[int]:
        """The moments at which it does not go on as a clock should."""
        step = timedelta(seconds=self.walls.step)
        return [self.walls[i] for i in range(1, len(self.walls)) if self.shown[i] - self.shown[i - 1] != step]

    def midnight(self, wall: float) -> int:
        today = self.local(wall).date()
        return self.walls[next(i for i in self.after(wall) if self.shown[i].date() > today)]

    def time(self, wall: float, when: time) -> int:
        now = self.local(wall)
        aim = datetime.combine(now, when)
        if aim <= now:
            aim += DAY
        return self.walls[next(i for i in self.after(wall) if self.shown[i] >= aim)]

    def morning(self, wall: float) -> int:
        """The first step, five hours or more after a moment, at which it comes to show 06:00 or skips it."""
        night = timedelta(hours=6)
        for i in range(bisect_left(self.walls, wall + 5 * 3600), len(self.walls)):
            if (self.shown[i] - night).date() > (self.shown[i - 1] - night).date():
                return self.walls[i]
        raise AssertionError

    def tomorrow(self, wall: float, begins: list[int]) -> int:
        """The first of these that lies five hours or more after a moment, on the day of that morning or later."""
        morning = self.local(self.morning(wall))
        day = self.walls[self.first_to_show(datetime.combine(morning, time()))]
        return next(begin for begin in begins if begin >= max(wall + 5 * 3600, day))

    def open(self, hours: Hours) -> list[bool]:
        """Whether each step lies in working hours."""
        state = [False] * len(self.walls)
        for today in _dates(self.shown[0].date() - DAY, self.shown[-1].date()):
            for span in hours.days[today.weekday()]:
                begin, end = (
                    self.first_to_show(datetime.combine(today, time()) + timedelta(minutes=minutes))
                    for minutes in (span.start, span.end)
                )
                state[begin:end] = [True] * (end - begin)
        return state

    def edges(self, hours: Hours) -> dict[int, bool]:
        """The steps at which working hours begin (true) or end."""
        state = self.open(hours)
        return {self.walls[i]: state[i] for i in range(1, len(state)) if state[i] != state[i - 1]}


@cache
def walk(zone: str, start: str, end: str, minutes: int) -> Walk:
    local = Clock(zone)
    walls = range(int(utc(start)), int(utc(end)), minutes * 60)
    shown = [local(wall) for wall in walls]
    return Walk(local, walls, shown, list(accumulate(shown, max)))


def _dates(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


class Stretch(NamedTuple):
    """Where, from when to when and in which steps to walk."""

    zone: str
    start: str
    end: str
    minutes: int = 15

    def walk(self) -> Walk:
        return walk(*self)


def year(zone: str, number: int) -> Stretch:
    """A year, and enough around it to look back and ahead from any moment of it."""
    return Stretch(zone, f"{number - 1}-12-15", f"{number + 1}-01-20")


STRETCHES = [
    year("Europe/Berlin", 2026),
    year("America/New_York", 2026),
    year("Australia/Lord_Howe", 2026),  # half an hour of summer time
    year("Asia/Kathmandu", 2026),  # 5:45 ahead, always
    year("Africa/Casablanca", 2026),  # an hour less in Ramadan
    Stretch("Africa/Casablanca", "2013-04-10", "2013-11-20"),  # summer time, and Ramadan in the midst of it
    Stretch("Africa/Cairo", "2014-05-01", "2014-10-20"),  # the same, at midnight
    Stretch("America/Havana", "2026-02-20", "2026-04-01"),  # skips 00:00
    Stretch("Asia/Beirut", "2026-03-15", "2026-04-20"),  # the same
    Stretch("Asia/Beirut", "2026-10-15", "2026-11-20"),  # back at 00:00 to 23:00
    Stretch("America/St_Johns", "2010-10-20", "2010-12-01", 1),  # back at 00:01: a day begins twice
    Stretch("Antarctica/Vostok", "1994-01-10", "1994-03-01"),  # seven hours back
    Stretch("America/Boa_Vista", "2000-09-20", "2000-11-10"),  # a summer of one week
    Stretch("Asia/Pyongyang", "2018-04-20", "2018-06-01"),  # half an hour, from 23:30 to midnight
    Stretch("Pacific/Apia", "2011-12-10", "2012-01-30"),  # no 30 December
    Stretch("Pacific/Kwajalein", "1993-08-01", "1993-09-20"),  # no 21 August
]


def starts(walk: Walk) -> list[float]:
    """Moments to ask from: four times of every day, and every half hour and second that matters near a change."""
    early, late = walk.walls[0] + 3 * 86400, walk.walls[-1] - 16 * 86400
    walls = {float(wall) for wall in range(early, late, 6 * 3600)}
    for change in walk.changes():
        walls.update(change + half_hours * 1800 for half_hours in range(-144, 145))
        walls.update(change + near for near in (-1, -0.5, -1e-6, 1e-6, 0.5, 1, 59, 61))
    return sorted(wall for wall in walls if early <= wall < late)
