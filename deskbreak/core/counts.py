"""Seated time, and how far each plan has come on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from deskbreak.core.breaks import BreakPlan
from deskbreak.core.stopwatch import Stopwatch


@dataclass(slots=True)
class PlanCount:
    """One plan's two marks, each a reading of a stopwatch of `Counts`."""

    every: float
    sat_from: float
    """Reading of `sat` at the last real break."""
    due_at: float
    """Reading of `due` at which the next prompt is due."""


@dataclass(slots=True)
class Counts:
    """Two stopwatches and, on them, the marks of every plan. Times are the engine's clock."""

    sat: Stopwatch = field(default_factory=Stopwatch)
    """Seconds seated, ever. It goes on through a pause."""
    due: Stopwatch = field(default_factory=Stopwatch)
    """The same, without the time paused: what brings the next prompt nearer."""
    plans: dict[str, PlanCount] = field(default_factory=dict)

    def run(self, now: float, sitting: bool, nearing: bool) -> None:
        """Let each stopwatch run or stand."""
        (self.sat.start if sitting else self.sat.stop)(now)
        (self.due.start if nearing else self.due.stop)(now)

    def move(self, seconds: float) -> None:
        """Shift every clock time: the engine's clock starts anew when the machine does."""
        for watch in (self.sat, self.due):
            if watch.running_since is not None:
                watch.running_since += seconds

    def fit(self, plans: Iterable[BreakPlan], now: float) -> None:
        """Take on these plans. A new one starts at zero; a changed interval keeps the time counted."""
        fitted = {}
        for plan in plans:
            count = self.plans.get(plan.id) or self._from_zero(plan, now)
            count.due_at += plan.every - count.every
            count.every = plan.every
            fitted[plan.id] = count
        self.plans = fitted

    def sat_for(self, plan_id: str, now: float) -> float:
        """Seconds seated since this plan's last real break."""
        return max(0.0, self.sat.read(now) - self.plans[plan_id].sat_from)

    def due_in(self, plan_id: str, now: float) -> float:
        """Seconds of counted sitting until this plan is due; negative once it is."""
        return self.plans[plan_id].due_at - self.due.read(now)

    def due_when(self, plan_id: str) -> float | None:
        """The moment at which this plan falls due; None while nothing brings it nearer."""
        return self.due.when(self.plans[plan_id].due_at)

    def credit(self, plan: BreakPlan, now: float) -> None:
        """A real break: both numbers back to zero."""
        self.plans[plan.id] = self._from_zero(plan, now)

    def due_after(self, plan_id: str, seconds: float, now: float) -> None:
        """Due after so much more sitting, counted from now."""
        self.plans[plan_id].due_at = self.due.read(now) + seconds

    def _from_zero(self, plan: BreakPlan, now: float) -> PlanCount:
        return PlanCount(plan.every, sat_from=self.sat.read(now), due_at=self.due.read(now) + plan.every)
