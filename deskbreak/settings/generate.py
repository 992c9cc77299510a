"""Writes config/settings.toml from the schema: `python -m deskbreak.settings.generate > config/settings.toml`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect

from deskbreak.settings.schema import Settings

HEAD = """\
# Every setting of deskbreak with its default. Generated from deskbreak/settings/schema.py.
# Copy the lines you want to change into settings.toml in your own configuration folder.
"""


def settings_toml() -> str:
    """The text of config/settings.toml."""
    return HEAD + "".join(f"\n{section}" for section in _sections())


def _sections() -> Iterator[str]:
    for section in msgspec.structs.fields(Settings):
        lines = [f"# {section.type.__doc__}", f"[{section.name}]"]
        for field in msgspec.structs.fields(section.type):
            lines += [f"# {_help(field.type)}", f"{field.name} = {msgspec.json.encode(field.default).decode()}"]
        yield "\n".join(lines) + "\n"


def _help(annotated: Any) -> str:
    kind = inspect.type_info(annotated)
    assert isinstance(kind, inspect.Metadata)
    assert isinstance(kind.type, inspect.IntType | inspect.FloatType)
    return f"{(kind.extra_json_schema or {})['description']} {kind.type.ge} to {kind.type.le}."


if __name__ == "__main__":
    sys.stdout.write(settings_toml())
