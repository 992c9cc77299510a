"""Desktop entries, as freedesktop.org specifies them, read and changed line by line.

What deskbreak writes ends with a checksum. While that is right nobody has edited the entry, and it may be
written anew or taken away as a whole. In one that somebody edited, only what keeps it from starting is changed.
"""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskbreak.words import _

GROUP = "[Desktop Entry]"
UNEDITED = "X-Deskbreak-Unedited"
RESERVED = re.compile(r"[\s\"'\\><~|&;$*?#()`]")
ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
MEANT = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


def read(file: Path) -> str:
    """The text of an entry; nothing where there is none, or none that a desktop could read."""
    try:
        return file.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return ""


def value(text: str, key: str) -> str:
    """What the entry says for this key; nothing when it says nothing."""
    lines = text.split("\n")
    at = _line(lines, key)
    said = "" if at is None else lines[at].partition("=")[2].strip()
    return re.sub(r"\\(.)", lambda match: MEANT.get(match[1], match[1]), said)


def with_value(text: str, key: str, new: str) -> str:
    """The entry saying this for the key; nothing takes its line away. Every other line stays."""
    lines = text.split("\n")
    at = _line(lines, key)
    line = [f"{key}={_escaped(new)}"] if new else []
    if at is None:
        at = _main(lines).start
        lines[at:at] = line
    else:
        lines[at : at + 1] = line
    return "\n".join(lines)


def written(remark: str, values: Mapping[str, str]) -> str:
    """A whole entry of ours, with its checksum."""
    lines = (f"# {remark}", GROUP, *(f"{key}={_escaped(said)}" for key, said in values.items()), "")
    body = "\n".join(lines)
    return f"{body}{UNEDITED}={_checksum(body)}\n"


def unedited(text: str) -> bool:
    """Whether deskbreak wrote this, and nobody has changed it since."""
    body, key, said = text.rpartition(f"{UNEDITED}=")
    return bool(key) and said.strip() == _checksum(body)


def renewed(text: str, remark: str, values: Mapping[str, str]) -> str:
    """The entry as it starts this installation, with whatever somebody has made of it."""
    if unedited(text) or not _main(text.split("\n")):
        return written(remark, values)
    if lacking(text):
        for key in ("TryExec", "Exec"):
            text = with_value(text, key, values[key])
    return text


def lacking(text: str) -> str:
    """Why this entry can start nothing; nothing when it can."""
    command = value(text, "Exec")
    if not command:
        return _("it names no program")
    for program in (value(text, "TryExec"), _program(command)):
        if program and not shutil.which(program):
            return _("there is no {program}").format(program=program)
    return ""


def exec_value(command: Sequence[str]) -> str:
    """A command as the key Exec has it."""
    return " ".join(map(_quoted, command))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if not RESERVED.search(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _program(command: str) -> str:
    match = re.match(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S*))', command)
    quoted, bare = match.groups() if match else (None, "")
    word: str = bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    return word.replace("%%", "%")


def _escaped(said: str) -> str:
    return said.translate(ESCAPES)


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


def _line(lines: Sequence[str], key: str) -> int | None:
    return next((at for at in _main(lines) if lines[at].partition("=")[0].strip() == key), None)


def _main(lines: Sequence[str]) -> range:
    """The lines of the main group, behind its head; empty where there is none."""
    heads = [at for at, line in enumerate(lines) if line.startswith("[")]
    begin = next((at for at in heads if lines[at].strip() == GROUP), len(lines))
    return range(begin + 1, next((at for at in heads if at > begin), len(lines)))
