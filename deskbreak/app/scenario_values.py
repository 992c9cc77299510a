"""What a scenario is written with: time zones, lengths of time, times of day. What cannot be read is a ValueError."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.core.calendar import Local
from deskbreak.core.wallclock import EARLIEST, LATEST
from deskbreak.words import _, seconds_in, time_in

MOMENTS = 1024
"""Of how many moments it is remembered what the clock showed."""
LONGEST = 366 * 86400.0
"""Seconds in the longest thing that can be chosen."""
MOST_TIMES = 100_000
"""How often the same thing may happen."""


def zone(name: str) -> Local:
    """The local time of this zone of the time zone database. ValueError when there is none of this name."""
    try:
        info = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(_("{name} is no time zone; name one like Europe/Berlin").format(name=repr(name))) from error

    # The calendar asks about the edges of the same days again and again.
    @lru_cache(maxsize=MOMENTS)
    def local(wall: float) -> datetime:
        return datetime.fromtimestamp(min(max(wall, EARLIEST), LATEST), info).replace(tzinfo=None)

    return local


def length(text: str) -> float:
    """Seconds in a length of time, which may have a sign. ValueError when it is none."""
    seconds = seconds_in(text.removeprefix("-").removeprefix("+"))
    if seconds is None:
        raise ValueError(_("{text} is no length of time; write it like 90s, 15m or 1h30m").format(text=repr(text)))
    return -seconds if text.startswith("-") else seconds


def time_of_day(text: str) -> time:
    """ValueError when it is none."""
    when = time_in(text)
    if when is None:
        raise ValueError(_("{text} is no time of day; write it like 14:30").format(text=repr(text)))
    return when


def table(value: Any) -> dict[str, Any]:
    """ValueError when it is none."""
    if not isinstance(value, dict):
        raise ValueError(_("{value} is not a table").format(value=repr(value)))
    return value


def local_time(value: Any, day: date | None, key: str) -> datetime:
    """A full local date-time; with a `day` also a time of that day. ValueError when it is neither."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    if isinstance(value, time) and day is not None:
        return datetime.combine(day, value)
    when = None if day is None else time_in(str(value))
    if day is not None and when is not None:
        return datetime.combine(day, when)
    try:
        shown = datetime.fromisoformat(str(value))
    except ValueError:
        shown = None
    if value is None:
        raise ValueError(_("{key} is missing").format(key=key))
    if shown is None or shown.tzinfo is not None:
        example = "09:30, 09:30:20, " if day is not None else ""
        raise ValueError(
            _("{key} = {value} is no local time; write it like {example}2026-03-02T09:30").format(
                key=key, value=repr(value), example=example
            )
        )
    return shown


def repeated(shown: datetime, every: Any, times: Any) -> Iterator[datetime]:
    """This local time and, so many `times` in all, what the clock shows `every` so long after it.

    ValueError when it cannot be so.
    """
    if every is None and times is None:
        yield shown
        return
    if every is None or times is None:
        raise ValueError(_("every and times belong together"))
    if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= MOST_TIMES:
        raise ValueError(_("{n} is no number that can be used").format(n=times))
    is_number = isinstance(every, int | float) and not isinstance(every, bool)
    seconds = float(every) if is_number else length(str(every))
    if not 0 < seconds * times <= LONGEST:
        raise ValueError(_("{text} is no length that can be used").format(text=repr(every)))
    for number in range(times):
        yield shown + timedelta(seconds=seconds * number)
