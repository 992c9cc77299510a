"""Reads one file of the library, or says why not: a file from anywhere may be anything."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deskbreak.core.movement import PLAIN
from deskbreak.library.plain_toml import NotPlain, loads_plain
from deskbreak.words import _

MAX_BYTES: Final = 64 * 1024
"""The largest of ours has 4 KiB."""
MOST_BYTES: Final = 32 * 1024 * 1024
"""Of all files of a folder together; ten thousand of ours have less."""
MOST_OTHER_BYTES: Final = 1024 * 1024
"""Of those among them that are not as plain as ours: tomllib takes a second for that much."""
MAX_DEPTH: Final = 6
"""animation.frames[].pose.thigh_l is 5 deep."""
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 40
TAKEN: Final = frozenset(
    {PLAIN, "con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Ids of something else, and names that no file has on Windows."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Characters that steer a terminal, turn or hide what stands beside them, or are not to be seen: most of those that
Unicode calls Default_Ignorable_Code_Point, blank letters, and what is nobody's. Line breaks and tabs are none of them.
"""
_DEEP = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){9}""")
"""a.b.c.d.e.f.g.h.i. is nothing of ours, and tomllib would take its time over thousands of such parts."""


class Refused(Exception):
    """This file is not read. `rule` is the short name of the reason, the text says it in the user's language."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule


@dataclass(slots=True)
class Room:
    """What may still be read of a folder from anywhere, so that none of them holds up a start."""

    bytes: int = MOST_BYTES
    other_bytes: int = MOST_OTHER_BYTES


def read(file: str, room: Room | None = None) -> dict[str, Any]:
    """The tables of this file, one of those that share this room. Refused when it is not TOML of ours."""
    room = room or Room()
    text = _text(file, room)
    # What is plain has no such characters in ASCII.
    if not text.isascii() and _UNSEEN.search(text):
        raise _unseen()
    try:
        return loads_plain(text)
    except NotPlain:
        room.other_bytes -= len(text)
        if room.other_bytes < 0:
            raise Refused(
                "count", _("there is too much in this folder that is not written as plainly as ours; this is left out.")
            ) from None
        return _any_toml(text)


def _any_toml(text: str) -> dict[str, Any]:
    # Imported here: most of ours are plain.
    import tomllib

    if _UNSEEN.search(text):
        raise _unseen()
    if _DEEP.search(text):
        raise _too_deep()
    try:
        tables = tomllib.loads(text)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise Refused("toml", _("this is not TOML ({error}).").format(error=error)) from None
    _not_deep(tables, MAX_DEPTH)
    # What is not there as it is can still be written with a backslash.
    if any(map(_UNSEEN.search, _texts(tables))):
        raise _unseen()
    return tables


def id_of(name: str) -> str:
    """The id that a file of this name gives. Refused when it is none."""
    stem, ending = os.path.splitext(name)
    if ending != ".toml" or not is_id(stem):
        raise Refused("id", _("the name of a file is small letters, digits and single hyphens: my-side-bend.toml"))
    if stem in TAKEN:
        raise Refused("id", _("this name is taken by something else; give the file another one."))
    return stem


def is_id(text: str) -> bool:
    """Whether something may be called so."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def files(folder: Path) -> list[tuple[str, str]]:
    """The name and path of each TOML file that lies in this folder, in order. Refused when nobody can look into it."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.path) for entry in entries if entry.name.endswith(".toml"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _cannot_be_read(error) from None


def _text(file: str, room: Room) -> str:
    try:
        data = _data(file)
        room.bytes -= len(data)
        # Some editors on Windows begin a file with a byte order mark, and end lines with two characters.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused("utf-8", _("line {line} is not UTF-8; save the file as UTF-8.").format(line=line)) from None
    except OSError as error:
        raise _cannot_be_read(error) from None


def _data(file: str) -> bytes:
    _look_at(file)
    with open(file, "rb", opener=_opened_at_once) as opened:
        # Something else may lie there by now.
        found = os.fstat(opened.fileno())
        _must_be_a_file(found)
        data = b"" if found.st_size > MAX_BYTES else opened.read(MAX_BYTES + 1)
    if max(found.st_size, len(data)) > MAX_BYTES:
        raise Refused("size", _("it is larger than {most} KiB.").format(most=MAX_BYTES // 1024))
    return data


def _opened_at_once(file: str, flags: int) -> int:
    """A named pipe as well, which else is open only when somebody writes to it."""
    return os.open(file, flags | getattr(os, "O_NONBLOCK", 0))


def _look_at(file: str) -> None:
    found = os.lstat(file)
    if stat.S_ISLNK(found.st_mode):
        if os.path.dirname(os.path.realpath(file)) != os.path.realpath(os.path.dirname(file)):
            raise Refused("link", _("it is a link that leads out of its folder."))
        found = os.stat(file)
    _must_be_a_file(found)


def _must_be_a_file(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Refused("reading", _("this is not a file."))


def _not_deep(value: object, left: int) -> None:
    if not isinstance(value, dict | list):
        return
    if not left:
        raise _too_deep()
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            _not_deep(inner, left - 1)


def _cannot_be_read(error: OSError) -> Refused:
    return Refused("reading", _("it cannot be read ({error}).").format(error=error.strerror or error))


def _too_deep() -> Refused:
    return Refused("depth", _("its tables and lists lie too deep in one another."))


def _unseen() -> Refused:
    return Refused("characters", _("there are control characters or invisible ones in it."))


def _texts(value: object) -> Iterator[str]:
    """Every text and key in this."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
