"""How a turn ends: what is kept of it, and what it does to the counts."""

from __future__ import annotations

from deskbreak.core.breaks import BreakRecord, Movements, Outcome, Rules
from deskbreak.core.state import State, Turn


def record_of(state: State, turn: Turn, plan_id: str, outcome: Outcome, moved: Movements, now: float) -> BreakRecord:
    """What is kept of one plan's part in this turn."""
    sat = state.counts.sat_for(plan_id, now)
    return BreakRecord(plan_id, outcome, sat, turn.snoozes, moved, turn.held, turn.held_by)


def is_real(rules: Rules, turn: Turn, outcome: Outcome, moved: Movements) -> bool:
    """Whether this was a break: half of a movement already is."""
    if outcome is Outcome.PARTLY:
        return moved.total * 2 >= rules.plan(turn.plans[0]).length
    return outcome in (Outcome.TAKEN, Outcome.NATURAL)


def credit(state: State, rules: Rules, turn: Turn, outcome: Outcome, now: float) -> None:
    """Start this turn's plans anew, and every plan whose break is no longer than theirs."""
    length = max(rules.plan(plan_id).length for plan_id in turn.plans)
    for plan in rules.plans:
        if plan.id in turn.plans or plan.length <= length or outcome is Outcome.NATURAL:
            state.counts.credit(plan, now)
