"""A history whose file fails for a while, or for good. The files are real."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deskbreak.app.lasting import WAITING, Lasting
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.effects import Decision, Did
from deskbreak.core.summary import Tally
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable
from deskbreak.ports.keeping import Saved
from tests.history.files import MISSED, NOON, SUGGESTION, TAKEN, run

TODAY = date(2026, 3, 2)

SAVED = Saved({"phase": "working"}, 1.0, NOON, "first")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with closing(Store(file)) as store:
        store._db.execute("PRAGMA busy_timeout = 0")
        yield store


@pytest.fixture
def lasting(store: Store) -> Lasting:
    return Lasting(store)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(store: Store) -> Iterator[None]:
    """No page can be added."""
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    yield
    store._db.execute("PRAGMA max_page_count = 1000000")


def walls(store: Store) -> list[float]:
    return [entry.wall for entry in store.records()]


def test_what_could_not_be_written_is_written_once_in_order_with_its_own_time(
    lasting: Lasting, store: Store, file: Path
) -> None:
    lasting.add(TAKEN, SUGGESTION, NOON)
    with locked(file):
        lasting.add(MISSED, None, NOON + 1)
        lasting.add(TAKEN, SUGGESTION, NOON + 2)
        assert walls(store) == [NOON]
    lasting.add(TAKEN, None, NOON + 3)
    lasting.add(TAKEN, None, NOON + 4)
    assert walls(store) == [NOON, NOON + 1, NOON + 2, NOON + 3, NOON + 4]
    assert [entry.movement for entry in store.records()] == ["bend", None, "bend", None, None]


def test_it_is_written_at_the_next_use_of_any_kind(lasting: Lasting, store: Store, file: Path) -> None:
    uses = [
        lambda: lasting.note(Decision(Did.TAKEN), NOON),
        lambda: lasting.named(SUGGESTION, NOON),
        lambda: lasting.past(TODAY, TODAY, NOON),
        lambda: lasting.today(NOON),
        lasting.settle,
    ]
    for n, use in enumerate(uses):
        with locked(file):
            lasting.add(TAKEN, None, NOON + n)
        assert len(walls(store)) == n
        use()
        assert len(walls(store)) == n + 1
    assert lasting.today(NOON) == Tally(taken=len(uses))


def test_a_disk_that_is_full_for_a_while(lasting: Lasting, store: Store) -> None:
    long = replace(MISSED, held_by="x" * 100_000)
    with full(store):
        lasting.add(long, None, NOON)
        lasting.add(TAKEN, None, NOON + 1)
        assert not lasting.settle()
        assert walls(store) == []
    assert lasting.settle()
    assert walls(store) == [NOON, NOON + 1]


def test_only_so_many_wait_and_the_oldest_go_first(lasting: Lasting, store: Store, file: Path) -> None:
    with locked(file):
        for n in range(WAITING + 10):
            lasting.add(TAKEN, None, NOON + n)
    assert lasting.settle()
    assert walls(store) == [NOON + n for n in range(10, WAITING + 10)]


def test_a_failure_is_logged_once_until_it_is_over(
    lasting: Lasting, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        caplog.clear()
        with locked(file):
            for n in range(50):
                lasting.add(TAKEN, None, NOON + n)
                lasting.note(Decision(Did.TAKEN), NOON + n)
                lasting.named(SUGGESTION, NOON)
                # Reading works all the time, and does not make the failure to write a new one.
                lasting.today(NOON)
        lasting.settle()
        said = [(record.levelname, record.getMessage()) for record in caplog.records]
        assert said == [
            ("ERROR", "the history could not be used: it cannot be written (database is locked)"),
            ("INFO", "the history can be written again"),
        ]


def test_what_is_decided_meanwhile_is_not_kept(lasting: Lasting, store: Store, file: Path) -> None:
    with locked(file):
        lasting.note(Decision(Did.TAKEN), NOON)
    lasting.note(Decision(Did.SKIPPED), NOON)
    assert [decision.did for _, decision in store.decisions(9)] == [Did.SKIPPED]


def test_a_record_that_can_never_be_written_does_not_keep_the_others_waiting(
    lasting: Lasting, store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with locked(file):
        lasting.add(replace(TAKEN, sat=float("nan")), None, NOON)
        lasting.add(TAKEN, None, NOON + 1)
    assert lasting.settle()
    assert walls(store) == [NOON + 1]
    assert "a record cannot be kept" in caplog.text


def test_whoever_tells_of_their_back_hears_that_it_cannot_be_kept(lasting: Lasting, store: Store, file: Path) -> None:
    with locked(file):
        with pytest.raises(HistoryUnusable):
            lasting.check_in(CheckIn(4), NOON)
        with pytest.raises(HistoryUnusable):
            lasting.self_check(SelfCheck(4, 1), NOON)
    assert lasting.check_in(CheckIn(4), NOON)
    assert lasting.self_check(SelfCheck(4, 1), NOON)
    assert not Lasting(store, only_waits=True).check_in(CheckIn(4), NOON)
    assert not Lasting(store, only_waits=True).self_check(SelfCheck(4, 1), NOON)


def test_a_closed_database_stops_nothing(lasting: Lasting, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    store.close()
    lasting.add(TAKEN, None, NOON)
    lasting.note(Decision(Did.TAKEN), NOON)
    lasting.named(SUGGESTION, NOON)
    lasting.decline()
    lasting.say("due-1", NOON)
    lasting.mark_too_much("bend", NOON)
    assert (lasting.said(), lasting.last_walk(NOON), lasting.first_active(NOON)) == ({}, None, None)
    assert lasting.past(TODAY, TODAY, NOON) == []
    assert lasting.intensities(TODAY, TODAY) == {}
    assert lasting.today(NOON) == Tally()
    assert [record.getMessage() for record in caplog.records] == [
        "the history could not be used: it cannot be written (Cannot operate on a closed database.)",
        "the history could not be used: it cannot be read (Cannot operate on a closed database.)",
    ]


def test_a_file_that_is_damaged_meanwhile_stops_nothing(lasting: Lasting, store: Store, file: Path) -> None:
    lasting.add(TAKEN, None, NOON)
    run(file, "PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(b"x" * file.stat().st_size)
    lasting.add(TAKEN, None, NOON)
    assert lasting.today(NOON) in (Tally(), Tally(taken=1), Tally(taken=2))


def test_erased_is_also_what_waits(lasting: Lasting, store: Store, file: Path) -> None:
    lasting.add(TAKEN, None, NOON)
    with locked(file):
        lasting.add(TAKEN, None, NOON + 1)
        with pytest.raises(HistoryUnusable, match="Another program holds"):
            lasting.erase()
    lasting.erase()
    lasting.add(TAKEN, None, NOON + 2)
    assert walls(store) == [NOON + 2]


def test_together_is_kept_as_a_whole(lasting: Lasting, store: Store, file: Path) -> None:
    """Killed between a record and the state after it, the same break would be recorded twice."""
    with closing(Store(file)) as other:
        with lasting.together():
            lasting.add(TAKEN, SUGGESTION, NOON)
            assert walls(other) == []
        assert walls(other) == [NOON]


def test_together_that_cannot_begin_loses_nothing(lasting: Lasting, store: Store, file: Path) -> None:
    with locked(file), lasting.together():
        lasting.add(TAKEN, SUGGESTION, NOON)
    with lasting.together():
        lasting.add(MISSED, None, NOON + 1)
    assert walls(store) == [NOON, NOON + 1]


@pytest.mark.parametrize("undone_by", ["the disk", "the end"])
def test_what_is_undone_is_written_again_once(lasting: Lasting, store: Store, undone_by: str) -> None:
    commit = store.commit

    def fail() -> None:
        raise sqlite3.OperationalError("disk full")

    with lasting.together():
        lasting.add(TAKEN, SUGGESTION, NOON)
        lasting.add(MISSED, None, NOON + 1)
        if undone_by == "the disk":
            store._db.execute("ROLLBACK")
            with pytest.MonkeyPatch.context() as broken:
                broken.setattr(store, "note", lambda *_: fail())
                lasting.note(Decision(Did.TAKEN), NOON)
        else:
            store.commit = fail  # type: ignore[method-assign]
    store.commit = commit  # type: ignore[method-assign]
    assert lasting.settle()
    assert walls(store) == [NOON, NOON + 1]


def refusing(store: Store, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The disk takes none of this."""

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    for name in names:
        monkeypatch.setattr(store, name, fail)


@pytest.mark.parametrize("undone_at_once", [False, True])
def test_a_state_that_cannot_be_kept_keeps_its_record_waiting(
    lasting: Lasting, store: Store, monkeypatch: pytest.MonkeyPatch, undone_at_once: bool
) -> None:
    """A record without the state after it would come again after a crash."""
    with monkeypatch.context() as broken, lasting.together():
        lasting.add(TAKEN, SUGGESTION, NOON)
        refusing(store, broken, "save")
        if undone_at_once:
            store._db.execute("ROLLBACK")
        lasting.save(SAVED)
    assert walls(store) == []
    assert store.saved() is None
    with lasting.together():
        lasting.save(SAVED)
    assert walls(store) == [NOON]
    assert store.saved() == SAVED


def test_that_records_wait_is_told_once_until_it_is_over(lasting: Lasting, file: Path) -> None:
    told: list[str] = []
    lasting.on_waiting = lambda why: told.append(str(why))
    for _ in range(2):
        with locked(file):
            for n in range(3):
                with lasting.together():
                    lasting.add(TAKEN, None, NOON + n)
        with lasting.together():
            lasting.add(TAKEN, None, NOON)
    assert told == ["database is locked"] * 2


def test_what_nobody_will_miss_is_not_told(lasting: Lasting, file: Path) -> None:
    told: list[sqlite3.Error] = []
    lasting.on_waiting = told.append
    with locked(file), lasting.together():
        lasting.note(Decision(Did.TAKEN), NOON)
        lasting.save(SAVED)
    assert told == []


def test_a_file_that_is_held_is_waited_for_once(
    lasting: Lasting, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try costs the only loop the time that it waits."""
    with locked(file), monkeypatch.context() as broken, lasting.together():
        for name in ("add", "note", "named", "save"):
            broken.setattr(store, name, lambda *_: pytest.fail("tried again"))
        lasting.add(TAKEN, None, NOON)
        lasting.note(Decision(Did.TAKEN), NOON)
        lasting.named(SUGGESTION, NOON)
        lasting.save(SAVED)
    assert lasting.settle()
    assert walls(store) == [NOON]


def test_what_is_undone_in_the_end_was_not_written(
    lasting: Lasting, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """That something can be begun does not mean that the disk takes it."""
    refusing(store, monkeypatch, "add", "save")
    for n in range(5):
        with lasting.together():
            lasting.add(TAKEN, None, NOON + n)
            lasting.save(SAVED)
    assert len(caplog.records) == 1
