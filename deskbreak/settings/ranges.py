"""Ranges of time as people write them in the working hours, 09:00-12:30, and holidays: 2026-12-24, or 12-25."""

from __future__ import annotations

import re
from datetime import date

from deskbreak.core.hours import DAY_MINUTES, Holiday, Span
from deskbreak.words import _

_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")

_DAY = re.compile(r"\s*(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})\s*")
LEAP_YEAR = 2000
"""Has every day that any year has."""


def span(text: str) -> Span:
    """The part of a day that this range means; ValueError says in people's words why it means none."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(_("is not a range such as 09:00-17:00."))
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if max(from_minute, to_minute) > 59 or start >= DAY_MINUTES or end > DAY_MINUTES:
        raise ValueError(_("names a time that no clock shows: 00:00 to 24:00."))
    if start == end:
        raise ValueError(_("has no length; the whole day is 00:00-24:00."))
    return Span(start, end if end > start else end + DAY_MINUTES)


def holiday(text: str) -> Holiday:
    """The day that this means; ValueError says in people's words why it means none."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(_("is not a day such as 2026-12-24, or 12-25 for every year."))
    year, month, day = match[1], int(match[2]), int(match[3])
    try:
        date(int(year or LEAP_YEAR), month, day)
    except ValueError:
        raise ValueError(_("is no day of any calendar: year-month-day, or month-day.")) from None
    return Holiday(month, day, int(year) if year else None)
