from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.effects import Decision, Did
from deskbreak.core.movement import Dose, Movement, Showing, Side, Sides, Suggestion
from deskbreak.history.store import Store
from deskbreak.ports import Saved, Today

NOON = datetime(2026, 3, 2, 12).timestamp()
BEND = Movement("bend", "Bend", "standing", "stretch", Sides.EACH, Dose("hold", 20, 40), ())
SUGGESTION = Suggestion(BEND, Side.RIGHT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def test_what_was_kept_is_there_after_reopening(file: Path) -> None:
    store = Store(file)
    store.add(BreakRecord("stand-up", Outcome.TAKEN, 1800, 1, Movements(20, 20, 0)), SUGGESTION, NOON)
    store.add(BreakRecord("stand-up", Outcome.MISSED, 3600), None, NOON + 60)
    store.add(BreakRecord("stand-up", Outcome.TAKEN, 1800), None, NOON - 86400)
    store.close()
    assert Store(file).today(NOON) == Today(taken=1, missed=1)
    row = sqlite3.connect(file).execute("SELECT outcome, movement, left_seconds, snoozes FROM record").fetchone()
    assert row == ("taken", "bend", 20.0, 1)


def test_only_its_owner_may_read_it(file: Path) -> None:
    Store(file).close()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_today_counts_what_was_a_break() -> None:
    today = Today(taken=3, partly=1, natural=2, skipped=1, missed=1)
    assert (today.done, today.due) == (6, 8)


def test_showings_come_oldest_first() -> None:
    store = Store(None)
    for side in (Side.LEFT, Side.RIGHT):
        store.named(Suggestion(BEND, side), NOON)
    assert store.showings() == (Showing("bend", Side.LEFT), Showing("bend", Side.RIGHT))


def test_decisions_are_kept_for_a_week(file: Path) -> None:
    store = Store(file)
    store.note(Decision(Did.PROMPTED, {"sat": 1800.0}), NOON)
    store.note(Decision(Did.SKIPPED), NOON + 8 * 86400)
    assert sqlite3.connect(file).execute("SELECT did FROM decision").fetchall() == [("skipped",)]


def test_the_state_is_replaced(file: Path) -> None:
    store = Store(file)
    assert store.saved() is None
    store.save(Saved({"phase": "working"}, 1.0, NOON, "boot"))
    later = Saved({"phase": "paused"}, 2.0, NOON, "boot")
    store.save(later)
    assert store.saved() == later
