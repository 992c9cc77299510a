"""Many lives, one after the other on the same files, and what is to be said of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.soak.count import Count
from tests.soak.ledger import Findings, Ledger
from tests.soak.life import Asked, Life
from tests.soak.load import Reads, load
from tests.test_terminal import bare_env

RESIDENT = Path(__file__).with_name("resident.py")
COUNT_BOUND = 2.0
"""Seconds that rounding may add. The design allows a minute to get lost, but the state is kept at each answer."""


@dataclass(slots=True)
class Report:
    """What came of it."""

    kills: int = 0
    early: int = 0
    requests: int = 0
    acknowledged: int = 0
    in_flight: int = 0
    records: int = 0
    findings: Findings = field(default_factory=Findings)
    worst_back: float = 0.0
    worst_ahead: float = 0.0
    reads: Reads = field(default_factory=Reads)
    complaints: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, doubled, damaged or miscounted, and nobody complained."""
        found = self.findings
        counted = max(self.worst_back, self.worst_ahead) <= COUNT_BOUND
        wrong = found.lost or found.doubled or found.unsound or self.reads.failures or self.complaints
        return counted and not wrong

    def __str__(self) -> str:
        found = self.findings
        lines = [
            f"kills {self.kills} ({self.early} while starting, {self.in_flight} amid an answer)",
            f"requests {self.requests}, done and skip acknowledged {self.acknowledged}, records {self.records}",
            f"lost {len(found.lost)}, doubled {len(found.doubled)}, unsound {len(found.unsound)}",
            f"count: {self.worst_back:.1f} s back, {self.worst_ahead:.1f} s ahead at worst",
            f"reads meanwhile {self.reads.number}, failures {self.reads.failures}",
            f"complaints {len(self.complaints)}",
            f"seconds {self.seconds:.0f}",
            *(found.lost + found.doubled + found.unsound + self.complaints)[:20],
        ]
        return "\n".join(lines)


def soak(
    kills: int,
    home: Path,
    seed: float,
    burners: int = 1,
    program: Path = RESIDENT,
    tell: Callable[[int], None] = lambda _kills: None,
) -> Report:
    """Kill it so many times, and check after each. Its files stay in `home`."""
    file = home / ".local" / "share" / "deskbreak" / "history.db"
    life, ledger, count = Life(program, bare_env(home), Random(seed)), Ledger(file), Count()
    report, began = Report(findings=ledger.findings), time.monotonic()
    with load(file, burners) as report.reads:
        for number in range(kills):
            life.breaks = number >= kills // 2
            asked = life.live()
            count.follow(asked, ledger.compare(asked))
            _add(report, asked)
            tell(report.kills)
    report.records = ledger.records
    report.worst_back, report.worst_ahead = count.worst_back, count.worst_ahead
    report.complaints = _complaints(home)
    report.seconds = time.monotonic() - began
    return report


def _add(report: Report, asked: list[Asked]) -> None:
    report.kills += 1
    report.early += not asked
    report.requests += len(asked)
    report.acknowledged += sum(1 for each in asked if each.owes and each.acknowledged)
    report.in_flight += bool(asked and asked[-1].reply is None)


def _complaints(home: Path) -> list[str]:
    """What it wrote to its log as a warning or worse, or to stderr."""
    logs = (home / ".local" / "state" / "deskbreak").glob("*.log")
    logged = [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
    said = (home / "said.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in logged if " WARNING " in line or " ERROR " in line] + said
