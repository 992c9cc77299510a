"""The clock on the wall: what it shows at a moment, and when it comes to show something.

A time zone comes in as a function, `Local`: the running program follows the operating system's own idea of
local time, also when that changes while it runs, and no zone object does; `simulate` gives one made from
`zoneinfo`.

Moments are real: seconds since the epoch. What the clock shows is counted alike, in seconds since it would
have shown 1970-01-01 00:00 had all its days had 24 hours; day n is n * DAY up to (n + 1) * DAY. The two differ
by the clock's offset, and only a change of the offset (summer time, a move of the zone) makes this module
more than a subtraction: a jump forward skips times, a jump back shows times again.

Changes are searched for, not stepped through, which takes for granted that they come on whole seconds and at
least two days apart. The nearest two that any zone has had since 1970 lie a week apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

Local = Callable[[float], datetime]
"""What the clock on the wall shows, as a naive datetime, at a moment in seconds since the epoch."""

DAY = 24 * 60 * 60
EPOCH = datetime.fromisoformat("1970-01-01")

# `Local` is asked about the years between only; outside, the offset stays what it is there. Windows knows no
# local time before 1970 nor after 3000.
EARLIEST = 0.0
LATEST = (datetime.fromisoformat("2999-01-01") - EPOCH).total_seconds()


def face(local: Local, wall: float) -> datetime:
    """What the clock shows at a moment, to the second that has begun."""
    return local(_answerable(wall))


def offset(local: Local, wall: float) -> int:
    """How many seconds the clock is ahead of the seconds since the epoch, at a moment."""
    at = _answerable(wall)
    shown = local(at) - EPOCH
    return shown.days * DAY + shown.seconds - at


def reading(local: Local, wall: float) -> int:
    """What the clock shows at a moment, in seconds, to the one that has begun."""
    return math.floor(wall) + offset(local, wall)


def reach(local: Local, after: float, aim: float) -> float:
    """The first moment at which the clock shows `aim` or, when it skips that, something later.

    At `after` the clock still shows less than `aim`.
    """
    ahead = offset(local, after)
    moment = aim - ahead
    if offset(local, moment) == ahead:
        return float(moment)
    change = _change(local, after, moment)
    return float(max(change, aim - offset(local, change)))


def first(local: Local, aim: float) -> float:
    """The first moment of all at which the clock shows `aim` or, when it skips that, something later."""
    return reach(local, aim - DAY, aim)  # no offset is as much as a day


def _change(local: Local, before: float, after: float) -> int:
    """When between two moments the offset stops being that of the first."""
    old = offset(local, before)
    low, high = math.floor(before), math.floor(after)
    while high - low > 1:
        middle = (low + high) // 2
        if offset(local, middle) == old:
            low = middle
        else:
            high = middle
    return high


def _answerable(wall: float) -> int:
    return math.floor(min(max(wall, EARLIEST), LATEST))
