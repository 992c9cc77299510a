"""All the engine remembers, as plain data: saved at each transition, restored after a crash."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.counts import Counts
from deskbreak.core.effects import Asking


class Phase(StrEnum):
    """What deskbreak is doing. `core/engine.py` is the only place that assigns one."""

    WORKING = "working"
    PROMPTED = "prompted"
    SNOOZED = "snoozed"
    ON_BREAK = "on_break"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why prompts are held off. Reasons are a set, so that ending one never ends another."""

    USER = "user"


@dataclass(slots=True)
class Turn:
    """A break that was asked for (or put off) and has not come to an end yet."""

    plans: tuple[str, ...]
    snoozes: int = 0
    asking: Asking = Asking.DUE
    """How it was asked last."""
    shown: bool = False
    """False while it has only been delayed from the menu, before any prompt."""
    repeat_at: float | None = None
    """When the prompt is shown once more; None: no more, the icon alone says so."""


@dataclass(slots=True)
class State:
    """`until` is when the phase ends by itself. Times are the engine's clock, in seconds."""

    phase: Phase = Phase.WORKING
    until: float | None = None
    counts: Counts = field(default_factory=Counts)
    turn: Turn | None = None
    pauses: dict[PauseReason, float | None] = field(default_factory=dict)
    """Each reason with the wall-clock time (epoch seconds) at which it ends, if it ends by itself."""

    def move(self, seconds: float) -> None:
        """Shift every clock time: the engine's clock starts anew when the machine does."""
        self.counts.move(seconds)
        if self.until is not None:
            self.until += seconds
        self._move_repeat(seconds)

    def put_later(self, seconds: float) -> None:
        """What was to come on the screen by itself waits for so much longer: nobody was here."""
        if self.phase is Phase.SNOOZED and self.until is not None:
            self.until += seconds
        self._move_repeat(seconds)

    def _move_repeat(self, seconds: float) -> None:
        if self.turn and self.turn.repeat_at is not None:
            self.turn.repeat_at += seconds


def plan_in_hand(state: State, rules: Rules) -> BreakPlan:
    """The plan of the turn, or the one that is due next."""
    if state.turn:
        return rules.plan(state.turn.plans[0])
    return min(rules.plans, key=lambda plan: state.counts.plans[plan.id].due_at)


def can_snooze(state: State, rules: Rules) -> bool:
    """Whether the break in hand may be put off once more."""
    return (state.turn.snoozes if state.turn else 0) < rules.snooze_limit
