"""Reads settings.toml: what it says, and each mistake with its line."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.settings.lines import Keys, Lines, opened
from deskbreak.settings.read import Loaded, Mark, read
from deskbreak.settings.schema import DEFAULTS, RENAMED, Settings
from deskbreak.words import _

__all__ = ["Loaded", "load", "read", "tables_of", "text_of"]

MAX_BYTES = 1024 * 1024


def load(file: Path, good: Settings = DEFAULTS, renamed: Mapping[str, str] = RENAMED) -> Loaded:
    """The settings of this file; all defaults when there is none. `good` holds where it is mistaken."""
    try:
        text = text_of(file)
        tables = tables_of(file, text)
    except FileNotFoundError:
        return Loaded(DEFAULTS)
    except DeskbreakError as error:
        return Loaded(good, (error.title,))
    return read(tables, good, renamed, _marking(file, text))


def text_of(file: Path) -> str:
    """What stands in this file. FileNotFoundError when there is none; DeskbreakError when it cannot be read."""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _unread(file, _("this is not a file."))
        if found.st_size > MAX_BYTES:
            raise _unread(file, _("this is larger than 1 MiB; settings never are."))
        # Some editors on Windows begin a file with a byte order mark.
        return file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(file) from error
    except OSError as error:
        raise _unread(file, _("it cannot be read ({error}).").format(error=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _unread(file, _("this is not UTF-8; save the file as UTF-8."), line) from error


def tables_of(file: Path, text: str) -> dict[str, Any]:
    """The tables in this text. DeskbreakError when it is not TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error)
        raise _unread(file, _plainly(message), _line(message, text)) from error


# How tomllib begins to tell of something that is not closed; where it began, it does not tell.
_NOT_CLOSED = (
    "Unterminated", "Unclosed", "Expected ']", 'Expected "', "Expected '\"",
    "Illegal character '\\n'", "Found invalid character '\\n'",
)  # fmt: skip


def _line(message: str, text: str) -> int:
    at = re.search(r"at line (\d+)", message)
    told = int(at[1]) if at else text.rstrip().count("\n") + 1
    return opened(text) or told if message.startswith(_NOT_CLOSED) else told


def _plainly(message: str) -> str:
    """What tomllib's message means to somebody who edits settings."""
    if message.startswith(_NOT_CLOSED):
        return _("a bracket or a quotation mark is not closed.")
    meanings = {
        "Cannot": _("this is set twice."),
        "Duplicate": _("this is set twice."),
        "Expected '='": _("this is no setting; they read like this: every_minutes = 30"),
        "Expected newline": _("there is too much behind the value."),
        "Invalid initial": _("this is no name of a setting or a table."),
        "Invalid statement": _("this is no setting; they read like this: every_minutes = 30"),
        "Invalid value": _('this value is not understood; they read like 30, true or ["09:00-17:00"].'),
    }
    for beginning, meaning in meanings.items():
        if message.startswith(beginning):
            return meaning
    return _("this is not understood ({error}).").format(error=message)


def _unread(file: Path, reason: str, line: int | None = None) -> DeskbreakError:
    return DeskbreakError(
        _("{where} Nothing in the file counts until that is mended.").format(where=_mark(file, line, reason)),
        _("Mend it with: deskbreak config edit"),
    )


def _marking(file: Path, text: str) -> Mark:
    lines = Lines(text)

    def mark(said: str, *keys: Keys) -> str:
        return _mark(file, lines.of(*keys), said)

    return mark


def _mark(file: Path, line: int | None, text: str) -> str:
    if line is None:
        return _("{file}: {text}").format(file=file.name, text=text)
    return _("{file}, line {line}: {text}").format(file=file.name, line=line, text=text)
