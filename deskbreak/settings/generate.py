"""Writes config/settings.toml from the schema: `python -m deskbreak.settings.generate > config/settings.toml`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from deskbreak.settings.keys import KEYS, TABLES, Key
from deskbreak.settings.values import written
from deskbreak.words import _, marked

HEAD = """\
# Every setting of deskbreak with its default. Generated from deskbreak/settings/schema.py.
# Copy the lines you want to change into settings.toml in your own configuration folder.
"""
OWN_HEAD = marked("""\
# Your settings of deskbreak. Take away the # before a setting to change it.
# What you save here applies at once; `deskbreak config check` finds mistakes.
""")

Say = Callable[[str], str]
"""How help is said: as it stands, or in the user's language."""


def settings_toml() -> str:
    """The text of config/settings.toml."""
    return HEAD + "".join(f"\n{table}" for table in _tables("", str))


def own_settings_toml() -> str:
    """What a user begins with: the same with every setting commented out, in the user's language."""
    return _(OWN_HEAD) + "".join(f"\n{table}" for table in _tables("#", _))


def limits(key: Key, say: Say = str) -> str:
    """What the setting can be, in few words."""
    if key.choices:
        return ", ".join(key.choices)
    kinds: dict[type, str] = {
        bool: marked("true or false"),
        tuple: marked("ranges of time"),
        frozenset: marked("names"),
        Sequence: marked("a program and its arguments"),
        list: marked("names of programs"),
        date: marked("days"),
    }
    return say(kinds.get(key.kind, marked("{low} to {high}"))).format(low=written(key.low), high=written(key.high))


def _tables(before_each: str, say: Say) -> Iterator[str]:
    for table, about in TABLES.items():
        settings = "".join(
            f"# {say(key.help)}{_limits(key, say)}\n{before_each}{key.name} = {written(key.default)}\n"
            for key in KEYS.values()
            if key.table == table
        )
        yield f"# {say(about)}\n[{table}]\n{settings}"


def _limits(key: Key, say: Say) -> str:
    """Those of a number or a choice; of anything else, the default shows what it can be."""
    return f" {limits(key, say)}." if key.choices or key.kind in (int, float) else ""


if __name__ == "__main__":
    sys.stdout.write(settings_toml())
