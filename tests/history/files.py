"""Histories on the disk, and whether something touched them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.effects import Decision, Did
from deskbreak.core.laying_out import of_movement
from deskbreak.core.movement import Dose, Movement, Side, Sides
from deskbreak.history.store import Store

NOON = datetime(2026, 3, 2, 12).timestamp()
DAY = 86400
BEND = Movement("bend", "Bend", "standing", "stretch", Sides.EACH, Dose("hold", 20, 40), ())
SUGGESTION = of_movement(BEND, (Side.RIGHT, Side.LEFT), 20)
TAKEN = BreakRecord("stand-up", Outcome.TAKEN, 1800, 1, Movements(20, 20, 0))
MISSED = BreakRecord("stand-up", Outcome.MISSED, 3600)


def filled(file: Path, records: int = 200) -> Path:
    """A history with records of many pages in it, closed in good order."""
    with closing(Store(file)) as store:
        store._db.execute("BEGIN")
        for n in range(records):
            store.add(TAKEN, SUGGESTION, NOON + n * 1800)
            store.named(SUGGESTION, NOON + n * 1800)
        store.note(Decision(Did.PROMPTED, {"sat": 1800.0}), NOON)
        store._db.execute("COMMIT")
    return file


def run(file: Path, sql: str) -> None:
    """Let another program do this to it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript(sql)


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    """What another program finds in it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        return db.execute(sql).fetchall()


def folder(file: Path) -> dict[str, bytes | None]:
    """All that lies in its folder. SQLite's shared memory has no content to keep."""
    return {
        path.name: path.read_bytes() if path.is_file() and not path.name.endswith("-shm") else None
        for path in file.parent.iterdir()
    }
