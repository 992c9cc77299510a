"""Turns the tables of a settings file into settings, and finds every mistake at once.

A mistaken key keeps the value that was last in force. What is unknown is only warned about: the
rest of the file applies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deskbreak.settings.keys import KEYS, TABLES, Key, unknown
from deskbreak.settings.lines import Keys
from deskbreak.settings.schema import DEFAULTS, RENAMED, Settings
from deskbreak.settings.values import take, written
from deskbreak.settings.when import DAYS
from deskbreak.words import _

Mark = Callable[..., str]
"""Given a text and the keys it is about: the text with the place where they stand."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says. Where it is mistaken, the last good values hold. A line for each mistake and warning."""

    settings: Settings
    mistakes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def unmarked(text: str, *_keys: Keys) -> str:
    """Tables that come from no file have no lines."""
    return text


def read(
    tables: Mapping[str, Any],
    good: Settings = DEFAULTS,
    renamed: Mapping[str, str] = RENAMED,
    mark: Mark = unmarked,
) -> Loaded:
    """The settings that these tables give; each key is looked at by itself, then what has to fit together."""
    reading = _Reading(good, mark)
    for name, table in reading.with_new_names(tables, renamed).items():
        reading.table(name, table)
    reading.together()
    return Loaded(reading.settings, tuple(reading.mistakes), tuple(reading.warnings))


ORDERED = (
    ("presence.idle_minutes", "presence.natural_break_minutes"),
    ("notifications.answer_within_minutes", "reminder.every_minutes"),
)
"""Of each pair, the second must not be less than the first."""


class _Reading:
    def __init__(self, good: Settings, mark: Mark) -> None:
        self.settings = DEFAULTS
        self.mistakes: list[str] = []
        self.warnings: list[str] = []
        self._good = good
        self._mark = mark
        self._old_names: dict[str, Keys] = {}

    def with_new_names(self, tables: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
        """A copy of the tables in which each key has the name of today."""
        copy = {name: dict(table) if isinstance(table, dict) else table for name, table in tables.items()}
        for old, new in renamed.items():
            (old_table, old_key), (new_table, new_key) = old.split("."), new.split(".")
            source, target = copy.get(old_table), copy.setdefault(new_table, {})
            if not isinstance(source, dict) or old_key not in source or not isinstance(target, dict):
                continue
            value = source.pop(old_key)
            self._warn(_("{old} is called {new} now.").format(old=old, new=new), (old_table, old_key))
            if new_key not in target:
                target[new_key] = value
                self._old_names[new] = (old_table, old_key)
            if not source:
                del copy[old_table]
        return copy

    def table(self, name: str, table: object) -> None:
        """Take over what this table says."""
        if name not in TABLES:
            self._warn(unknown(dotted((name,))), (name,))
        elif isinstance(table, dict):
            for key, value in table.items():
                self._key((name, key), value)
        else:
            self._err(_("{table} must be a table: [{table}].").format(table=name), (name,))
            for key in KEYS.values():
                if key.table == name:
                    self.settings = key.put(self.settings, key.of(self._good))

    def _key(self, keys: Keys, value: object) -> None:
        key = KEYS.get(dotted(keys))
        if key is None:
            self._warn(unknown(dotted(keys)), keys)
            return
        try:
            taken = take(key, value)
        except ValueError as error:
            self._err(str(error), self._old_names.get(key.dotted, keys))
            taken = key.of(self._good)
        self.settings = key.put(self.settings, taken)

    def together(self) -> None:
        """Take back what does not fit together."""
        for less, more in ORDERED:
            self._not_less(KEYS[less], KEYS[more])
        self._some_hours()

    def _not_less(self, low: Key, high: Key) -> None:
        if high.of(self.settings) >= low.of(self.settings):
            return
        text = _("{high} = {less} must not be less than {low} = {more}.").format(
            high=high.dotted,
            less=written(high.of(self.settings)),
            low=low.dotted,
            more=written(low.of(self.settings)),
        )
        self._err(text, (high.table, high.name), (low.table, low.name))
        for key in (low, high):
            self.settings = key.put(self.settings, key.of(self._good))

    def _some_hours(self) -> None:
        enabled, hours = KEYS["hours.enabled"], self.settings.hours
        if not hours.enabled or any(getattr(hours, day) for day in DAYS):
            return
        text = _("{key} = true, but no day has any hours: then nothing would ever be asked.")
        self._err(text.format(key=enabled.dotted), (enabled.table, enabled.name))
        self.settings = enabled.put(self.settings, False)

    def _err(self, text: str, *keys: Keys) -> None:
        self.mistakes.append(self._mark(text, *keys))

    def _warn(self, text: str, *keys: Keys) -> None:
        self.warnings.append(self._mark(text, *keys))


def dotted(keys: Keys) -> str:
    """The key as TOML has it; quoted where it must be."""
    return ".".join(key if re.fullmatch(r"[\w-]+", key) else json.dumps(key) for key in keys)
