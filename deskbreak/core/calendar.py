"""Moments on the calendar, worked out from local times without a time zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta

MORNING = time(6)
NIGHT_AT_LEAST = timedelta(hours=5)
""" "Until tomorrow" said at 02:00 means the morning after, not the one that is about to come."""


def tomorrow(now: datetime) -> datetime:
    """The next 06:00 that is at least five hours away."""
    earliest = now + NIGHT_AT_LEAST
    return at_time(earliest - timedelta(microseconds=1), MORNING)


def at_time(now: datetime, when: time) -> datetime:
    """The next moment after `now` at which the clock shows `when`."""
    today = datetime.combine(now.date(), when)
    return today if today > now else today + timedelta(days=1)
