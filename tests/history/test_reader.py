from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.effects import Decision, Did
from deskbreak.core.summary import Day, Entry, Tally
from deskbreak.history.moments import day
from deskbreak.history.reader import reading
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable
from tests.history.files import DAY, MISSED, NOON, SUGGESTION, TAKEN, filled, folder, run
from tests.offered import named


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def test_a_missing_file_is_an_empty_history(file: Path) -> None:
    with reading(file) as kept:
        assert (kept.records(), kept.decisions(9), kept.days("")) == ([], [], [])
        assert (kept.first_day(), kept.saved()) == (None, None)
        assert kept.today(NOON) == Tally()
        assert named(kept) == []
    assert not file.parent.exists()


def test_a_record_comes_back_as_it_was(file: Path) -> None:
    record = BreakRecord("stand-up", Outcome.PARTLY, 1801.5, 2, Movements(20, 7, 3), 90, "Zoom")
    with closing(Store(file)) as store:
        store.add(record, SUGGESTION, NOON)
        store.add(MISSED, None, NOON + DAY)
    with reading(file) as kept:
        first = Entry(NOON, "2026-03-02", "bend", record)
        second = Entry(NOON + DAY, "2026-03-03", None, MISSED)
        assert kept.records() == [first, second]
        assert kept.records("2026-03-03") == [second]
        assert kept.records("2026-03-04") == []
        assert kept.first_day() == "2026-03-02"


def test_days_add_up_what_is_recorded(file: Path) -> None:
    with closing(Store(file)) as store:
        for n, outcome in enumerate([*Outcome, Outcome.TAKEN]):
            store.add(BreakRecord("stand-up", outcome, 1800, 0, Movements(1, 2, 4)), None, NOON + n)
        store.add(MISSED, None, NOON + 2 * DAY)
    with reading(file) as kept:
        first = Day("2026-03-02", Tally(2, 1, 1, 1, 1), 42)
        second = Day("2026-03-04", Tally(missed=1), 0)
        assert kept.days("2026-03-01") == [first, second]
        assert kept.days("2026-03-03") == [second]
        assert first.tally == kept.today(NOON)


def test_the_last_decisions_oldest_first(file: Path) -> None:
    with closing(Store(file)) as store:
        for n, did in enumerate([Did.PROMPTED, Did.SNOOZED, Did.TAKEN]):
            store.note(Decision(did, {"sat": 1800.0, "by": "Zoom"}), NOON + n)
    run(file, "INSERT INTO decision (wall, did, facts) VALUES (1, 'meditated', '{}')")
    with reading(file) as kept:
        facts: dict[str, float | str] = {"sat": 1800.0, "by": "Zoom"}
        assert kept.decisions(3) == [(NOON + 1, Decision(Did.SNOOZED, facts)), (NOON + 2, Decision(Did.TAKEN, facts))]
        assert len(kept.decisions(9)) == 3


def test_it_reads_what_is_written_meanwhile_and_disturbs_nobody(file: Path) -> None:
    with closing(Store(file)) as store:
        store.add(TAKEN, SUGGESTION, NOON)
        with reading(file) as kept:
            store.add(TAKEN, SUGGESTION, NOON)
            assert len(kept.records()) == 2
            kept._db.execute("BEGIN")
            assert len(kept.records()) == 2
            store.add(TAKEN, SUGGESTION, NOON)
            assert len(kept.records()) == 2


def test_it_cannot_write(file: Path) -> None:
    filled(file, 3)
    before = folder(file)
    with reading(file) as kept, pytest.raises(sqlite3.OperationalError, match="readonly"):
        kept._db.execute("DELETE FROM record")
    assert folder(file) == before


def test_what_goes_wrong_while_reading_is_told_as_well(file: Path) -> None:
    filled(file, 3)
    run(file, "UPDATE record SET held_by = CAST(x'ff' AS TEXT)")
    with pytest.raises(HistoryUnusable, match="cannot be used"), reading(file) as kept:
        kept.records()


def test_the_day_is_that_of_the_place_where_it_was_written(file: Path) -> None:
    filled(file, 1)
    run(file, "UPDATE record SET day = '2026-03-09'")
    assert day(NOON) != "2026-03-09"
    with reading(file) as kept:
        assert [each.day for each in kept.days("")] == ["2026-03-09"]
