"""What a scenario is written with: time zones, lengths of time, times of day. What cannot be read is a ValueError."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.core.calendar import Local
from deskbreak.core.wallclock import EARLIEST, LATEST
from deskbreak.words import _, seconds_in, time_in

MOMENTS = 1024
"""Of how many moments it is remembered what the clock showed."""


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
