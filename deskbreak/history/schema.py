"""How the file is built: one script for each version, run on whatever is older."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

TABLES = frozenset({"record", "showing", "decision", "state"})
"""By these, which every version has from the first on, a file is known as ours."""

MIGRATIONS = (
    """
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
    CREATE TABLE showing (
        id INTEGER PRIMARY KEY, wall REAL NOT NULL, movement TEXT NOT NULL, first TEXT NOT NULL
    ) STRICT;
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY, wall REAL NOT NULL, did TEXT NOT NULL, facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        state TEXT NOT NULL, now REAL NOT NULL, wall REAL NOT NULL, boot TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE walk (
        id INTEGER PRIMARY KEY, wall REAL NOT NULL, day TEXT NOT NULL, seconds REAL NOT NULL
    ) STRICT;
    CREATE INDEX walk_day ON walk (day);
    CREATE TABLE chosen (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        movement TEXT NOT NULL       -- what the next break is to be, when somebody chose that
    ) STRICT;
    """,
    """
    ALTER TABLE chosen ADD COLUMN later INTEGER NOT NULL DEFAULT 0;  -- 1: the break in hand keeps what it was given
    """,
)
"""The first makes version 1 out of nothing, the next one version 2 out of that, and so on. Only ever added to."""


def version(db: sqlite3.Connection) -> int:
    """How many of the migrations it has had."""
    row: tuple[int] = db.execute("PRAGMA user_version").fetchone()
    return row[0]


def migrate(db: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Bring it up to date, or leave it as it is.

    The version is written even when it stays the same: a file that takes no writes is found out now.
    """
    scripts = "".join(migrations[version(db) :])
    all_or_nothing(db, f"{scripts} PRAGMA user_version = {len(migrations)};")


def all_or_nothing(db: sqlite3.Connection, script: str) -> None:
    """Run a script in one transaction."""
    try:
        db.executescript(f"BEGIN IMMEDIATE; {script} COMMIT;")
    except sqlite3.Error:
        db.rollback()
        raise
