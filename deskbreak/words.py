"""The words a person reads and writes: translation, lengths of time, times of day, reasons to be quiet."""

from __future__ import annotations

import gettext
import os
import re
from datetime import date, datetime, time
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from deskbreak.places import shipped

DOMAIN = "deskbreak"
_CHOSEN_BY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_UNTRANSLATED = {"en", "c", "posix"}
_RIGHT_TO_LEFT = {"ar", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}


def languages() -> list[str]:
    """What the user reads, best first, up to English: that is what stands in the source."""
    chosen = next(filter(None, map(os.environ.get, _CHOSEN_BY)), "")
    return list(takewhile(lambda name: re.split("[_.@-]", name.lower())[0] not in _UNTRANSLATED, chosen.split(":")))


@cache
def _catalogue() -> gettext.NullTranslations:
    """Read when the first sentence is said, and only for a language that has one."""
    return gettext.translation(DOMAIN, shipped("locale"), languages(), fallback=True)


def _(message: str) -> str:
    """This sentence in the user's language."""
    # For nothing at all gettext would say who wrote the catalogue.
    return _catalogue().gettext(message) if message else ""


def counted(one: str, many: str, n: int) -> str:
    """The one of these sentences, in the user's language, that goes with this number."""
    return _catalogue().ngettext(one, many, n)


def marked(message: str) -> str:
    """The sentence itself; it is translated where it is shown."""
    return message


def translated() -> bool:
    """Whether there is a catalogue for the user's language."""
    return bool(_catalogue().info())


def language() -> str:
    """The language in which sentences are said here: of the catalogue that was found, not of what was wished for."""
    return _catalogue().info().get("language", "en")


def right_to_left() -> bool:
    """Whether the language that was chosen is written from the right."""
    chosen, _at, script = next(iter(languages()), "").lower().partition("@")
    return re.split("[_.-]", chosen)[0] in _RIGHT_TO_LEFT and script not in ("devanagari", "latin")


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
        if hours:
            return counted("{n} day {hours} h", "{n} days {hours} h", days).format(n=days, hours=hours)
        return counted("{n} day", "{n} days", days).format(n=days)
    if not minutes:
        return _("{n} h").format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def exact_span(seconds: float) -> str:
    """A length of time to the second, for what is done by the clock: 45 s, 1 min 30 s, 20 min."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes and rest:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return span(seconds)


def rough_span(seconds: float) -> str:
    """How long a movement takes, as one plans with it: 45 s, 1 min 30 s, 20 min. To half a minute above a minute."""
    return exact_span(seconds if seconds < 60 else round(seconds / 30) * 30)


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


_WEEKDAYS = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)


def weekday(day: date) -> str:
    """Its name, as short as calendars have it. Not strftime's: that would follow another setting than our words."""
    return _(_WEEKDAYS[day.weekday()])


def clock_time(shown: datetime, today: datetime) -> str:
    """A time of day on the wall, with the weekday (within the week) or the date unless it is today's."""
    if shown.date() == today.date():
        return f"{shown:%H:%M}"
    if abs(shown.date() - today.date()).days < 7:
        return f"{weekday(shown)} {shown:%H:%M}"
    return shown.strftime(_("%Y-%m-%d %H:%M"))


class _Hold(NamedTuple):
    """What is said of something that keeps us from speaking. Clauses as a whole: the time has its place inside them."""

    now: str
    since: str
    then: str


_HOLDS = {
    "microphone": _Hold(
        marked("{who} uses the microphone"),
        marked("{who} has used the microphone since {began}"),
        marked("{who} used the microphone {when}"),
    ),
    "camera": _Hold(
        marked("{who} uses the camera"),
        marked("{who} has used the camera since {began}"),
        marked("{who} used the camera {when}"),
    ),
    "fullscreen": _Hold(
        marked("{who} fills the screen"),
        marked("{who} has filled the screen since {began}"),
        marked("{who} filled the screen {when}"),
    ),
    "do_not_disturb": _Hold(
        marked("do not disturb is on"),
        marked("do not disturb has been on since {began}"),
        marked("do not disturb was on {when}"),
    ),
    "presentation": _Hold(
        marked("a presentation is on ({who})"),
        marked("a presentation has been on since {began} ({who})"),
        marked("a presentation was on {when} ({who})"),
    ),
    "apps": _Hold(
        marked("{who} is in front"),
        marked("{who} has been in front since {began}"),
        marked("{who} was in front {when}"),
    ),
    "meeting": _Hold(
        marked("you are in a meeting"),
        marked("you have been in a meeting since {began}"),
        marked("you were in a meeting {when}"),
    ),
}
_ANOTHER_HOLD = _Hold(
    marked("{signal} is on"), marked("{signal} has been on since {began}"), marked("{signal} was on {when}")
)


def holds_now(signal: str, by: str) -> str:
    """Why not to speak now. `by` is the program behind it, where one is known."""
    return _held(_hold(signal).now, signal, by)


def holds_since(signal: str, by: str, began: str) -> str:
    """The same, with the time at which it began."""
    return _held(_hold(signal).since, signal, by, began=began)


def held_then(signal: str, by: str, when: str) -> str:
    """The same, when it is over: a clause for after "because". `when` is said by `stretch`."""
    return _held(_hold(signal).then, signal, by, when=when)


def stretch(began: str | None, ended: str | None) -> str:
    """From when to when; one of the two may be left open."""
    if began is None:
        return _("until {ended}").format(ended=ended)
    if ended is None:
        return _("from {began} on").format(began=began)
    if began == ended:
        return _("at {ended}").format(ended=ended)
    return _("from {began} to {ended}").format(began=began, ended=ended)


def _hold(signal: str) -> _Hold:
    return _HOLDS.get(signal, _ANOTHER_HOLD)


def _held(clause: str, signal: str, by: str, **times: str) -> str:
    return _(clause).format(who=by or _("a program"), signal=signal, **times)
