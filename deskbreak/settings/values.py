"""The value of a setting: taken from a file or from words, checked, and written down again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from deskbreak.settings.keys import Key
from deskbreak.settings.ranges import holiday, span
from deskbreak.words import _

SWITCHES = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}
LISTS = (tuple, frozenset, list, date, Sequence)
"""Kinds of settings that a file has as a list."""
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
"""What a movement or a routine is called by."""
NAME = re.compile(r"(?=.*\S)[^\n,]{1,100}")
"""What people call a program. Whoever types several puts commas between them."""
MOST_WORDS = 100
LONGEST = 60
"""Characters of a mistaken value that are shown."""


def take(key: Key, value: object) -> Any:
    """This value as the setting has it. ValueError says in people's words why it cannot be."""
    return _TAKE[key.kind](key, value)


def parse(key: Key, text: str) -> object:
    """What somebody typed, as a file would have it; the text itself where it is nothing of that kind."""
    text = text.strip()
    if key.kind is bool:
        return SWITCHES.get(text.lower(), text)
    if key.kind in LISTS and (listed := _listed(text)) is not None:
        return listed
    if key.kind is Sequence:
        return _split(text)
    if key.kind in LISTS:
        return [part.strip() for part in text.split(",")] if text else []
    if key.kind is str:
        return text.lower()
    try:
        return plain(float(text))
    except ValueError:
        return text


def plain(value: Any) -> Any:
    """The value as JSON and TOML have it: 30 instead of 30.0, a list instead of a tuple."""
    if isinstance(value, tuple | frozenset):
        return _in_order(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def typed(key: Key, value: Any) -> str:
    """The value as `parse` understands it."""
    if isinstance(value, str):
        return value
    if key.kind is Sequence:
        # Imported here: only who looks a command up needs it.
        import shlex

        return shlex.join(value)
    between = ", " if key.kind is list else ","
    return between.join(_in_order(value)) if isinstance(value, tuple | frozenset) else written(value)


def written(value: object) -> str:
    """The value as a settings file has it, whatever it is."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int() if value.bit_length() > LONGEST * 3:
            # Not even Python spells out a number of any length.
            return "…"
        case float() if not abs(value) < 1e15:
            return str(value)
        case frozenset():
            return written(_in_order(value))
        case list() | tuple():
            return f"[{', '.join(written(part) if isinstance(part, str | int | float) else '…' for part in value)}]"
        case dict():
            return "{…}"
        case _:
            return str(plain(value))


def _switch(key: Key, value: object) -> bool:
    if not isinstance(value, bool):
        raise _unfit(key, value, _("is neither true nor false."))
    return value


def _choice(key: Key, value: object) -> str:
    if not isinstance(value, str) or value not in key.choices:
        raise _unfit(key, value, _("is none of these: {choices}.").format(choices=", ".join(key.choices)))
    return value


def _number(key: Key, value: object) -> float:
    # What differs from itself is NaN; math.isnan fails on an int that is too large for a float.
    if not isinstance(value, int | float) or isinstance(value, bool) or value != value:
        raise _unfit(key, value, _("is not a number: {low} to {high}."))
    if value < key.low:
        raise _unfit(key, value, _("is too small: {low} to {high}."))
    if value > key.high:
        raise _unfit(key, value, _("is too large: {low} to {high}."))
    return float(value)


def _whole(key: Key, value: object) -> int:
    number = _number(key, value)
    if not number.is_integer():
        raise _unfit(key, value, _("is not a whole number: {low} to {high}."))
    return int(number)


def _ranges(key: Key, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _unfit(key, value, _('is not a list of ranges such as ["09:00-12:30", "13:00-17:00"].'))
    return _each(key, value, span)


def _days(key: Key, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _unfit(key, value, _('is not a list of days such as ["2026-12-24", "12-25"].'))
    return _each(key, value, holiday)


def _each(key: Key, value: list[str], means: Callable[[str], object]) -> tuple[str, ...]:
    for text in value:
        try:
            means(text)
        except ValueError as error:
            raise ValueError(
                _("{key}: {value} {reason}").format(key=key.dotted, value=_short(text), reason=error)
            ) from None
    return tuple(value)


def _names(key: Key, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _unfit(key, value, _('is not a list of programs such as ["Firefox", "Zoom"].'))
    for name in value:
        if not NAME.fullmatch(name):
            raise _unfit(key, name, _("is no name of a program."))
    if len(value) > MOST_WORDS:
        raise _unfit(key, value, _("has too many words: {most} at most.").format(most=MOST_WORDS))
    return tuple(value)


def _words(key: Key, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _unfit(key, value, _('is not a list of words such as ["one", "two"].'))
    for word in value:
        if key.choices and word not in key.choices:
            raise _unfit(key, word, _("is none of these: {choices}.").format(choices=", ".join(key.choices)))
        if not key.choices and not ID.fullmatch(word):
            raise _unfit(key, word, _("is no name such as walk-break."))
    if len(value) > MOST_WORDS:
        raise _unfit(key, value, _("has too many words: {most} at most.").format(most=MOST_WORDS))
    return frozenset(value)


def _command(key: Key, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise _unfit(key, value, _('is not a list of a program and its arguments, such as ["notify-send", "Up!"].'))
    if len(value) > MOST_WORDS or any("\0" in part for part in value):
        raise _unfit(key, value, _("is nothing that can be started."))
    return tuple(value)


def _split(text: str) -> object:
    """The words of a command, as a shell divides them; the text itself where a quotation mark is not closed."""
    # Imported here: only who types a command needs it.
    import shlex

    try:
        return shlex.split(text)
    except ValueError:
        return text


def _listed(text: str) -> object:
    """A list that is spelt as in a settings file; None where it is not."""
    if not text.startswith("["):
        return None
    # Imported here: few type it so.
    import tomllib

    try:
        return tomllib.loads(f"list = {text}")["list"]
    except tomllib.TOMLDecodeError:
        return None


def _in_order(value: tuple[str, ...] | frozenset[str]) -> list[str]:
    """A list of it; words, which have no order of their own, by the alphabet."""
    return sorted(value) if isinstance(value, frozenset) else list(value)


_TAKE: dict[type, Callable[[Key, object], Any]] = {
    bool: _switch,
    int: _whole,
    float: _number,
    str: _choice,
    tuple: _ranges,
    frozenset: _words,
    Sequence: _command,
    list: _names,
    date: _days,
}


def _unfit(key: Key, value: object, reason: str) -> ValueError:
    said = reason.format(low=written(key.low), high=written(key.high))
    return ValueError(_("{key} = {value} {reason}").format(key=key.dotted, value=_short(value), reason=said))


def _short(value: object) -> str:
    text = written(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
