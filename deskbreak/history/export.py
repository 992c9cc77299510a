"""What is kept for other programs: records, walks, check-ins and self-checks, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any

from deskbreak.core.checkin import TOPICS, CheckIn, NotedCheckIn, NotedSelfCheck, SelfCheck
from deskbreak.core.summary import Entry, Walk
from deskbreak.history.moments import moment

Kept = Entry | Walk | NotedCheckIn | NotedSelfCheck

EMPTY: dict[str, Any] = {
    "at": "", "day": "", "plan": None, "outcome": "", "movement": None, "left_seconds": 0.0, "right_seconds": 0.0,
    "both_seconds": 0.0, "snoozes": 0, "sat_seconds": 0.0, "held_seconds": 0.0, "held_by": "", "walked_seconds": 0.0,
    "intensity": None, "left_tender": None, "right_tender": None, "told": "", "note": "",
}  # fmt: skip
"""The keys, which are a contract: added to at the end, never changed. And what stands there where it does not apply."""
KEYS = tuple(EMPTY)
WALKED = "walked"
"""What stands in place of an outcome where it was no break, but a walk that somebody told of, ..."""
CHECKED_IN = "checked-in"
"""... how somebody said that their back was, ..."""
SELF_CHECKED = "self-checked"
"""... or how tender the sides were."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet calculates, or what may hide it, at the beginning of a cell."""


def as_json(entries: Iterable[Kept]) -> str:
    """One array with an object for each record, a line each."""
    lines = ",\n".join(json.dumps(_plain(entry)) for entry in entries)
    return f"[\n{lines}\n]" if lines else "[]"


def as_csv(entries: Iterable[Kept]) -> str:
    """A line for each record below one with the names."""
    text = io.StringIO()
    # All text is quoted: the csv module leaves a bare carriage return as it is otherwise.
    lines = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow(KEYS)
    lines.writerows([_cell(value) for value in _plain(entry).values()] for entry in entries)
    return text.getvalue().removesuffix("\n")


def by_time(*kinds: Iterable[Kept]) -> Iterator[Kept]:
    """All in one, each kind in the order it has: a clock that was set back must not change what came first."""
    return merge(*kinds, key=lambda entry: entry.wall)


def _plain(entry: Kept) -> dict[str, Any]:
    at = moment(entry.wall).isoformat(timespec="seconds")
    return EMPTY | {"at": at, "day": entry.day} | _values(entry)


def _values(entry: Kept) -> dict[str, Any]:
    match entry:
        case Entry():
            return _ended(entry)
        case Walk(seconds=seconds):
            return {"outcome": WALKED, "walked_seconds": round(seconds, 1)}
        case NotedCheckIn(check_in=told):
            return {"outcome": CHECKED_IN, "intensity": told.intensity, "told": _told(told), "note": told.note}
        case NotedSelfCheck(self_check=told):
            tender = {"left_tender": told.left, "right_tender": told.right}
            return {"outcome": SELF_CHECKED, **tender, "told": _knots(told)}


def _told(told: CheckIn) -> str:
    """side: left; zone: beside-spine, hip-crest"""
    answers = [f"{topic}: {', '.join(told.told(topic))}" for topic in TOPICS if told.told(topic)]
    eased = [f"eases_seconds: {round(told.eases_seconds)}"] if told.eases_seconds else []
    return "; ".join((*answers, *eased))


def _knots(told: SelfCheck) -> str:
    return f"knots: {', '.join(told.knots)}" if told.knots else ""


def _ended(entry: Entry) -> dict[str, Any]:
    record, moved = entry.record, entry.record.moved
    return {
        "plan": record.plan,
        "outcome": record.outcome.value,
        "movement": entry.movement,
        "left_seconds": round(moved.left, 1),
        "right_seconds": round(moved.right, 1),
        "both_seconds": round(moved.both, 1),
        "snoozes": record.snoozes,
        "sat_seconds": round(record.sat, 1),
        "held_seconds": round(record.held, 1),
        "held_by": record.held_by,
    }


def _cell(value: Any) -> Any:
    """Text that a spreadsheet takes for text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
