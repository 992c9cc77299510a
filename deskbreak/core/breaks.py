"""What a break is: how often it is due, how it can end, what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How one break ended. A notification that was merely shown is never `TAKEN`."""

    TAKEN = "taken"
    PARTLY = "partly"
    NATURAL = "natural"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """A break that comes back: after `every` seconds of sitting, `length` seconds long."""

    id: str
    every: float
    length: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the engine goes by. All times are in seconds."""

    plans: tuple[BreakPlan, ...] = (BreakPlan("stand-up", every=1800, length=60),)
    snooze: float = 300
    snooze_limit: int = 2
    heads_up: float = 60
    """The icon changes this long before a prompt; nothing else announces it."""
    answer_within: float = 120
    """A prompt that nobody answers is withdrawn after this long ..."""
    repeat_after: float = 600
    """... and shown once more this long after that."""
    merge_within: float = 120
    """Plans that fall due this close together share one prompt."""
    natural_after: float = 300
    """Being away this long is a break by itself."""
    natural_needs: float = 300
    """A natural break is recorded only after this much sitting: nights leave none."""
    restart_within: float = 120
    """Started again this soon after a crash, the count goes on as if nothing had been."""
    guide_gap: float = 60
    """A gap (a closed lid) longer than this ends a guide that is open."""
    guide_limit: float = 3600
    """A guide that never reports back is given up after this long."""

    def plan(self, plan_id: str) -> BreakPlan:
        """The plan of this id; KeyError if there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)


@dataclass(frozen=True, slots=True)
class Movements:
    """Seconds of movement, by side; `both` is movement that has no side."""

    left: float = 0
    right: float = 0
    both: float = 0

    @property
    def total(self) -> float:
        return self.left + self.right + self.both


@dataclass(frozen=True, slots=True)
class BreakRecord:
    """What is kept of one break. The wall-clock time and the movement are added where it is stored."""

    plan: str
    outcome: Outcome
    sat: float
    """Seconds sat since the last real break, when this one ended."""
    snoozes: int = 0
    moved: Movements = field(default_factory=Movements)
