"""What the history tells. Looking changes nothing, and does not hinder the program that writes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from deskbreak.core.asked import Asked
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.checkin import NotedCheckIn, NotedSelfCheck
from deskbreak.core.effects import Decision, Did
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.past import Past
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.summary import Day, Entry, Tally, Walk
from deskbreak.history.asked import asked, growing
from deskbreak.history.check_ins import check_ins, intensities, self_checks
from deskbreak.history.moments import day
from deskbreak.history.opening import to_look
from deskbreak.history.past import first_active, last_walk, past
from deskbreak.history.suggestions import read
from deskbreak.history.unusable import unusable_told
from deskbreak.ports.keeping import Saved

TEXTS = 200
"""How many of the last texts are looked at."""
WALK_FAMILY = "walk"

_SUGGESTED = "SELECT movement, suggestion FROM showing ORDER BY id DESC LIMIT 1"
_DECLINED = """
    SELECT movement FROM showing WHERE declined AND wall > coalesce((SELECT max(wall) FROM record), 0)
"""
_DAYS = """
    SELECT day, sum(outcome = 'taken'), sum(outcome = 'partly'), sum(outcome = 'natural'), sum(outcome = 'skipped'),
        sum(outcome = 'missed'), sum(left_seconds + right_seconds + both_seconds)
    FROM record WHERE day >= ? GROUP BY day ORDER BY day
"""
_OUTCOMES = "SELECT outcome FROM record WHERE outcome <> ? ORDER BY id DESC LIMIT ?"
_WALKED = "SELECT day, sum(seconds) FROM walk WHERE day >= ? GROUP BY day"
_RECORDS = """
    SELECT wall, day, movement, plan, outcome, sat_seconds, snoozes, left_seconds, right_seconds, both_seconds,
        held_seconds, held_by
    FROM record WHERE day >= ? ORDER BY id
"""


@contextmanager
def reading(file: Path) -> Iterator[Reader]:
    """What this file keeps; nothing when there is no file. HistoryUnusable when it cannot be read."""
    with unusable_told(file), closing(to_look(file)) as db:
        yield Reader(db)


class Reader:
    """The questions that a history answers."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def today(self, wall: float) -> Tally:
        """How the breaks of the day ended."""
        rows = self._db.execute("SELECT outcome, count(*) FROM record WHERE day = ? GROUP BY outcome", (day(wall),))
        return Tally(**dict(rows.fetchall()))

    def day(self, wall: float) -> Day:
        """The day so far: its breaks, and its walks."""
        kept = [each for each in self.days(day(wall)) if each.day == day(wall)]
        return kept[0] if kept else Day(day(wall))

    def first_day(self) -> str | None:
        """The earliest day of which anything is kept."""
        both = "SELECT min(day) FROM (SELECT min(day) AS day FROM record UNION ALL SELECT min(day) FROM walk)"
        row: tuple[str | None] = self._db.execute(both).fetchone()
        return row[0]

    def days(self, since_day: str) -> list[Day]:
        """The days from this one on, in order, on which anything was recorded."""
        walked = dict(self._db.execute(_WALKED, (since_day,)).fetchall())
        days = {
            date: Day(date, Tally(*outcomes), moved, walked.pop(date, 0.0))
            for date, *outcomes, moved in self._db.execute(_DAYS, (since_day,))
        }
        only_walked = {date: Day(date, walked_seconds=seconds) for date, seconds in walked.items()}
        return [day for _date, day in sorted((days | only_walked).items())]

    def records(self, since_day: str | None = None) -> list[Entry]:
        """What was recorded, oldest first; all of it, or from this day on."""
        return [_entry(*row) for row in self._db.execute(_RECORDS, (since_day or "",))]

    def walks(self, since_day: str | None = None) -> list[Walk]:
        """The walks that were told of, oldest first; all of them, or from this day on."""
        rows = self._db.execute("SELECT wall, day, seconds FROM walk WHERE day >= ? ORDER BY id", (since_day or "",))
        return [Walk(*row) for row in rows]

    def check_ins(self, since_day: str | None = None) -> list[NotedCheckIn]:
        """How the back was, oldest first; all that is kept, or from this day on."""
        return check_ins(self._db, since_day or "")

    def self_checks(self, since_day: str | None = None) -> list[NotedSelfCheck]:
        """How tender the sides were, oldest first; all that is kept, or from this day on."""
        return self_checks(self._db, since_day or "")

    def intensities(self, since: date, today: date) -> dict[date, int]:
        """How the back was on each of these days on which somebody said: as it was said last."""
        return intensities(self._db, since, today)

    def decisions(self, last: int) -> list[tuple[float, Decision]]:
        """The last so many decisions and when they were made, oldest first."""
        rows = self._db.execute("SELECT wall, did, facts FROM decision ORDER BY id DESC LIMIT ?", (last,)).fetchall()
        # One of another version may have decided what this one has no word for.
        return [(wall, Decision(Did(did), json.loads(facts))) for wall, did, facts in reversed(rows) if did in set(Did)]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every line of a table as it is kept."""
        found = self._db.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - a name of ours
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def suggested(self, library: Library, plain: Movement) -> Suggestion | None:
        """What was suggested last, as far as it can be told."""
        row: tuple[str, str | None] | None = self._db.execute(_SUGGESTED).fetchone()
        return None if row is None or row[1] is None else read(row[0], row[1], library, plain)

    def declined(self) -> frozenset[str]:
        """What was turned down since the last record: in the break in hand, where there is one."""
        return frozenset(name for (name,) in self._db.execute(_DECLINED))

    def past(self, since: date, today: date, since_wall: float) -> list[Past]:
        """What was suggested and done from this day (and moment) on, as the policy wants it."""
        return past(self._db, since, today, since_wall)

    def last_walk(self, since: float) -> float | None:
        """When the last walk from this moment on ended; None when there was none."""
        return last_walk(self._db, since, WALK_FAMILY)

    def first_active(self, since: float) -> float | None:
        """When somebody first did anything from this moment on; None when nobody did."""
        return first_active(self._db, since)

    def asked(self) -> list[Asked]:
        """What was asked and told beside the breaks, oldest first."""
        return asked(self._db)

    def outcomes(self, last: int) -> list[Outcome]:
        """How the last breaks ended that did not come by themselves, oldest first."""
        rows = self._db.execute(_OUTCOMES, (Outcome.NATURAL, last)).fetchall()
        return [Outcome(outcome) for (outcome,) in reversed(rows)]

    def growing(self, today: date) -> list[tuple[str, str]]:
        """What makes doses grow, and what takes that back, oldest first."""
        return growing(self._db, today)

    def said(self) -> dict[str, int]:
        """The texts that were shown last, each with a number: the higher, the later."""
        rows = self._db.execute("SELECT message, id FROM said ORDER BY id DESC LIMIT ?", (TEXTS,)).fetchall()
        return dict(reversed(rows))

    def chosen(self) -> str | None:
        """The movement that the next break is to be, if somebody chose one."""
        row: tuple[str] | None = self._db.execute("SELECT movement FROM chosen").fetchone()
        return row and row[0]

    def chosen_later(self) -> bool:
        """Whether that was chosen while the break in hand was to keep what it had."""
        row: tuple[int] | None = self._db.execute("SELECT later FROM chosen").fetchone()
        return row is not None and bool(row[0])

    def saved(self) -> Saved | None:
        """The state as it was kept, if any was."""
        row: tuple[str, float, float, str] | None = self._db.execute(
            "SELECT state, now, wall, boot FROM state"
        ).fetchone()
        if row is None:
            return None
        state, now, wall, boot = row
        plain: dict[str, Any] = json.loads(state)
        return Saved(plain, now, wall, boot)


def _entry(
    wall: float, date: str, movement: str | None, plan: str, outcome: str, sat: float, snoozes: int,
    left: float, right: float, both: float, held: float, held_by: str,
) -> Entry:  # fmt: skip
    record = BreakRecord(plan, Outcome(outcome), sat, snoozes, Movements(left, right, both), held, held_by)
    return Entry(wall, date, movement, record)
