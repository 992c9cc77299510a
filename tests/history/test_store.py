from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.effects import Decision, Did
from deskbreak.core.laying_out import of_movement
from deskbreak.core.movement import Movement
from deskbreak.core.summary import Day, Tally
from deskbreak.history.reader import reading
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable
from deskbreak.ports.keeping import Saved
from tests.history.files import BEND, DAY, MISSED, NOON, SUGGESTION, TAKEN, ask, run
from tests.history.test_moments import ABSURD
from tests.offered import named

SECRET = "SecretMeeting"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with closing(Store(file)) as store:
        yield store


def test_what_was_kept_is_there_after_reopening(file: Path) -> None:
    with closing(Store(file)) as store:
        store.add(TAKEN, SUGGESTION, NOON)
        store.add(MISSED, None, NOON + 60)
        store.add(TAKEN, None, NOON - DAY)
    with closing(Store(file)) as store:
        assert store.today(NOON) == Tally(taken=1, missed=1)
    [first, *_] = ask(file, "SELECT outcome, movement, left_seconds, snoozes FROM record")
    assert first == ("taken", "bend", 20.0, 1)


def test_only_its_owner_may_read_it(store: Store, file: Path) -> None:
    store.note(Decision(Did.PROMPTED), NOON)
    assert {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {
        "history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600,
    }  # fmt: skip
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_one_that_all_could_read_is_narrowed(file: Path) -> None:
    Store(file).close()
    file.chmod(0o644)
    Store(file).close()
    assert file.stat().st_mode & 0o777 == 0o600


def test_showings_come_oldest_first() -> None:
    with closing(Store(None)) as store:
        for movement in (BEND, replace(BEND, id="twist")):
            store.named(of_movement(movement), NOON)
        assert named(store) == ["bend", "twist"]


def test_decisions_are_kept_for_a_week(store: Store) -> None:
    store.note(Decision(Did.PROMPTED, {"sat": 1800.0}), NOON)
    store.note(Decision(Did.SNOOZED), NOON + 6 * DAY)
    store.note(Decision(Did.SKIPPED), NOON + 8 * DAY)
    assert [decision.did for _, decision in store.decisions(9)] == [Did.SNOOZED, Did.SKIPPED]


def test_decisions_of_a_time_to_come_do_not_stay_for_ever(store: Store) -> None:
    store.note(Decision(Did.PROMPTED), NOON + 3650 * DAY)
    store.note(Decision(Did.SKIPPED), NOON)
    assert [decision.did for _, decision in store.decisions(9)] == [Did.SKIPPED]


def test_one_choice_at_a_time(store: Store) -> None:
    for choice in ("bend", "walk", None, "bend"):
        store.choose(choice)
        assert store.chosen() == choice


def test_walks_add_up_by_day(store: Store) -> None:
    for seconds, wall in ((600, NOON), (300, NOON + 60), (1200, NOON + DAY)):
        store.walk(seconds, wall)
    store.add(TAKEN, None, NOON)
    assert [(day.day, day.tally.taken, day.walked_seconds) for day in store.days("")] == [
        ("2026-03-02", 1, 900), ("2026-03-03", 0, 1200),
    ]  # fmt: skip
    assert store.day(NOON + DAY) == Day("2026-03-03", walked_seconds=1200)
    assert store.day(NOON - DAY) == Day("2026-03-01")
    assert (store.first_day(), len(store.walks("2026-03-03"))) == ("2026-03-02", 1)


def test_the_state_is_replaced(store: Store) -> None:
    assert store.saved() is None
    store.save(Saved({"phase": "working"}, 1.0, NOON, "boot"))
    later = Saved({"phase": "paused"}, 2.0, NOON, "boot")
    store.save(later)
    assert store.saved() == later


@pytest.mark.parametrize("wall", ABSURD)
def test_an_absurd_clock_is_kept_as_well(store: Store, wall: float) -> None:
    store.add(TAKEN, SUGGESTION, wall)
    store.named(SUGGESTION, wall)
    store.note(Decision(Did.TAKEN), wall)
    store.save(Saved({}, 1.0, wall))
    assert store.today(wall) == Tally(taken=1)
    assert [entry.wall for entry in store.records()] == [wall]


def test_half_a_character_from_outside_is_kept_as_a_question_mark(store: Store) -> None:
    store.add(BreakRecord("stand-up", Outcome.MISSED, 3600, held=60, held_by="Zo\udcffom"), None, NOON)
    assert store.records()[0].record.held_by == "Zo?om"


# -- erasing ----------------------------------------------------------------


def fill_with_secrets(store: Store) -> None:
    secret = Movement(SECRET, SECRET, "standing", "stretch", BEND.sides, BEND.dose, ())
    for n in range(300):
        store.add(
            BreakRecord("stand-up", Outcome.MISSED, 3600, 0, Movements(), 60, f"{SECRET} {n}"),
            of_movement(secret), NOON + n,
        )  # fmt: skip
        store.named(of_movement(secret), NOON + n)
        store.note(Decision(Did.DEFERRED, {"by": SECRET}), NOON + n)
    store.choose(SECRET)
    store.say(SECRET, NOON)
    store.mark_too_much(SECRET, NOON)
    store.walk(600, NOON)
    store.save(Saved({"phase": "working"}, 1.0, NOON))


def traces(file: Path) -> list[str]:
    return [path.name for path in file.parent.iterdir() if SECRET.encode() in path.read_bytes()]


def test_what_is_erased_leaves_no_trace_in_the_bytes(store: Store, file: Path) -> None:
    fill_with_secrets(store)
    assert traces(file)
    store.erase()
    assert traces(file) == []
    assert (store.records(), named(store), store.decisions(9)) == ([], [], [])
    assert (store.walks(), store.chosen()) == ([], None)
    assert store.saved() is not None
    store.add(TAKEN, SUGGESTION, NOON)
    store.close()
    assert traces(file) == []
    with reading(file) as kept:
        assert len(kept.records()) == 1


def test_what_was_forgotten_before_is_erased_as_well(store: Store, file: Path) -> None:
    store._db.execute("PRAGMA secure_delete = OFF")
    fill_with_secrets(store)
    store.note(Decision(Did.SKIPPED), NOON + 30 * DAY)
    run(file, "PRAGMA secure_delete = OFF; DELETE FROM record; DELETE FROM showing; PRAGMA wal_checkpoint(TRUNCATE);")
    assert "history.db" in traces(file)
    store.erase()
    assert traces(file) == []


def test_what_was_in_the_file_before_is_erased_as_well(file: Path) -> None:
    with closing(Store(file)) as store:
        fill_with_secrets(store)
    with closing(Store(file)) as store:
        fill_with_secrets(store)
        store.erase()
        assert traces(file) == []
    assert ask(file, "PRAGMA integrity_check") == [("ok",)]


def test_it_is_not_said_to_be_erased_while_somebody_still_reads_it(store: Store, file: Path) -> None:
    fill_with_secrets(store)
    with reading(file) as kept:
        kept._db.execute("BEGIN")
        assert kept.records()
        with pytest.raises(HistoryUnusable, match="Another program holds"):
            store.erase()
    store.erase()
    assert traces(file) == []


def test_it_is_not_said_to_be_erased_while_somebody_writes(store: Store, file: Path) -> None:
    fill_with_secrets(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryUnusable, match="Another program holds"):
            store.erase()
    assert len(store.records()) == 300


def test_what_is_in_memory_only_can_be_erased() -> None:
    with closing(Store(None)) as store:
        fill_with_secrets(store)
        store.erase()
        assert store.records() == []


def test_half_an_erasure_is_none(store: Store, file: Path) -> None:
    fill_with_secrets(store)
    run(file, "CREATE TRIGGER stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'no'); END;")
    with pytest.raises(HistoryUnusable):
        store.erase()
    assert len(store.records()) == 300
    store.add(TAKEN, None, NOON)


@pytest.mark.parametrize(("meanwhile", "after"), [(None, "walk-break"), ("bend", "bend")])
def test_the_choice_is_taken_over_as_well(store: Store, meanwhile: str | None, after: str) -> None:
    store.choose("walk-break")
    with closing(Store(None)) as other:
        other.choose(meanwhile)
        store.take_over(other)
    assert store.chosen() == after


def test_what_cannot_be_taken_over_as_a_whole_is_not_taken_over(file: Path) -> None:
    """It is tried again later: half of it would then be there twice."""
    meanwhile, store = Store(None), Store(file)
    meanwhile.add(BreakRecord("stand-up", Outcome.TAKEN, 1800), None, NOON)
    meanwhile.note(Decision(Did.TAKEN), NOON)
    meanwhile.walk(600, NOON)
    store._db.execute("ALTER TABLE decision RENAME TO away")
    with pytest.raises(sqlite3.OperationalError):
        store.take_over(meanwhile)
    assert store.records() == []
    store._db.execute("ALTER TABLE away RENAME TO decision")
    store.take_over(meanwhile)
    assert [entry.record.outcome for entry in store.records()] == [Outcome.TAKEN]
    assert [decision.did for _wall, decision in store.decisions(5)] == [Did.TAKEN]
    assert [walk.seconds for walk in store.walks()] == [600]
    for each in (meanwhile, store):
        each.close()
