"""One call of the engine: the facts, the present moment, and what has to be done about them.

The rules of deskbreak are functions on a `Step`, one module a topic: asking, turns, absences, pauses, quiet.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from deskbreak.core import effects
from deskbreak.core.breaks import Rules
from deskbreak.core.conclusions import count, resting_phase
from deskbreak.core.effects import Did, Effect, Refusal
from deskbreak.core.state import Phase, State, Turn, plan_in_hand


@dataclass(slots=True)
class Step:
    """`effects` gathers, in order, what the engine answers."""

    rules: Rules
    state: State
    now: float
    effects: list[Effect] = field(default_factory=list)
    typing_paused: bool = False
    """The pause in typing that was waited for has come just now."""

    @property
    def turn(self) -> Turn:
        """The break in hand, where there has to be one."""
        assert self.state.turn is not None, f"no turn in {self.state.phase}"
        return self.state.turn

    def new_turn(self) -> Turn:
        """A break that nobody has been asked for yet."""
        return Turn(plans=(plan_in_hand(self.state, self.rules).id,))

    def sat(self, turn: Turn) -> float:
        """Seconds seated since the last real break of this turn's plan."""
        return self.state.counts.sat_for(turn.plans[0], self.now)

    def do(self, effect: Effect) -> None:
        """Have this done."""
        self.effects.append(effect)

    def decide(self, did: Did, **facts: float | str | None) -> None:
        """Say what was decided; facts that are None are left out."""
        self.do(effects.Decision(did, {name: fact for name, fact in facts.items() if fact is not None}))

    def refuse(self, why: Refusal) -> None:
        """Tell whoever chose it that it cannot be done."""
        self.do(effects.Refuse(why))

    def enter(self, phase: Phase, until: float | None = None) -> None:
        """Be in this phase, which ends by itself at `until`. Nothing else assigns a phase."""
        self.state.phase, self.state.until = phase, until

    def settle(self) -> None:
        """Enter the phase that holds when no prompt, break or hold does."""
        phase = resting_phase(self.state, self.rules, self.now)
        self.enter(phase, self.turn.again_at if phase is Phase.SNOOZED else None)
        count(self.state, self.rules, self.now)

    def withdraw(self) -> None:
        """Take the prompt off the screen, if it is there."""
        if self.state.phase is Phase.PROMPTED:
            self.do(effects.WithdrawPrompt())
