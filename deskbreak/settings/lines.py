"""Where in a settings file each key stands: tomllib reads it, but does not tell.

The text of `Lines` is valid TOML. So strings and comments can be masked by one pattern, and then a
statement is any line that does not go on with an open bracket. What a key means (quotes, dots) is
again left to tomllib.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property

Keys = tuple[str, ...]

_STRINGS_AND_COMMENTS = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*''', re.DOTALL
)
_BRACKETS = {"[": 1, "{": 1, "]": -1, "}": -1}


class Lines:
    """The lines of the keys in a valid TOML text; looked for when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, *wanted: Keys) -> int | None:
        """The line of the first of these keys that is there, else that of its table; None if it has none."""
        for keys in (*wanted, *(keys[:-1] for keys in wanted)):
            if keys in self._found:
                return self._found[keys]
        return None

    @cached_property
    def _found(self) -> dict[Keys, int]:
        found: dict[Keys, int] = {}
        table: Keys = ()
        for number, statement, is_header in _statements(self._text):
            keys = _path(statement if is_header else f"{statement}=0")
            if is_header:
                table = keys
            found.setdefault(keys if is_header else table + keys, number)
        return found


def _statements(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each table header, and of each assignment what stands before the equals sign, with its line."""
    masked = _STRINGS_AND_COMMENTS.sub(_mask, text)
    depth = 0
    for number, (line, plain) in enumerate(zip(text.split("\n"), masked.split("\n"), strict=True), start=1):
        if depth == 0 and plain.lstrip().startswith("["):
            yield number, line[: plain.rindex("]") + 1], True
        elif depth == 0 and "=" in plain:
            yield number, line[: plain.index("=")], False
        depth += _depth(plain)


def opened(text: str) -> int | None:
    """The line of the quotation mark or bracket that this text, which is no valid TOML, does not close."""
    masked = _STRINGS_AND_COMMENTS.sub(_mask, text)
    quote = re.search(r"[\"']", masked)
    if quote:
        return masked.count("\n", 0, quote.start()) + 1
    depth, line = 0, None
    for number, plain in enumerate(masked.split("\n"), start=1):
        after = depth + _depth(plain)
        if depth <= 0 < after:
            line = number
        depth = after
    return line


def _depth(line: str) -> int:
    return sum(_BRACKETS.get(character, 0) for character in line)


def _mask(match: re.Match[str]) -> str:
    filler = " " if match[0].startswith("#") else "_"
    return re.sub(r"[^\n]", filler, match[0])


def _path(statement: str) -> Keys:
    keys: list[str] = []
    inner = tomllib.loads(statement)
    while inner:
        name, value = next(iter(inner.items()))
        keys.append(name)
        inner = value[0] if isinstance(value, list) else value
    return tuple(keys)
