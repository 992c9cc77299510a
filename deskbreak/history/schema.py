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
    """
    ALTER TABLE record ADD COLUMN reason TEXT;          -- why the policy chose it, a word of core/choice.py
    ALTER TABLE record ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;    -- no reminder had named it
    ALTER TABLE record ADD COLUMN owed TEXT;            -- the side that is left for the next break
    ALTER TABLE record ADD COLUMN given_seconds REAL;   -- all of what was named, getting ready included
    CREATE TABLE bout (              -- what was done of each movement in a break
        id INTEGER PRIMARY KEY,
        record INTEGER NOT NULL,
        movement TEXT NOT NULL,
        family TEXT NOT NULL,
        first TEXT,                  -- the side it began with
        left_seconds REAL NOT NULL,
        right_seconds REAL NOT NULL,
        both_seconds REAL NOT NULL
    ) STRICT;
    CREATE INDEX bout_record ON bout (record);
    INSERT INTO bout (record, movement, family, left_seconds, right_seconds, both_seconds)
        SELECT id, movement, '', left_seconds, right_seconds, both_seconds FROM record
        WHERE movement IS NOT NULL AND outcome IN ('taken', 'partly');
    ALTER TABLE showing ADD COLUMN suggestion TEXT;     -- all of it, as JSON, to go on with after a restart
    ALTER TABLE showing ADD COLUMN declined INTEGER NOT NULL DEFAULT 0;  -- another one was wanted
    CREATE INDEX showing_declined ON showing (wall) WHERE declined;
    CREATE TABLE too_much (
        id INTEGER PRIMARY KEY, wall REAL NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL
    ) STRICT;
    CREATE TABLE said (
        id INTEGER PRIMARY KEY, wall REAL NOT NULL, message TEXT NOT NULL    -- the text of a notice, by its id
    ) STRICT;
    """,
    """
    CREATE TABLE check_in (
        id INTEGER PRIMARY KEY,
        wall REAL NOT NULL,
        day TEXT NOT NULL,
        intensity INTEGER NOT NULL,      -- from 0 to 10
        told TEXT NOT NULL,              -- the rest: ids of answers by topic, as JSON
        eases_seconds REAL NOT NULL,
        note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX check_in_day ON check_in (day);
    CREATE TABLE self_check (
        id INTEGER PRIMARY KEY,
        wall REAL NOT NULL,
        day TEXT NOT NULL,
        left_tender INTEGER NOT NULL,    -- from 0 to 10
        right_tender INTEGER NOT NULL,
        knots TEXT NOT NULL              -- the sides that have one, with a space between them
    ) STRICT;
    CREATE INDEX self_check_day ON self_check (day);
    """,
    """
    CREATE TABLE asked (             -- what was asked or told beside the breaks
        id INTEGER PRIMARY KEY,
        wall REAL NOT NULL,
        day TEXT NOT NULL,
        what TEXT NOT NULL,          -- a word of core/asked.py
        about TEXT NOT NULL,         -- the movement, the side, the target of the week
        answer TEXT                  -- none while nobody has answered
    ) STRICT;
    """,
    """
    ALTER TABLE record ADD COLUMN easier INTEGER NOT NULL DEFAULT 0;     -- its easier way was shown
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
