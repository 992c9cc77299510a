"""Writes config/settings.toml from the schema: `python -m deskbreak.settings.generate > config/settings.toml`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from deskbreak.settings.keys import KEYS, TABLES, Key
from deskbreak.settings.values import written

HEAD = """\
# Every setting of deskbreak with its default. Generated from deskbreak/settings/schema.py.
# Copy the lines you want to change into settings.toml in your own configuration folder.
"""
OWN_HEAD = """\
# Your settings of deskbreak. Take away the # before a setting to change it.
# What you save here applies at once; `deskbreak config check` finds mistakes.
"""


def settings_toml() -> str:
    """The text of config/settings.toml."""
    return HEAD + "".join(f"\n{table}" for table in _tables(""))


def own_settings_toml() -> str:
    """What a user begins with: the same with every setting commented out."""
    return OWN_HEAD + "".join(f"\n{table}" for table in _tables("#"))


def limits(key: Key) -> str:
    """What the setting can be, in few words."""
    kinds: dict[type, str] = {bool: "true or false", tuple: "ranges of time"}
    return kinds.get(key.kind, f"{written(key.low)} to {written(key.high)}")


def _tables(before_each: str) -> Iterator[str]:
    for table, about in TABLES.items():
        settings = "".join(
            f"# {key.help}{_limits(key)}\n{before_each}{key.name} = {written(key.default)}\n"
            for key in KEYS.values()
            if key.table == table
        )
        yield f"# {about}\n[{table}]\n{settings}"


def _limits(key: Key) -> str:
    """Those of a number; of anything else, the default shows what it can be."""
    return f" {limits(key)}." if key.kind in (int, float) else ""


if __name__ == "__main__":
    sys.stdout.write(settings_toml())
