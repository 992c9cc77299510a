"""Check-ins and self-checks in the file: kept whole, taken over, forgotten, and told to the policy by day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from deskbreak.core.checkin import CheckIn, NotedCheckIn, SelfCheck
from deskbreak.core.movement import Side
from deskbreak.history.schema import MIGRATIONS
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable

NOON = datetime(2026, 3, 2, 12).timestamp()
TODAY = datetime(2026, 3, 2).date()
DAY = 86400.0
FULL = CheckIn(
    4, ("left",), ("beside-spine", "buttock"), ("deep-ache",), ("days",), ("drive",), ("sitting",), ("walking",),
    ("yoga",), ("poor",), ("much",), ("so-so",), 1200.0, "after lunch",
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None)) as store:
        yield store


def test_all_of_it_is_kept(store: Store) -> None:
    store.check_in(FULL, NOON)
    store.check_in(CheckIn(0), NOON + DAY)
    assert store.check_ins() == [
        NotedCheckIn(NOON, "2026-03-02", FULL), NotedCheckIn(NOON + DAY, "2026-03-03", CheckIn(0)),
    ]  # fmt: skip
    assert [each.check_in for each in store.check_ins("2026-03-03")] == [CheckIn(0)]


def test_a_self_check_is_kept_with_its_knots(store: Store) -> None:
    told = [SelfCheck(5, 1), SelfCheck(5, 1, (Side.LEFT, Side.RIGHT))]
    for each in told:
        store.self_check(each, NOON)
    assert [each.self_check for each in store.self_checks()] == told
    assert store.self_checks("2026-03-03") == []


def test_of_a_day_the_last_number_counts(store: Store) -> None:
    for intensity, wall in ((2, NOON - DAY), (8, NOON), (3, NOON + 60), (5, NOON + DAY)):
        store.check_in(CheckIn(intensity), wall)
    yesterday = TODAY - timedelta(days=1)
    assert store.intensities(yesterday, TODAY) == {yesterday: 2, TODAY: 3}
    assert store.intensities(TODAY, TODAY) == {TODAY: 3}


def test_it_is_taken_over_and_forgotten_with_the_rest(store: Store) -> None:
    store.check_in(CheckIn(1), NOON)
    with closing(Store(None)) as meanwhile:
        meanwhile.check_in(FULL, NOON + 60)
        meanwhile.self_check(SelfCheck(5, 1), NOON)
        store.take_over(meanwhile)
    assert [each.check_in for each in store.check_ins()] == [CheckIn(1), FULL]
    assert len(store.self_checks()) == 1
    store.erase()
    assert (store.check_ins(), store.self_checks()) == ([], [])


def test_what_was_noted_leaves_no_trace_in_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    with closing(Store(file)) as store:
        store.check_in(CheckIn(4, note="after the long drive home"), NOON)
        store.erase()
    assert all(b"long drive" not in each.read_bytes() for each in tmp_path.iterdir())


def test_an_older_file_gets_room_for_them(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    before = next(n for n, script in enumerate(MIGRATIONS) if "CREATE TABLE check_in" in script)
    with closing(Store(file, MIGRATIONS[:before])) as store:
        store.walk(600, NOON)
    with closing(Store(file)) as store:
        store.check_in(FULL, NOON)
        assert len(store.walks()) == len(store.check_ins()) == 1


def test_a_topic_of_another_version_is_passed_over(store: Store) -> None:
    store._db.execute(
        "INSERT INTO check_in (wall, day, intensity, told, eases_seconds, note) VALUES (?, ?, ?, ?, ?, ?)",
        (NOON, "2026-03-02", 4, '{"weather": ["rain"], "side": ["left"]}', 0.0, ""),
    )
    assert store.check_ins()[0].check_in == CheckIn(4, side=("left",))


def test_what_cannot_be_kept_is_said(store: Store) -> None:
    store._db.execute("DROP TABLE check_in")
    store._db.execute("DROP TABLE self_check")
    with pytest.raises(HistoryUnusable):
        store.check_in(FULL, NOON)
    with pytest.raises(HistoryUnusable):
        store.self_check(SelfCheck(1, 1), NOON)
