from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from deskbreak.history.opening import in_memory
from deskbreak.history.schema import MIGRATIONS, TABLES, all_or_nothing, migrate, version


def test_every_version_has_the_tables_it_is_known_by() -> None:
    for newest in range(1, len(MIGRATIONS) + 1):
        with closing(in_memory(MIGRATIONS[:newest])) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            assert tables >= TABLES
            assert version(db) == newest


def test_each_script_is_run_once_and_in_order() -> None:
    with closing(in_memory(())) as db:
        scripts = ("CREATE TABLE t (n);", "INSERT INTO t VALUES (2);", "INSERT INTO t VALUES (3); -- the last\n")
        for newest in (1, 2, 2, 3, 3):
            migrate(db, scripts[:newest])
        assert db.execute("SELECT n FROM t").fetchall() == [(2,), (3,)]


def test_half_a_script_is_none() -> None:
    with closing(in_memory()) as db:
        with pytest.raises(sqlite3.OperationalError):
            all_or_nothing(db, "CREATE TABLE t (n); INSERT INTO u VALUES (1);")
        assert not db.in_transaction
        assert db.execute("SELECT name FROM sqlite_schema WHERE name = 't'").fetchone() is None
