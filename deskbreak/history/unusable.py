"""Why the history cannot be used, and what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.words import _

ROOM = 256 * 1024
"""So many bytes of a disk SQLite can work with."""


class HistoryUnusable(DeskbreakError):
    """The file cannot be used, and was left as it is."""


@contextmanager
def unusable_told(file: Path) -> Iterator[None]:
    """Turn what SQLite or the system says of this file into words a person can go by."""
    try:
        yield
    except sqlite3.Error as error:
        raise unusable(file, error) from error
    except OSError as error:
        tell = _full if error.errno in (errno.ENOSPC, errno.EDQUOT) else _forbidden
        raise tell(file, error.strerror or str(error)) from error


def unusable(file: Path, error: sqlite3.Error) -> HistoryUnusable:
    """What SQLite says of this file, in words."""
    # The higher bits tell cases apart that are mended in the same way; errors of Python's own have no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return _TOLD.get(code, _failing)(file, str(error))


def too_new(file: Path) -> HistoryUnusable:
    """It has had migrations that this deskbreak does not know."""
    return HistoryUnusable(
        _("The history {file} was written by a newer deskbreak.").format(file=file),
        _("Install the newer deskbreak again; this one leaves the file alone."),
    )


def foreign(file: Path) -> HistoryUnusable:
    """Something else is in its place: a folder, or the database of another program."""
    return HistoryUnusable(_("{file} is not a history of deskbreak.").format(file=file), _start_anew(file))


def damaged(file: Path, why: str) -> HistoryUnusable:
    """It is no database, or one that lost its order."""
    return HistoryUnusable(
        _("The history {file} is damaged ({why}).").format(file=file, why=_in_one_line(why)),
        _start_anew(file),
    )


def locked(file: Path, _why: str = "") -> HistoryUnusable:
    """Another program has it to itself."""
    return HistoryUnusable(
        _("Another program holds the history {file}.").format(file=file),
        _("Close that program, then try again."),
    )


def _full(file: Path, _why: str) -> HistoryUnusable:
    return HistoryUnusable(
        _("The disk is full: the history {file} takes nothing more.").format(file=file),
        _("Free some space, then try again."),
    )


def _forbidden(file: Path, why: str) -> HistoryUnusable:
    return HistoryUnusable(
        _("deskbreak may not use the history {file} ({why}).").format(file=file, why=why),
        _("Give yourself the right to write to the file and its folder, then try again."),
    )


def _failing(file: Path, why: str) -> HistoryUnusable:
    if _is_full(file.parent):
        return _full(file, why)
    return HistoryUnusable(
        _("The history {file} cannot be used ({why}).").format(file=file, why=_in_one_line(why)),
        _("Look whether its disk is sound and has room, then try again."),
    )


def _is_full(folder: Path) -> bool:
    """What SQLite needs beside the file is refused by a full disk as if the disk were broken."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False  # The folder is gone, and that is what is wrong.


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _start_anew(file: Path) -> str:
    aside = file.with_name(f"{file.stem}-aside{file.suffix}")
    return _("To begin a new one, keep this one aside: rename it to {aside}.").format(aside=aside)


_TOLD: dict[int, Callable[[Path, str], HistoryUnusable]] = {
    sqlite3.SQLITE_BUSY: locked,
    sqlite3.SQLITE_LOCKED: locked,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _forbidden,
    sqlite3.SQLITE_CANTOPEN: _forbidden,
    sqlite3.SQLITE_PERM: _forbidden,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
}
