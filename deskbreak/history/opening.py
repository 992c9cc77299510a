"""Opening the file of the history: for use, or only to look.

Whether a file is ours, sound and not too new is found out on a connection that cannot write, so that
one that is refused stays as it is, to the byte. The check for damage reads all of it: less than a
millisecond for each year that it holds, and ten times that from a cold disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from deskbreak.history.schema import MIGRATIONS, TABLES, migrate, version
from deskbreak.history.unusable import damaged, foreign, too_new, unusable_told
from deskbreak.places import private

CACHE_KIB = 256
"""Pages kept in memory: a resident program that writes a line now and then needs no more."""
BUSY_SECONDS = 0.2
"""How long a write waits for another program that holds the file; the only loop waits with it."""


def for_use(file: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """The database in this file, made when it is missing, brought up to date when it is older."""
    with unusable_told(file):
        private(file.parent)
        if file.exists():
            _look(file, migrations).close()
        else:
            file.touch(mode=0o600)
        # Only ever narrowed: who made it read-only meant it.
        file.chmod(file.stat().st_mode & 0o600)
        with _closed_on_error(_connect(file, "mode=rw")) as db:
            db.execute("PRAGMA synchronous = NORMAL")
            migrate(db, migrations)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            return db


def to_look(file: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """The database in this file, which is not touched. One that is missing or older is brought up to date in memory."""
    with unusable_told(file):
        if not file.exists():
            return in_memory(migrations)
        kept = _look(file, migrations)
        if version(kept) == len(migrations):
            return kept
        with closing(kept), _closed_on_error(_memory()) as db:
            kept.backup(db)
            migrate(db, migrations)
            return db


def in_memory(migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """An empty database that is gone when it is closed."""
    with _closed_on_error(_memory()) as db:
        migrate(db, migrations)
        return db


def _look(file: Path, migrations: Sequence[str]) -> sqlite3.Connection:
    """A sound file of ours on a connection that cannot write."""
    if not file.is_file():
        raise foreign(file)
    with _closed_on_error(_connect(file, _looking(file))) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not (tables >= TABLES if version(db) else not tables):
            raise foreign(file)
        if version(db) > len(migrations):
            raise too_new(file)
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise damaged(file, found)
        return db


def _looking(file: Path) -> str:
    """How to open it only to look."""
    if file.with_name(f"{file.name}-journal").exists():
        # Its making was cut short: nobody can read it before SQLite has taken that back.
        return "mode=rw"
    log = file.with_name(f"{file.name}-wal")
    # With nothing in the log all is in the file. To share an empty one would take two more files, and leave them.
    return "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"


def _connect(file: Path, how: str) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?{how}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


@contextmanager
def _closed_on_error(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    except BaseException:
        db.close()
        raise
