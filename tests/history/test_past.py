"""The history as the policy wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.laying_out import of_movement, of_routine
from deskbreak.core.movement import Side
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Profile
from deskbreak.history.opening import for_use
from deskbreak.history.schema import MIGRATIONS
from deskbreak.history.store import Store
from tests.history.files import DAY, NOON, ask
from tests.offered import LIBRARY, PLAIN, suggested

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
STRETCH = "standing-ql-stretch"


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None)) as store:
        yield store


def past(store: Store, since: date = MONDAY, today: date = TUESDAY) -> list[Past]:
    return store.past(since, today, NOON - DAY)


def ended(outcome: Outcome = Outcome.TAKEN, **moved: float) -> BreakRecord:
    return BreakRecord("stand-up", outcome, 1800, moved=Movements(**moved))


def test_a_break_comes_back_with_what_was_done_in_it(store: Store) -> None:
    one_side = of_movement(LIBRARY.movements[STRETCH], (Side.RIGHT,), 20)
    store.add(ended(right=20), replace(one_side, owed=Side.LEFT, reason=Reason.SCORE), NOON)
    store.add(ended(Outcome.MISSED), replace(suggested("posture-reset"), reason=Reason.SCORE), NOON + 1800)
    store.add(ended(both=20), suggested("posture-reset"), NOON + 3600)
    assert past(store) == [
        Past(MONDAY, STRETCH, Outcome.TAKEN, (Bout(STRETCH, Movements(right=20), Side.RIGHT),), Side.LEFT),
        Past(MONDAY, "posture-reset", Outcome.MISSED),
        Past(MONDAY, "posture-reset", Outcome.TAKEN, (Bout("posture-reset", Movements(both=20)),), shown=False),
    ]
    kept = [(row["reason"], row["given_seconds"], row["by_hand"]) for row in store.rows("record")]
    assert kept == [("score", 25, 0), ("score", 25, 0), (None, 25, 1)]
    assert [(row["movement"], row["family"]) for row in store.rows("bout")] == [
        (STRETCH, "side-bend"), ("posture-reset", "posture"),
    ]  # fmt: skip


def test_a_routine_half_way_is_what_was_done_of_its_parts(store: Store) -> None:
    routine = of_routine(LIBRARY.routines["stand-side-bend-30s"], LIBRARY, Profile(), {STRETCH})
    store.add(ended(Outcome.PARTLY, both=8, right=8, left=3), routine, NOON)
    (told,) = past(store)
    assert told.did == (
        Bout("stand-and-shift", Movements(both=8)), Bout(STRETCH, Movements(left=3, right=8), Side.RIGHT),
    )  # fmt: skip


def test_what_nobody_counted_was_done_all_the_same(store: Store) -> None:
    store.add(ended(), suggested(STRETCH, Side.RIGHT), NOON)
    assert past(store)[0].did == (Bout(STRETCH, Movements(), Side.RIGHT),)


def test_plain_and_natural_breaks_are_nothing_to_remember(store: Store) -> None:
    store.add(ended(), of_movement(PLAIN), NOON)
    store.add(ended(Outcome.NATURAL), None, NOON)
    store.named(of_movement(PLAIN), NOON)
    store.decline()
    assert past(store) == []


def test_walks_marks_and_what_was_turned_down_in_their_order(store: Store) -> None:
    for n, name in enumerate((STRETCH, "posture-reset")):
        store.named(suggested(name), NOON + n)
        store.decline()
    store.named(suggested("sit-to-stand"), NOON + 2)
    store.mark_too_much("sit-to-stand", NOON + 20)
    store.add(ended(Outcome.PARTLY, both=6), replace(suggested("sit-to-stand"), reason=Reason.SCORE), NOON + 20)
    store.walk(600, NOON + 10)
    assert [(each.what, each.outcome, each.shown, each.too_much) for each in past(store)] == [
        (STRETCH, Outcome.SKIPPED, True, None),
        ("posture-reset", Outcome.SKIPPED, True, None),
        ("daily-walk", Outcome.TAKEN, False, None),
        ("sit-to-stand", Outcome.PARTLY, False, "sit-to-stand"),
        ("sit-to-stand", Outcome.PARTLY, True, None),
    ]


def test_days_are_in_order_whatever_the_clock_did(store: Store) -> None:
    for wall in (NOON + DAY, NOON, NOON + 2 * DAY):
        store.add(ended(both=30), suggested("posture-reset"), wall)
    assert [each.day for each in past(store)] == [MONDAY, TUESDAY]


def test_of_what_was_before_only_the_last_that_was_done_is_told(store: Store) -> None:
    """By its day it is known how long somebody was away, however long that is."""
    given = replace(suggested("posture-reset"), reason=Reason.SCORE)
    for days, outcome in ((400, Outcome.TAKEN), (300, Outcome.PARTLY), (200, Outcome.SKIPPED), (199, Outcome.NATURAL)):
        store.add(ended(outcome, both=20), given, NOON - days * DAY)
    store.add(ended(both=20), of_movement(PLAIN), NOON - 100 * DAY)
    store.add(ended(both=20), given, NOON)
    assert [(each.what, each.outcome, each.day) for each in past(store)] == [
        ("posture-reset", Outcome.PARTLY, MONDAY - timedelta(days=300)), ("posture-reset", Outcome.TAKEN, MONDAY),
    ]  # fmt: skip


def test_what_waited_elsewhere_keeps_its_parts(store: Store) -> None:
    """Both have numbered theirs from one on."""
    store.add(ended(both=30), suggested("posture-reset"), NOON)
    with closing(Store(None)) as other:
        other.add(ended(left=20, right=20), suggested(STRETCH), NOON + 60)
        other.mark_too_much(STRETCH, NOON + 61)
        store.take_over(other)
    assert [[bout.movement for bout in each.did] for each in past(store)] == [["posture-reset"], [STRETCH], []]


def test_whoever_had_a_break_does_not_begin_anew(store: Store) -> None:
    for days in (70, 60):
        store.add(ended(Outcome.SKIPPED), suggested("posture-reset"), NOON - days * DAY)
    assert past(store) == [Past(MONDAY - timedelta(days=60), "posture-reset", Outcome.SKIPPED)]
    store.add(ended(both=20), suggested("sit-to-stand"), NOON - 80 * DAY)
    assert past(store) == [Past(MONDAY - timedelta(days=80), "sit-to-stand", Outcome.TAKEN)], (
        "an absence is known by it"
    )


def test_a_history_from_before_there_were_parts(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    with closing(for_use(file, MIGRATIONS[:2])) as db:
        insert = "INSERT INTO record VALUES (NULL, ?, '2026-03-02', 'stand-up', ?, ?, ?, ?, 0, 0, 1800, 0, '')"
        db.execute(insert, (NOON, "taken", STRETCH, 20, 20))
        db.execute(insert, (NOON + 1, "skipped", "walk-break", 0, 0))
        db.execute("INSERT INTO showing (wall, movement, first) VALUES (?, 'walk-break', 'left')", (NOON,))
    with closing(Store(file)) as store:
        assert past(store) == [
            Past(MONDAY, STRETCH, Outcome.TAKEN, (Bout(STRETCH, Movements(20, 20)),)),
            Past(MONDAY, "walk-break", Outcome.SKIPPED),
        ]
        assert store.suggested(LIBRARY, PLAIN) is None
    assert ask(file, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_only_the_last_suggestion_and_some_texts_are_kept_in_full(store: Store) -> None:
    for n in range(250):
        store.named(suggested(STRETCH), NOON + n)
        store.say(f"due-{n % 40}", NOON + n)
    assert [row["suggestion"] is None for row in store.rows("showing")[-2:]] == [True, False]
    assert sum(row["suggestion"] is not None for row in store.rows("showing")) == 1
    assert len(store.rows("said")) == 200
    said = store.said()
    assert sorted(said, key=lambda id: said[id])[-1] == "due-9"
