"""Changes one setting in settings.toml and leaves everything else in it as it was, comments too.

tomlkit changes a value in its place. A new line is put in here: tomlkit would put it at the end of
its table, behind the comment that belongs to the next one.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.settings.atomic import replace_text
from deskbreak.settings.file import tables_of, text_of
from deskbreak.settings.keys import Key, known
from deskbreak.settings.lines import Lines
from deskbreak.settings.read import read
from deskbreak.settings.schema import Settings
from deskbreak.settings.values import parse, plain, take, typed, written
from deskbreak.words import _

EXAMPLES: dict[type, str] = {tuple: "09:00-12:30,13:00-17:00", date: "2026-12-24,12-25", list: "Firefox,Zoom"}
"""Of what the default shows nothing of."""


def set_value(file: Path, dotted_key: str, text: str) -> Settings:
    """Give one setting the value that this text means; the settings that then hold.

    DeskbreakError when the file, the key or the value is not in order; then nothing is changed.
    """
    key = known(dotted_key)
    value = _meant(key, text)
    before = _text(file)
    tables = tables_of(file, before)
    table = tables.get(key.table, {})
    if not isinstance(table, dict):
        raise _unchangeable(file)
    wanted = {**tables, key.table: {**table, key.name: value}}
    settings = _checked(tables, wanted)
    after = _edited(file, before, tables, key, value)
    if not _says(after, wanted):
        raise _unchangeable(file)
    if after != before:
        write_text(file, after)
    return settings


def have_file(file: Path) -> None:
    """See to it that there is a file to edit: a new one says every setting, commented out. DeskbreakError if not."""
    # Imported here: only the first time needs it.
    from deskbreak.settings.generate import own_settings_toml

    if not file.exists():
        write_text(file, own_settings_toml())


def write_text(file: Path, text: str) -> None:
    """Put this text into the settings file; DeskbreakError when that cannot be done."""
    try:
        replace_text(file, text)
    except OSError as error:
        raise DeskbreakError(
            _("{file} cannot be written ({error}).").format(file=file, error=error.strerror or error),
            _("Look at the folder's owner and free space, then try again."),
        ) from error


def _text(file: Path) -> str:
    try:
        return text_of(file)
    except FileNotFoundError:
        return ""


def _meant(key: Key, text: str) -> Any:
    try:
        return plain(take(key, parse(key, text)))
    except ValueError as error:
        hint = _("Write it like this: deskbreak config set {key} {value}")
        example = EXAMPLES.get(key.kind) or typed(key, key.default)
        raise DeskbreakError(str(error), hint.format(key=key.dotted, value=example)) from error


def _checked(before: dict[str, Any], after: dict[str, Any]) -> Settings:
    """What the file will mean. The mistakes it has already are no reason not to change something else."""
    known_mistakes, loaded = read(before).mistakes, read(after)
    mistakes = [mistake for mistake in loaded.mistakes if mistake not in known_mistakes]
    if mistakes:
        raise DeskbreakError(mistakes[0], _("Nothing was changed. Change the other one first."))
    return loaded.settings


def _edited(file: Path, text: str, tables: dict[str, Any], key: Key, value: Any) -> str:
    header = Lines(text).of((key.table,))
    if key.name not in tables.get(key.table, {}) and header and text.split("\n")[header - 1].lstrip().startswith("["):
        return _with_line(text, header, key.name, written(value))
    # Imported here: reading settings does without it.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        if key.table not in document:
            document[key.table] = tomlkit.table()
        document[key.table][key.name] = value
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise _unchangeable(file) from error


def _with_line(text: str, header: int, name: str, value: str) -> str:
    """The text with a new setting below the header in this line; below its own line if that is commented out."""
    lines = text.split("\n")
    at = header
    for number, line in enumerate(lines[header:], start=header + 1):
        if line.lstrip().startswith("["):
            break
        if re.match(rf"\s*#\s*{name}\s*=", line):
            at = number
    lines.insert(at, f"{name} = {value}" + ("\r" if lines[header - 1].endswith("\r") else ""))
    return "\n".join(lines)


def _says(text: str, wanted: dict[str, Any]) -> bool:
    """Whether the text says what was wanted, and nothing else: then the editing went well."""
    try:
        return tomllib.loads(text) == wanted
    except ValueError:
        return False


def _unchangeable(file: Path) -> DeskbreakError:
    return DeskbreakError(
        _("{file} is written in a way that cannot be changed from here.").format(file=file),
        _("Change it by hand: deskbreak config edit"),
    )
