"""What the soak would find: each fault is made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from deskbreak.core.breaks import BreakRecord, Outcome, Rules
from deskbreak.core.effects import Decision, Did
from deskbreak.core.engine import Engine
from deskbreak.core.events import DeadlinePassed, DoneChosen
from deskbreak.history.store import Store
from deskbreak.ports.keeping import Saved
from tests.soak.count import Count
from tests.soak.ledger import PLAN, Ledger
from tests.soak.life import Asked

DONE = Asked({"do": "done"}, sent=0, owes=Outcome.TAKEN, reply={"ok": True}, answered=0.1)
UNANSWERED = Asked({"do": "done"}, sent=0, owes=Outcome.TAKEN)
REFUSED = Asked({"do": "done"}, sent=0, owes=Outcome.TAKEN, reply={"ok": False}, answered=0.1)
SAT = 100.0


class Kept:
    """A file in which somebody sits for so long, and then takes a break, again and again."""

    def __init__(self, file: Path) -> None:
        self.store = Store(file)
        self.engine = Engine(Rules(), 0)
        self.now = 0.0

    def break_taken(self, records: int = 1, state: bool = True) -> None:
        self.now += SAT
        if state:
            self.engine.handle(DoneChosen(), self.now)
        for _ in range(records):
            self.store.add(BreakRecord(PLAN, Outcome.TAKEN, SAT), None, self.now)
            self.store.note(Decision(Did.TAKEN), self.now)
        if state:
            self.save()

    def save(self) -> None:
        self.engine.handle(DeadlinePassed(), self.now)
        self.store.save(Saved(msgspec.to_builtins(self.engine.state), self.now, self.now))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "history.db")
    with closing(kept.store):
        kept.save()
        yield kept


@pytest.fixture
def ledger(kept: Kept, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "history.db")


def found(ledger: Ledger) -> tuple[bool, bool, bool]:
    findings = ledger.findings
    return bool(findings.lost), bool(findings.doubled), bool(findings.unsound)


def test_all_is_well(kept: Kept, ledger: Ledger) -> None:
    kept.break_taken()
    assert not ledger.compare([DONE, REFUSED])
    kept.break_taken()
    assert ledger.compare([UNANSWERED])
    assert not ledger.compare([UNANSWERED])
    assert found(ledger) == (False, False, False)
    assert ledger.records == 2


def test_an_acknowledged_answer_without_a_record(kept: Kept, ledger: Ledger) -> None:
    ledger.compare([DONE])
    assert found(ledger) == (True, False, False)


def test_an_answer_recorded_twice(kept: Kept, ledger: Ledger) -> None:
    kept.break_taken(records=2)
    ledger.compare([DONE])
    assert found(ledger) == (False, True, False)


def test_a_record_that_nobody_asked_for(kept: Kept, ledger: Ledger) -> None:
    kept.break_taken()
    ledger.compare([REFUSED])
    assert found(ledger) == (False, True, False)


def test_a_record_of_which_the_state_knows_nothing(kept: Kept, ledger: Ledger) -> None:
    kept.break_taken(state=False)
    ledger.compare([UNANSWERED])
    assert found(ledger) == (False, True, False)


def test_a_state_that_knows_of_a_break_without_a_record(kept: Kept, ledger: Ledger) -> None:
    kept.break_taken(records=0)
    ledger.compare([UNANSWERED])
    assert found(ledger) == (True, False, False)


def test_missed_twice(kept: Kept, ledger: Ledger) -> None:
    for did in (Did.PROMPTED, Did.MISSED, Did.MISSED):
        kept.store.note(Decision(did), 0)
        if did is Did.MISSED:
            kept.store.add(BreakRecord(PLAN, Outcome.MISSED, 0), None, 0)
    ledger.compare([])
    assert found(ledger) == (False, True, False)


def test_a_decision_without_its_record(kept: Kept, ledger: Ledger) -> None:
    kept.store.note(Decision(Did.SKIPPED), 0)
    ledger.compare([])
    assert found(ledger) == (False, False, True)


def test_a_count_that_begins_anew(kept: Kept, ledger: Ledger) -> None:
    kept.now = SAT
    kept.save()
    ledger.compare([])
    assert found(ledger) == (False, False, False)
    kept.engine = Engine(Rules(), kept.now)
    kept.save()
    ledger.compare([])
    assert found(ledger) == (False, False, True)


def test_a_damaged_file(kept: Kept, ledger: Ledger, tmp_path: Path) -> None:
    kept.store.close()
    (tmp_path / "history.db").write_bytes(b"x" * 9000)
    ledger.compare([])
    assert found(ledger) == (False, False, True)


def test_the_count() -> None:
    count = Count()
    count.follow([status(100, at=0), status(110, at=10)], in_flight_recorded=False)
    count.follow([status(110, at=13), DONE, status(1, at=14)], in_flight_recorded=False)
    count.follow([UNANSWERED], in_flight_recorded=False)
    assert (count.worst_back, count.worst_ahead) == (0, 0)
    count.follow([UNANSWERED], in_flight_recorded=True)
    count.follow([status(0, at=15)], in_flight_recorded=False)
    assert (count.worst_back, count.worst_ahead) == (0, 0)
    count.follow([status(4, at=17), status(1, at=18)], in_flight_recorded=False)
    assert (count.worst_back, count.worst_ahead) == (3, 2)


def status(sat: int, at: float) -> Asked:
    return Asked({"do": "status"}, sent=at, reply={"ok": True, "sat_seconds": sat}, answered=at)
