"""Moments on the calendar, in seconds since the epoch: days, times of day, "until tomorrow".

Right in every time zone and across every clock change: a time that the clock skips is the moment of the skip,
a time that it shows twice is the first of the two.
"""

from __future__ import annotations

import math
from datetime import datetime, time

from deskbreak.core.hours import Hours, next_start
from deskbreak.core.wallclock import DAY, EPOCH, Local, face, first, offset, reach, reading

__all__ = ["Local", "day", "moment", "next_midnight", "next_time", "tomorrow"]

MORNING = time(6)
NIGHT_AT_LEAST = 5 * 60 * 60
""" "Until tomorrow" said at 02:00 means the morning after, not the one that is about to come."""


def moment(local: Local, shown: datetime) -> float:
    """The first moment at which the clock shows `shown` or, when it skips that, something later."""
    return first(local, (shown - EPOCH).total_seconds())


def day(local: Local, wall: float) -> str:
    """The local date as ISO text."""
    return face(local, wall).date().isoformat()


def next_midnight(local: Local, wall: float) -> float:
    """When the next local day begins."""
    return reach(local, wall, _midnight(local, wall) + DAY)


def next_time(local: Local, wall: float, when: time) -> float:
    """The next moment after `wall` at which the clock shows `when`: today's if it shows less now, else tomorrow's.

    So in the hour that comes twice, 02:30 asked for at the second 02:10 is twenty minutes away; at either 02:30 it
    is tomorrow's, so that what is done daily at 02:30 is not done twice.
    """
    aim = _midnight(local, wall) + (datetime.combine(EPOCH, when) - EPOCH).total_seconds()
    if aim - offset(local, wall) <= wall:
        aim += DAY
    return reach(local, wall, aim)


def tomorrow(local: Local, wall: float, hours: Hours | None = None) -> float:
    """The end of a pause "until tomorrow": the next 06:00 that is at least five hours away.

    With working hours that ever begin: when they first do on the day of that 06:00 or later, five hours away too.
    """
    earliest = wall + NIGHT_AT_LEAST
    morning = next_time(local, _just_before(earliest), MORNING)
    if hours is None:
        return morning
    begins = first(local, _midnight(local, morning))
    start = next_start(hours, local, _just_before(max(earliest, begins)))
    return morning if start is None else start


def _midnight(local: Local, wall: float) -> int:
    """The 00:00 of the day that the clock shows at a moment, in seconds as shown."""
    return reading(local, wall) // DAY * DAY


def _just_before(wall: float) -> float:
    return math.nextafter(wall, -math.inf)
