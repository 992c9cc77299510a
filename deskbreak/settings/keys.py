"""The settings as a flat list: each one by its dotted name, with its limits and its help."""

from __future__ import annotations

import math
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from deskbreak.errors import DeskbreakError
from deskbreak.settings.schema import RENAMED, Settings
from deskbreak.words import _


@dataclass(frozen=True, slots=True)
class Key:
    """One setting.

    `kind` is bool, int, float, str for one of `choices`, tuple for ranges of time, frozenset for words (of `choices`,
    if there are any), Sequence for a program and its arguments, list for names of programs, date for days.
    """

    table: str
    name: str
    kind: type
    default: Any
    title: str
    help: str
    low: float
    high: float
    """Only numbers have limits."""
    choices: tuple[str, ...] = ()

    @property
    def dotted(self) -> str:
        return f"{self.table}.{self.name}"

    def of(self, settings: Settings) -> Any:
        """Its value in these settings."""
        return getattr(getattr(settings, self.table), self.name)

    def put(self, settings: Settings, value: Any) -> Settings:
        """These settings with this value of it."""
        table = msgspec.structs.replace(getattr(settings, self.table), **{self.name: value})
        return msgspec.structs.replace(settings, **{self.table: table})


def _keys() -> Iterator[Key]:
    for table in msgspec.structs.fields(Settings):
        for field in msgspec.structs.fields(table.type):
            kind, meta = typing.get_args(field.type)
            origin = (meta.extra or {}).get("kind") or typing.get_origin(kind)
            one = typing.get_args(kind)[0] if origin is frozenset else kind
            choices = typing.get_args(one) if typing.get_origin(one) is typing.Literal else ()
            yield Key(
                table.name,
                field.name,
                str if origin is typing.Literal else origin or kind,
                field.default,
                meta.title,
                meta.description,
                -math.inf if meta.ge is None else meta.ge,
                math.inf if meta.le is None else meta.le,
                choices,
            )


TABLES: dict[str, str] = {table.name: table.type.__doc__ or "" for table in msgspec.structs.fields(Settings)}
"""What each table is about, in the order of the schema."""
KEYS: dict[str, Key] = {key.dotted: key for key in _keys()}
"""Every setting, in the order of the schema."""


def condition_titles() -> dict[str, str]:
    """What each condition is called, by its id."""
    asked = (key for key in KEYS.values() if key.table == "conditions" and key.name != "red_flag")
    return {key.name.replace("_", "-"): _(key.title) for key in asked}


def known(dotted: str, renamed: Mapping[str, str] = RENAMED) -> Key:
    """The setting of this name, also of its old one; DeskbreakError when there is none."""
    key = KEYS.get(renamed.get(dotted, dotted))
    if key is None:
        raise DeskbreakError(unknown(dotted), _("All settings: deskbreak config list"))
    return key


def unknown(dotted: str) -> str:
    """Says that this is no setting, and which one was probably meant."""
    near = _near(dotted)
    if near:
        return _("{key} is not a setting; did you mean {near}?").format(key=dotted, near=near)
    return _("{key} is not a setting.").format(key=dotted)


def _near(dotted: str) -> str | None:
    # Imported here: only a mistake costs the resident program this memory.
    from difflib import get_close_matches

    alike = get_close_matches(dotted, KEYS if "." in dotted else TABLES, n=1, cutoff=0.7)
    if alike:
        return alike[0]
    # It may stand in the wrong table, or in none.
    names = {key.name: key.dotted for key in KEYS.values()}
    return next((names[name] for name in get_close_matches(dotted.rpartition(".")[2], names, n=1)), None)
