"""What follows from the facts at a moment. Nothing here changes them but the stopwatches."""

from __future__ import annotations

from deskbreak.core.breaks import Rules
from deskbreak.core.effects import Asking
from deskbreak.core.state import PauseReason, Phase, Quiet, State, plan_in_hand


def resting_phase(state: State, rules: Rules, now: float) -> Phase:
    """The phase that holds when no prompt, break or hold does."""
    if PauseReason.USER in state.pauses:
        return Phase.PAUSED
    if state.pauses:
        return Phase.OFF_HOURS
    if state.presence.standing_since is not None:
        return Phase.STANDING
    if state.presence.is_away(now, rules):
        return Phase.AWAY
    if state.turn and state.turn.again is Asking.SNOOZED:
        return Phase.SNOOZED
    return Phase.WORKING


def count(state: State, rules: Rules, now: float) -> None:
    """Let each stopwatch run or stand; one that has to stand stood from the moment they were away."""
    away = state.presence.away_from(rules)
    if away is not None and away <= now:
        state.counts.run(away, sitting=False, nearing=False)
        return
    sitting = state.phase is not Phase.ON_BREAK and state.presence.standing_since is None
    state.counts.run(now, sitting, nearing=sitting and not state.pauses)


def due_plans(state: State, rules: Rules, by: float) -> tuple[str, ...]:
    """The plans that are due at that moment, the longest-owed first."""
    whens = {plan.id: state.counts.due_when(plan.id) for plan in rules.plans}
    due = {plan_id: when for plan_id, when in whens.items() if when is not None and when <= by}
    return tuple(sorted(due, key=lambda plan_id: due[plan_id]))


def is_owed(state: State, rules: Rules, now: float) -> bool:
    """Whether a plan has fallen due, also while nothing is counted."""
    return any(state.counts.due_in(plan.id, now) <= 0 for plan in rules.plans)


def wanted(state: State, rules: Rules, now: float) -> Asking | None:
    """The prompt that ought to be on the screen now, whatever may keep it from there."""
    turn = state.turn
    if turn and turn.again_at is not None and turn.again_at <= now:
        return turn.again
    return Asking.DUE if due_plans(state, rules, now) else None


def holding(state: State, rules: Rules) -> dict[str, Quiet]:
    """The reasons not to speak that may hold a prompt back, the longest-lasting first."""
    heeded = {
        signal: quiet
        for signal, quiet in state.quiet.items()
        if signal not in rules.deaf_to and signal not in state.disregarded
    }
    return dict(sorted(heeded.items(), key=lambda item: item[1].since))


def settled_at(state: State, rules: Rules) -> float:
    """When the quiet that ended last is believed to be over."""
    if state.settling is None:
        return 0.0
    again = max(0, state.turn.taken_off - 1) if state.turn else 0
    return state.settling.ended + min(rules.quiet_settle * 2.0**again, rules.quiet_settle_most)


def what_holds(state: State, rules: Rules, now: float) -> tuple[str, Quiet] | None:
    """The signal that holds prompts back, still or until it has settled; None when nothing does."""
    for signal, quiet in holding(state, rules).items():
        return signal, quiet
    if state.settling is not None and now < settled_at(state, rules):
        return state.settling.signal, state.settling.quiet
    return None


def earliest(state: State, falls_due: bool) -> float:
    """Before this no prompt comes: somebody has only just come back or, for one that falls due, begun to be counted."""
    return max(state.not_before, state.first_at if falls_due and state.held is None else 0.0)


def is_capped(state: State, rules: Rules) -> bool:
    """Whether there were enough prompts today: only one that was asked already may still come."""
    return state.prompts_today >= rules.daily_cap and not (state.turn and state.turn.again)


def is_skipped(state: State, rules: Rules, now: float) -> bool:
    """Whether the next break was skipped before it was due: once is enough."""
    plan = plan_in_hand(state, rules)
    return state.turn is None and state.counts.due_in(plan.id, now) > plan.every


def is_here(state: State, rules: Rules, now: float) -> bool:
    """Whether somebody is believed to be at the desk."""
    return not state.presence.is_away(now, rules)


def next_moment(state: State, rules: Rules, now: float) -> float | None:
    """The next moment at which a conclusion may change by itself."""
    presence = state.presence
    moments: list[float | None] = [state.until]
    if state.phase is not Phase.ON_BREAK:
        moments += [state.counts.due_when(plan.id) for plan in rules.plans]
        moments += [state.not_before, state.first_at, settled_at(state, rules), state.typing_until]
        moments += [quiet.until for quiet in state.quiet.values()]
        moments += [presence.away_from(rules), presence.break_from(rules), presence.doubted_at(rules)]
        if state.turn:
            moments.append(state.turn.again_at)
            if state.turn.left and presence.still_since is not None:
                moments.append(presence.still_since + rules.prompt_stillness)
        if state.held is not None:
            moments.append(state.held.since + rules.tell_after)
        if state.open_pause is not None:
            moments.append(state.open_pause.ask_at)
        if presence.standing_since is not None:
            moments.append(presence.standing_since + rules.standing_limit)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
