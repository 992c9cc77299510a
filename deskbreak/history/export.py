"""The records and walks for other programs: as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any

from deskbreak.core.summary import Entry, Walk
from deskbreak.history.moments import moment

KEYS = (
    "at", "day", "plan", "outcome", "movement", "left_seconds", "right_seconds", "both_seconds", "snoozes",
    "sat_seconds", "held_seconds", "held_by", "walked_seconds",
)  # fmt: skip
"""A contract: added to at the end, never changed."""
WALKED = "walked"
"""What stands in place of an outcome where it was no break, but a walk that somebody told of."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet calculates, or what may hide it, at the beginning of a cell."""


def as_json(entries: Iterable[Entry | Walk]) -> str:
    """One array with an object for each record, a line each."""
    lines = ",\n".join(json.dumps(_plain(entry)) for entry in entries)
    return f"[\n{lines}\n]" if lines else "[]"


def as_csv(entries: Iterable[Entry | Walk]) -> str:
    """A line for each record below one with the names."""
    text = io.StringIO()
    # All text is quoted: the csv module leaves a bare carriage return as it is otherwise.
    lines = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow(KEYS)
    lines.writerows([_cell(value) for value in _plain(entry).values()] for entry in entries)
    return text.getvalue().removesuffix("\n")


def by_time(entries: Iterable[Entry], walks: Iterable[Walk]) -> Iterator[Entry | Walk]:
    """Both in one, each in the order it has: a clock that was set back must not change what came first."""
    return merge(entries, walks, key=lambda entry: entry.wall)


def _plain(entry: Entry | Walk) -> dict[str, Any]:
    at = moment(entry.wall).isoformat(timespec="seconds")
    values = (at, entry.day, *(_walked(entry) if isinstance(entry, Walk) else _ended(entry)))
    return dict(zip(KEYS, values, strict=True))


def _walked(walk: Walk) -> tuple[Any, ...]:
    return None, WALKED, None, 0.0, 0.0, 0.0, 0, 0.0, 0.0, "", round(walk.seconds, 1)


def _ended(entry: Entry) -> tuple[Any, ...]:
    record, moved = entry.record, entry.record.moved
    return (
        record.plan,
        record.outcome.value,
        entry.movement,
        round(moved.left, 1),
        round(moved.right, 1),
        round(moved.both, 1),
        record.snoozes,
        round(record.sat, 1),
        round(record.held, 1),
        record.held_by,
        0.0,
    )


def _cell(value: Any) -> Any:
    """Text that a spreadsheet takes for text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
