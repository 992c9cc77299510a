"""The words a person reads: translation, durations, decisions and refusals said plainly."""

from __future__ import annotations

import gettext
from datetime import datetime
from functools import cache

from deskbreak.places import shipped


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("deskbreak", localedir=shipped("locale"), fallback=True)


def _(message: str) -> str:
    """This sentence in the user's language."""
    return _catalogue().gettext(message)


def span(seconds: float) -> str:
    """A length of time, as short as it can be read: 45 s, 12 min, 1 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return _("{n} s").format(n=whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if not minutes:
        return _("{n} h").format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def clock_time(moment: datetime) -> str:
    """A time of day, with the weekday unless it is today's."""
    if moment.date() == datetime.now(moment.tzinfo).date():
        return f"{moment:%H:%M}"
    return f"{moment:%a %H:%M}"
