"""The file after a kill, held against what was answered before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from deskbreak.core.breaks import Outcome
from deskbreak.core.effects import Decision, Did
from deskbreak.core.state import State
from deskbreak.core.summary import Entry
from deskbreak.history.opening import to_look
from deskbreak.history.reader import Reader
from deskbreak.history.unusable import HistoryUnusable
from deskbreak.ports.keeping import Saved
from tests.soak.life import Asked

PLAN = "stand-up"
ROUNDING = 0.01
"""Seconds: what adding up thousands of numbers may cost."""
LAST = 1_000_000


@dataclass(slots=True)
class Findings:
    """What is wrong, a line each."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


class Ledger:
    """Looks at the file whenever nobody writes to it.

    A record and the state after it are kept as one. So the state is never older than the last record; and
    the seat's time that the records of real breaks tell adds up to the mark from which the state counts:
    less than that and a break was lost, more and one is there twice, acknowledged or not.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = 0
        self._decided = 0
        self._credited = 0.0
        self._wrong_by = 0.0
        self._asked_for = False
        self._sat = (0.0, 0.0)
        """Seconds seated, ever, and when that was, on the engine's clock."""
        self.records = 0
        self.findings = Findings()

    def compare(self, asked: Sequence[Asked]) -> bool:
        """Look at what is new since the last time, when this was asked; whether the request in flight was recorded."""
        try:
            # This checks the whole file for damage.
            with closing(to_look(self._file)) as db:
                reader = Reader(db)
                new = reader.records()[self._seen :]
                decisions = [decision for _wall, decision in reader.decisions(LAST)][self._decided :]
                saved = reader.saved()
                state = msgspec.convert(saved.state, State) if saved else None
        except (HistoryUnusable, ValueError) as error:
            self.findings.unsound.append(str(error))
            return False
        self._seen += len(new)
        self._decided += len(decisions)
        self.records = self._seen
        self._compare_decisions(new, decisions)
        self._compare_state(new, saved, state)
        return self._compare_answers([entry.record.outcome for entry in new], asked)

    def _compare_answers(self, recorded: list[Outcome], asked: Sequence[Asked]) -> bool:
        owed: list[Outcome] = [each.owes for each in asked if each.owes and each.acknowledged]
        in_flight = [each.owes for each in asked if each.owes and each.reply is None]
        answered: list[Outcome] = [outcome for outcome in recorded if outcome is not Outcome.MISSED]
        if answered == owed:
            return False
        if answered == [*owed, *in_flight]:
            return True
        lost = Counter(owed) - Counter(answered)
        doubled = Counter(answered) - Counter([*owed, *in_flight])
        story = f"asked {[(each.request['do'], each.acknowledged) for each in asked]}, recorded {answered}"
        self.findings.lost += [f"{outcome}: {story}" for outcome in lost.elements()]
        self.findings.doubled += [f"{outcome}: {story}" for outcome in doubled.elements()]
        if not lost and not doubled:
            self.findings.unsound.append(f"in another order: {story}")
        return False

    def _compare_decisions(self, new: Sequence[Entry], decisions: Sequence[Decision]) -> None:
        """Each record has its decision, and what was missed was asked for."""
        ends = [decision.did.value for decision in decisions if decision.did.value in set(Outcome)]
        outcomes = [entry.record.outcome.value for entry in new]
        if ends != outcomes:
            self.findings.unsound.append(f"recorded {outcomes}, but decided {ends}")
        for decision in decisions:
            if decision.did is Did.MISSED and not self._asked_for:
                self.findings.doubled.append(f"missed, but not asked for: {decision.facts}")
            if decision.did is Did.PROMPTED:
                self._asked_for = True
            elif decision.did.value in set(Outcome):
                self._asked_for = False

    def _compare_state(self, new: Sequence[Entry], saved: Saved | None, state: State | None) -> None:
        self._credited += sum(entry.record.sat for entry in new if entry.record.outcome is Outcome.TAKEN)
        if saved is None or state is None:
            if self._seen:
                self.findings.unsound.append("records, but no state")
            return
        if new and saved.wall < new[-1].wall:
            self.findings.doubled.append(f"the state knows nothing of {new[-1]}: it comes again")
        wrong_by = self._credited - state.counts.plans[PLAN].sat_from
        if abs(wrong_by - self._wrong_by) > ROUNDING:
            found = self.findings.doubled if wrong_by > self._wrong_by else self.findings.lost
            found.append(f"records and state differ by {wrong_by - self._wrong_by:.3f} s seated")
            # Told once, not after each kill to come.
            self._wrong_by = wrong_by
        self._compare_sat(state.counts.sat.read(saved.now), saved.now)

    def _compare_sat(self, sat: float, now: float) -> None:
        """The count only ever goes on, and by no more than the time that passed."""
        (before, then), self._sat = self._sat, (sat, now)
        if not -ROUNDING <= sat - before <= now - then + ROUNDING:
            self.findings.unsound.append(f"{sat - before:.3f} s seated in {now - then:.3f} s")
