"""The words a person reads and writes: translation, lengths of time, times of day, reasons to be quiet."""

from __future__ import annotations

import gettext
import re
from datetime import datetime, time
from functools import cache

from deskbreak.places import shipped


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("deskbreak", localedir=shipped("locale"), fallback=True)


def _(message: str) -> str:
    """This sentence in the user's language."""
    return _catalogue().gettext(message)


def span(seconds: float) -> str:
    """A length of time, as short as it can be read: 45 s, 12 min, 1 h 5 min, 3 days 4 h."""
    whole = round(seconds)
    if whole < 60:
        return _("{n} s").format(n=whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        days, hours = divmod(round(hours + minutes / 60), 24)
        return _("{days} days {hours} h").format(days=days, hours=hours) if hours else _("{n} days").format(n=days)
    if not minutes:
        return _("{n} h").format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


_PARTS = re.compile(r"(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m(?:in)?)?(?:(?P<s>\d+)s?)?", re.IGNORECASE)


def seconds_in(text: str) -> float | None:
    """The seconds that a length of time means: 90, 90s, 15m, 1h30m; None when it is none."""
    match = _PARTS.fullmatch(text.replace(" ", ""))
    if not text.strip() or match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict(default="0").items()}
    return float(parts["h"] * 3600 + parts["m"] * 60 + parts["s"])


_TIME = re.compile(r"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?")


def time_in(text: str) -> time | None:
    """The time of day that this means: 9:30, 09:30, 09:30:20; None when it is none."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    return time(int(match["h"]), int(match["m"]), int(match["s"] or 0))


def clock_time(shown: datetime, today: datetime) -> str:
    """A time of day on the wall, with the weekday (within the week) or the date unless it is today's."""
    if shown.date() == today.date():
        return f"{shown:%H:%M}"
    if abs(shown.date() - today.date()).days < 7:
        return f"{shown:%a %H:%M}"
    return f"{shown:%Y-%m-%d %H:%M}"


def holds_now(signal: str, by: str) -> str:
    """Why not to speak now. `by` is the program behind it, where one is known."""
    return {
        "microphone": _("{who} has the microphone"),
        "camera": _("{who} has the camera"),
        "fullscreen": _("{who} fills the screen"),
        "do_not_disturb": _("do not disturb is on"),
        "meeting": _("you are in a meeting"),
    }.get(signal, _("{signal} is on")).format(who=by or _("a program"), signal=signal)


def held_then(signal: str, by: str) -> str:
    """The same, when it is over."""
    return {
        "microphone": _("{who} had the microphone"),
        "camera": _("{who} had the camera"),
        "fullscreen": _("{who} filled the screen"),
        "do_not_disturb": _("do not disturb was on"),
        "meeting": _("you were in a meeting"),
    }.get(signal, _("{signal} was on")).format(who=by or _("a program"), signal=signal)
