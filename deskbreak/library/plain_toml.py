"""Reads TOML that is written as plainly as ours, several times faster than tomllib, which has to read all other.

Plain is: a statement a line; names of small letters, digits, hyphens; texts in double quotes without a backslash;
numbers, true and false; lists of those, on one line or an item a line; tables by their headers; comments on lines of
their own. There each value reads the same in JSON, so that one pattern takes the whole file apart, and JSON's decoder
does the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

_VALUE = r'(?:"[^"\\\x00-\x1f\x7f]*+"|-?(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,9})?|true|false)'
_LIST = rf"\[(?:{_VALUE}(?:, {_VALUE})*+)?+\]|\[\n(?: ++{_VALUE},\n)++\]"
_NAME = "[a-z][a-z0-9_-]*+"
_HEADER = rf"\[{_NAME}(?:\.{_NAME})*+\]|\[\[{_NAME}(?:\.{_NAME})*+\]\]"
_COMMENT = r"\#[^\x00-\x08\x0a-\x1f\x7f]*+"
_LINE = re.compile(rf"\n(?:({_NAME}) = ({_VALUE}|{_LIST})|({_HEADER})|{_COMMENT})?+")


class NotPlain(Exception):
    """tomllib has to read this text; also where something is wrong with it, which it says better."""


def loads_plain(text: str) -> dict[str, Any]:
    """The tables of this text. NotPlain when it is written otherwise."""
    parts = _LINE.split(f"\n{text}")
    if any(parts[0::4]):
        # Something lies between the lines.
        raise NotPlain
    keys, values, headers = parts[1::4], parts[2::4], parts[3::4]
    decoded = iter(_decoded(list(filter(None, values))))
    root: dict[str, Any] = {}
    table = root
    for key, header in zip(keys, headers, strict=True):
        if key:
            if key in table:
                raise NotPlain
            table[key] = next(decoded)
        elif header:
            table = _opened(root, header)
    return root


def _decoded(values: list[str]) -> list[Any]:
    found: list[Any] = msgspec.json.decode(f"[{','.join(values)}]".replace(",\n]", "]"))
    return found


@lru_cache(maxsize=64)
def _way(header: str) -> tuple[tuple[str, ...], str]:
    *way, last = header.strip("[]").split(".")
    return tuple(way), last


def _opened(root: dict[str, Any], header: str) -> dict[str, Any]:
    """The new table that this header begins."""
    way, last = _way(header)
    into = root
    for name in way:
        found = into.get(name)
        if isinstance(found, list) and found:
            found = found[-1]
        if not isinstance(found, dict):
            raise NotPlain
        into = found
    table: dict[str, Any] = {}
    if header.startswith("[["):
        rows = into.get(last)
        if rows is None:
            into[last] = rows = []
        elif not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
            raise NotPlain
        rows.append(table)
    elif last in into:
        raise NotPlain
    else:
        into[last] = table
    return table
