"""Reads settings.toml and finds every mistake in it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from deskbreak.settings.schema import Settings
from deskbreak.words import _


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says. Where it is mistaken, the defaults hold and `mistakes` says so, one line each."""

    settings: Settings
    mistakes: tuple[str, ...] = ()


def load(file: Path) -> Loaded:
    """The settings of this file; all defaults when there is none."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Loaded(Settings(), (f"{file}: {error}",))
    return read(tables)


def read(tables: dict[str, Any]) -> Loaded:
    """The settings that these tables give; each key is looked at by itself."""
    mistakes: list[str] = []
    sections = {section.name: section.type for section in msgspec.structs.fields(Settings)}
    chosen = {}
    for name, value in tables.items():
        if name not in sections:
            mistakes.append(_unknown(name, sections))
        elif not isinstance(value, dict):
            mistakes.append(_("{key} must be a table: [{key}]").format(key=name))
        else:
            chosen[name] = _section(name, sections[name], value, mistakes)
    return Loaded(Settings(**chosen), tuple(mistakes))


def _section(name: str, kind: Any, table: dict[str, Any], mistakes: list[str]) -> Any:
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    good = {}
    for key, value in table.items():
        if key not in fields:
            mistakes.append(_unknown(key, fields, prefix=f"{name}."))
            continue
        try:
            good[key] = msgspec.convert(value, fields[key])
        except msgspec.ValidationError as error:
            mistakes.append(_("{key} = {value}: {reason}").format(key=f"{name}.{key}", value=value, reason=error))
    return kind(**good)


def _unknown(key: str, known: dict[str, Any], prefix: str = "") -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return _("{key} is not a setting; did you mean {near}?").format(key=prefix + key, near=prefix + near[0])
    return _("{key} is not a setting").format(key=prefix + key)
