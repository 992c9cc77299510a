from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskbreak.app.keeper import Keeper, restore
from deskbreak.app.lasting import Lasting
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import ClockChanged, DeadlinePassed, PauseChosen, SnoozeChosen, StartedAgain
from deskbreak.core.state import Phase
from deskbreak.history.store import Store
from tests.virtual import VirtualClock


class Kept:
    """An engine whose state is kept in a file, and what comes back from it."""

    def __init__(self, file: Path) -> None:
        self.clock = VirtualClock()
        self.store = Store(file)
        self.engine = Engine(Rules(), self.clock.now())

    def save(self) -> None:
        Keeper(Lasting(self.store), self.clock, self.engine)(self.engine.view(self.clock.now()), self.clock.now())

    def come_back(self) -> Engine:
        restored = restore(self.store, self.clock)
        assert restored is not None
        engine = Engine(Rules(), self.clock.now(), restored.state)
        engine.handle(StartedAgain(restored.gap), self.clock.now())
        return engine


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "history.db")
    yield kept
    kept.store.close()


def test_soon_after_a_crash_the_count_goes_on(kept: Kept) -> None:
    kept.clock.passes(1200)
    kept.save()
    kept.clock.passes(90)
    assert kept.come_back().view(kept.clock.now()).sat(kept.clock.now()) == 1290


def test_later_the_gap_was_not_sat(kept: Kept) -> None:
    kept.clock.passes(1200)
    kept.save()
    kept.clock.passes(240)
    assert kept.come_back().view(kept.clock.now()).sat(kept.clock.now()) == 1200


def test_after_a_restart_of_the_machine_the_wall_clock_tells_the_gap(kept: Kept) -> None:
    kept.clock.passes(1200)
    kept.save()
    kept.clock.run = "second"
    kept.clock.wall_offset += kept.clock.time + 60 - 20
    kept.clock.time = 20
    assert kept.come_back().view(20).sat(20) == 1260


def test_a_clock_set_back_meanwhile_makes_no_negative_gap(kept: Kept) -> None:
    kept.clock.passes(1200)
    kept.save()
    kept.clock.run = "second"
    kept.clock.is_set(-86400 * 365)
    assert kept.come_back().view(kept.clock.now()).sat(kept.clock.now()) == 1200


def test_pause_and_snooze_are_still_there(kept: Kept) -> None:
    kept.clock.passes(1800)
    kept.engine.handle(DeadlinePassed(), kept.clock.now())
    kept.engine.handle(SnoozeChosen(), kept.clock.now())
    kept.save()
    kept.clock.passes(10)
    snoozed = kept.come_back()
    assert (snoozed.state.phase, snoozed.state.until) == (Phase.SNOOZED, kept.clock.now() + 290)
    kept.engine.handle(PauseChosen(1e10), kept.clock.now())
    kept.save()
    assert list(kept.come_back().state.pauses.values()) == [1e10]


def test_a_state_that_cannot_be_read_means_beginning_anew(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    assert restore(kept.store, kept.clock) is None
    for junk in ("not json", '{"phase": "flying"}', "[]"):
        kept.save()
        kept.store._db.execute("UPDATE state SET state = ?", (junk,))
        assert restore(kept.store, kept.clock) is None
    assert "counting begins at zero" in caplog.text


def test_a_store_that_fails_does_not_stop_the_program(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    kept.store.close()
    kept.save()
    assert "the history could not be used: it cannot be written" in caplog.text


def test_the_file_is_one_database(kept: Kept, tmp_path: Path) -> None:
    kept.save()
    with closing(sqlite3.connect(tmp_path / "history.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_after_another_boot_a_clock_that_is_put_right_moves_no_pause(kept: Kept) -> None:
    end = kept.clock.wall() + 3600
    kept.engine.handle(PauseChosen(end), kept.clock.now())
    kept.save()
    kept.clock.run = "second"
    again = kept.come_back()
    again.handle(ClockChanged(step=1e9), kept.clock.now())
    assert list(again.state.pauses.values()) == [end]
