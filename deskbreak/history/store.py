"""The history: one SQLite file, append only but for the engine's state.

WAL with synchronous NORMAL: a record survives the end of the program at any moment, and a write
costs 0.02 ms. Days are told by the local date that is stored with each record, so that a later
change of the time zone does not move it to another day.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from deskbreak.core.breaks import BreakRecord
from deskbreak.core.effects import Decision
from deskbreak.core.movement import Showing, Side, Suggestion
from deskbreak.places import private
from deskbreak.ports import Saved, Today

VERSION = 1
KEPT_DECISION_DAYS = 7
BUSY_SECONDS = 0.2
"""How long a write waits for another program that holds the file; the only loop waits with it."""
SHOWINGS = 100
"""How many of the last suggestions are looked at."""

_SCHEMA = """
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    wall REAL NOT NULL,          -- seconds since the epoch
    day TEXT NOT NULL,           -- the local date at that time, YYYY-MM-DD
    plan TEXT NOT NULL,
    outcome TEXT NOT NULL,
    movement TEXT,
    left_seconds REAL NOT NULL,
    right_seconds REAL NOT NULL,
    both_seconds REAL NOT NULL,
    snoozes INTEGER NOT NULL,
    sat_seconds REAL NOT NULL,
    held_seconds REAL NOT NULL,
    held_by TEXT NOT NULL        -- what held the prompt back, in words
) STRICT;
CREATE INDEX record_day ON record (day);
CREATE TABLE showing (id INTEGER PRIMARY KEY, wall REAL NOT NULL, movement TEXT NOT NULL, first TEXT NOT NULL) STRICT;
CREATE TABLE decision (id INTEGER PRIMARY KEY, wall REAL NOT NULL, did TEXT NOT NULL, facts TEXT NOT NULL) STRICT;
CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    state TEXT NOT NULL, now REAL NOT NULL, wall REAL NOT NULL, boot TEXT NOT NULL
) STRICT;
"""


class Store:
    """A `History` in a file, or in memory for the demo."""

    def __init__(self, file: Path | None) -> None:
        """Open it, made when it is missing; None keeps everything in memory only."""
        if file is not None:
            private(file.parent)
        self._db = sqlite3.connect(file or ":memory:", isolation_level=None, timeout=BUSY_SECONDS)
        if file is not None:
            file.chmod(0o600)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if self._db.execute("PRAGMA user_version").fetchone() == (0,):
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        """Keep how a break ended."""
        moved = record.moved
        movement = suggestion.movement.id if suggestion else None
        self._db.execute(
            "INSERT INTO record (wall, day, plan, outcome, movement, left_seconds, right_seconds, both_seconds,"
            " snoozes, sat_seconds, held_seconds, held_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                wall,
                _day(wall),
                record.plan,
                record.outcome,
                movement,
                moved.left,
                moved.right,
                moved.both,
                record.snoozes,
                record.sat,
                record.held,
                record.held_by,
            ),
        )

    def note(self, decision: Decision, wall: float) -> None:
        """Keep a decision for as long as somebody may ask why."""
        self._db.execute(
            "INSERT INTO decision (wall, did, facts) VALUES (?, ?, ?)", (wall, decision.did, json.dumps(decision.facts))
        )
        self._db.execute("DELETE FROM decision WHERE wall < ?", (wall - KEPT_DECISION_DAYS * 86400,))

    def named(self, suggestion: Suggestion, wall: float) -> int:
        """Keep that this was suggested, so that the next one is another; its running number."""
        row = self._db.execute(
            "INSERT INTO showing (wall, movement, first) VALUES (?, ?, ?)",
            (wall, suggestion.movement.id, suggestion.first),
        )
        return row.lastrowid or 0

    def showings(self) -> tuple[Showing, ...]:
        """What was suggested last, oldest first."""
        rows = self._db.execute("SELECT movement, first FROM showing ORDER BY id DESC LIMIT ?", (SHOWINGS,)).fetchall()
        return tuple(Showing(movement, Side(first)) for movement, first in reversed(rows))

    def today(self, wall: float) -> Today:
        """How the breaks of the day ended."""
        rows = self._db.execute("SELECT outcome, count(*) FROM record WHERE day = ? GROUP BY outcome", (_day(wall),))
        return Today(**dict(rows.fetchall()))

    def save(self, saved: Saved) -> None:
        """Keep the engine's state in place of the last one."""
        self._db.execute(
            "INSERT OR REPLACE INTO state (only, state, now, wall, boot) VALUES (1, ?, ?, ?, ?)",
            (json.dumps(saved.state), saved.now, saved.wall, saved.boot),
        )

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


def _day(wall: float) -> str:
    return datetime.fromtimestamp(wall).astimezone().date().isoformat()
