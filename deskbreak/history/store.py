"""The history: one SQLite file, append only but for the engine's state.

WAL with synchronous NORMAL: a record survives the end of the program at any moment, and a write
costs 0.02 ms. Days are told by the local date that is stored with each record, so that a later
change of the time zone does not move it to another day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from deskbreak.core.breaks import BreakRecord
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.effects import Decision
from deskbreak.core.laying_out import bouts
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import duration
from deskbreak.history.asked import answer, ask
from deskbreak.history.check_ins import add_check_in, add_self_check
from deskbreak.history.moments import day
from deskbreak.history.opening import for_use, in_memory
from deskbreak.history.reader import TEXTS, Reader
from deskbreak.history.schema import MIGRATIONS, all_or_nothing
from deskbreak.history.suggestions import written
from deskbreak.history.unusable import locked, unusable_told
from deskbreak.ports.keeping import Saved

KEPT_DECISION_SECONDS = 7 * 86400

_INSERT_RECORD = """
    INSERT INTO record (wall, day, plan, outcome, movement, left_seconds, right_seconds, both_seconds,
        snoozes, sat_seconds, held_seconds, held_by, reason, by_hand, owed, given_seconds,
        easier)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_BOUT = """
    INSERT INTO bout (record, movement, family, first, left_seconds, right_seconds, both_seconds)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""

KEPT = ("record", "bout", "walk", "too_much", "check_in", "self_check", "showing", "said", "decision", "asked")
"""The tables of what happened; the state and the choice are of the moment only."""


class Store(Reader):
    """A `History` in a file, or in memory for the demo."""

    def __init__(self, file: Path | None, migrations: Sequence[str] = MIGRATIONS) -> None:
        """Open it, made when it is missing; None keeps everything in memory only.

        HistoryUnusable when the file cannot be read and written; it is left as it is then.
        """
        super().__init__(for_use(file, migrations) if file else in_memory(migrations))
        self._file = file or Path(":memory:")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def begin(self) -> None:
        """From now on, what is written is kept as a whole by `commit`, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since `begin`."""
        self._db.execute("COMMIT")

    def roll_back(self) -> None:
        """Take back what was written since `begin`, if SQLite has not done so itself."""
        if self.is_open:
            self._db.execute("ROLLBACK")

    @property
    def is_open(self) -> bool:
        """Whether something was begun; a disk that is full ends it early, and closing the file does."""
        try:
            return self._db.in_transaction
        except sqlite3.ProgrammingError:
            return False

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        """Keep how a break ended, and what was done in it of what it was given."""
        moved = record.moved
        row = self._db.execute(
            _INSERT_RECORD,
            (
                wall,
                day(wall),
                record.plan,
                record.outcome,
                suggestion.id if suggestion else None,
                moved.left,
                moved.right,
                moved.both,
                record.snoozes,
                record.sat,
                record.held,
                # It comes from outside, and half a character cannot be kept.
                record.held_by.encode(errors="replace").decode(),
                suggestion.reason if suggestion else None,
                suggestion.by_hand if suggestion else False,
                suggestion.owed if suggestion else None,
                duration(suggestion) if suggestion else None,
                suggestion.easier if suggestion else False,
            ),
        )
        if suggestion is not None:
            self._add_bouts(row.lastrowid or 0, suggestion, record)

    def _add_bouts(self, record_id: int, suggestion: Suggestion, record: BreakRecord) -> None:
        families = {part.movement.id: part.movement.family for part in suggestion.parts}
        for bout in bouts(suggestion, record.outcome, record.moved.total):
            moved = bout.moved
            told = (record_id, bout.movement, families[bout.movement], bout.first, moved.left, moved.right, moved.both)
            self._db.execute(_INSERT_BOUT, told)

    def note(self, decision: Decision, wall: float) -> None:
        """Keep a decision for as long as somebody may ask why."""
        self._db.execute(
            "INSERT INTO decision (wall, did, facts) VALUES (?, ?, ?)", (wall, decision.did, json.dumps(decision.facts))
        )
        # Also those of the time to come, from a clock that was wrong: they would stay for ever.
        self._db.execute(
            "DELETE FROM decision WHERE wall NOT BETWEEN ? AND ?",
            (wall - KEPT_DECISION_SECONDS, wall + KEPT_DECISION_SECONDS),
        )

    def named(self, suggestion: Suggestion, wall: float) -> None:
        """Keep that this was suggested, so that the next one is another, and a restart goes on with it."""
        # Only the last one has to be known in full.
        self._db.execute("UPDATE showing SET suggestion = NULL WHERE id = (SELECT max(id) FROM showing)")
        self._db.execute(
            "INSERT INTO showing (wall, movement, first, suggestion) VALUES (?, ?, ?, ?)",
            (wall, suggestion.id, next(iter(suggestion.sides), ""), written(suggestion)),
        )

    def decline(self, declined: bool = True) -> None:
        """Keep that what was suggested last was turned down for another, or that it was not."""
        self._db.execute("UPDATE showing SET declined = ? WHERE id = (SELECT max(id) FROM showing)", (declined,))

    def say(self, message: str, wall: float) -> None:
        """Keep that this text was shown, so that the next one is another."""
        row = self._db.execute("INSERT INTO said (wall, message) VALUES (?, ?)", (wall, message))
        self._db.execute("DELETE FROM said WHERE id <= ?", ((row.lastrowid or 0) - TEXTS,))

    def mark_too_much(self, what: str, wall: float) -> None:
        """Keep that this movement or routine was too much."""
        self._db.execute("INSERT INTO too_much (wall, day, what) VALUES (?, ?, ?)", (wall, day(wall), what))

    def ask(self, what: str, about: str, wall: float) -> None:
        """Keep that this is asked or told beside the breaks."""
        ask(self._db, what, about, wall)

    def answer(self, what: str, about: str, answer_: str) -> None:
        """Keep the answer to it."""
        answer(self._db, what, about, answer_)

    def walk(self, seconds: float, wall: float) -> None:
        """Keep that somebody walked for so long. HistoryUnusable when that cannot be kept."""
        with unusable_told(self._file):
            self._db.execute("INSERT INTO walk (wall, day, seconds) VALUES (?, ?, ?)", (wall, day(wall), seconds))

    def check_in(self, told: CheckIn, wall: float) -> None:
        """Keep how a back was. HistoryUnusable when that cannot be kept."""
        with unusable_told(self._file):
            add_check_in(self._db, told, wall)

    def self_check(self, told: SelfCheck, wall: float) -> None:
        """Keep how tender the sides were. HistoryUnusable when that cannot be kept."""
        with unusable_told(self._file):
            add_self_check(self._db, told, wall)

    def choose(self, movement: str | None, later: bool = False) -> None:
        """Keep what the next break is to be; None: whatever is its turn. `later`: not the break in hand."""
        self._db.execute("DELETE FROM chosen")
        if movement is not None:
            self._db.execute("INSERT INTO chosen (only, movement, later) VALUES (1, ?, ?)", (movement, later))

    def save(self, saved: Saved) -> None:
        """Keep the engine's state in place of the last one."""
        self._db.execute(
            "INSERT OR REPLACE INTO state (only, state, now, wall, boot) VALUES (1, ?, ?, ?, ?)",
            (json.dumps(saved.state), saved.now, saved.wall, saved.boot),
        )

    def take_over(self, other: Reader) -> None:
        """Keep also what another one kept: all of it, or nothing when it raises."""
        self.begin()
        try:
            self._copy(other)
            self.commit()
        except sqlite3.Error:
            self.roll_back()
            raise

    def _copy(self, other: Reader) -> None:
        last = {table: self._last(table) for table in KEPT}
        for table in KEPT:
            for row in other.rows(table):
                row["id"] += last[table]
                if "record" in row:
                    row["record"] += last["record"]
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
        if (movement := other.chosen()) is not None:
            self.choose(movement, other.chosen_later())

    def _last(self, table: str) -> int:
        """The highest number in a table."""
        row: tuple[int] = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608
        return row[0]

    def erase(self) -> None:
        """Forget all but the state for good. HistoryUnusable when a trace of it may be left."""
        with unusable_told(self._file):
            self._db.execute("PRAGMA secure_delete = ON")
            all_or_nothing(self._db, "".join(f"DELETE FROM {table};" for table in (*KEPT, "chosen")))  # noqa: S608
            self._db.execute("VACUUM")
            # Until then the old pages are still in the file, and the log beside it has grown by all of them.
            (busy, *_pages) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise locked(self._file)
