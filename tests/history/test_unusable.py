from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deskbreak.history.unusable import HistoryUnusable, unusable, unusable_told
from tests.history.files import filled, run


def test_what_goes_well_is_left_alone(tmp_path: Path) -> None:
    with unusable_told(tmp_path / "history.db"):
        pass
    with pytest.raises(ZeroDivisionError), unusable_told(tmp_path / "history.db"):
        _ = 1 / 0


def test_every_kind_of_a_trouble_is_told_alike(tmp_path: Path) -> None:
    """SQLITE_BUSY_SNAPSHOT is a kind of SQLITE_BUSY, with a number of its own."""
    file = filled(tmp_path / "history.db", 3)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN")
        assert db.execute("SELECT count(*) FROM record").fetchone() == (3,)
        run(file, "DELETE FROM record WHERE id = 1")
        with pytest.raises(HistoryUnusable, match="Another program holds the history") as told, unusable_told(file):
            db.execute("DELETE FROM record")
    cause = told.value.__cause__
    assert isinstance(cause, sqlite3.OperationalError)
    assert cause.sqlite_errorname == "SQLITE_BUSY_SNAPSHOT"


def test_it_is_told_in_two_lines_whatever_sqlite_says(tmp_path: Path) -> None:
    for error in (sqlite3.DatabaseError("one\ntwo"), OSError(5, "Input/output error"), OSError("no number")):
        with pytest.raises(HistoryUnusable) as told, unusable_told(tmp_path / "history.db"):
            raise error
        assert len(str(told.value).splitlines()) == 2


def test_a_folder_that_is_gone_does_not_make_it_worse(tmp_path: Path) -> None:
    trouble = unusable(tmp_path / "gone" / "history.db", sqlite3.OperationalError("disk I/O error"))
    assert "disk I/O error" in trouble.title
