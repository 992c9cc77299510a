"""What may be known of the engine from outside: frozen, published after each event."""

from __future__ import annotations

from dataclasses import dataclass, field

from deskbreak.core.breaks import Rules
from deskbreak.core.conclusions import earliest, holding, is_capped
from deskbreak.core.state import PauseReason, Phase, Quiet, State, can_snooze, plan_in_hand


@dataclass(frozen=True, slots=True)
class View:
    """The engine as it stood at `at`. What goes on by itself is asked for with the present time."""

    at: float
    phase: Phase
    plan: str
    every: float
    sat_seconds: float
    due_seconds: float | None
    """Seconds of sitting until the next prompt; None when no prompt is on its way."""
    sitting: bool
    """Whether `sat` goes on."""
    nearing: bool
    """Whether `due` comes nearer."""
    until: float | None
    """The engine's clock at the end of this phase, if it ends by itself."""
    asked: bool
    """A prompt went unanswered and still stands: Done and Skip are about it."""
    heads_up: float
    snoozes: int
    can_snooze: bool
    pauses: dict[PauseReason, float | None]
    quiet: dict[str, Quiet] = field(default_factory=dict)
    """The signals that hold prompts back now, the longest-lasting first."""
    disregarded: frozenset[str] = frozenset()
    """The signals that are not heeded until they have ended: somebody wants to be reminded all the same."""
    held_long: bool = False
    """A prompt has been held back for so long that the tray should say so."""
    presence_known: bool = False
    still_since: float | None = None
    """The last touch, while nobody has touched anything for a while; None while somebody does, or it is not known."""
    again_at: float | None = None
    """When the break in hand is asked for once more by itself, if it is."""
    standing: bool = False
    """They said that they stand, also where a pause says more of the state."""
    can_stand: bool = True
    """Whether a break is told as standing up."""
    capped: bool = False
    """There have been as many prompts today as there may be."""

    @property
    def still(self) -> bool:
        """Nobody has touched anything for a while, as far as that is known."""
        return self.still_since is not None

    def sat(self, now: float) -> float:
        """Seconds sat since the last real break."""
        return self.sat_seconds + (max(0.0, now - self.at) if self.sitting else 0.0)

    def due_in(self, now: float) -> float | None:
        """Seconds until the next prompt, never negative; None when none is on its way."""
        if self.phase is Phase.SNOOZED and self.until is not None:
            return max(0.0, self.until - now)
        if self.due_seconds is None:
            return None
        return max(0.0, self.due_seconds - (max(0.0, now - self.at) if self.nearing else 0.0))

    def is_near(self, now: float) -> bool:
        """Within the heads-up before a prompt."""
        due_in = self.due_in(now)
        return self.nearing and due_in is not None and due_in <= self.heads_up


def _is_held_long(state: State, rules: Rules, now: float) -> bool:
    if state.held is None or state.phase is not Phase.DEFERRED:
        return False
    return now - state.held.since >= rules.tell_after


def view_of(state: State, rules: Rules, now: float) -> View:
    """The state at `now`, as others may see it."""
    plan, turn = plan_in_hand(state, rules), state.turn
    capped = is_capped(state, rules)
    coming = state.phase not in (Phase.PROMPTED, Phase.SNOOZED, Phase.ON_BREAK) and not capped
    return View(
        at=now,
        phase=state.phase,
        plan=plan.id,
        every=plan.every,
        sat_seconds=state.counts.sat_for(plan.id, now),
        due_seconds=max(0.0, state.counts.due_in(plan.id, now), earliest(state, True) - now) if coming else None,
        sitting=state.counts.sat.running_since is not None,
        nearing=state.phase is Phase.WORKING and state.counts.due.running_since is not None,
        until=state.until,
        asked=state.phase is Phase.WORKING and turn is not None and turn.shown,
        heads_up=rules.heads_up,
        snoozes=turn.snoozes if turn else 0,
        can_snooze=can_snooze(state, rules),
        pauses=dict(state.pauses),
        quiet=holding(state, rules),
        disregarded=frozenset(state.disregarded),
        held_long=_is_held_long(state, rules, now),
        presence_known=state.presence.known,
        still_since=state.presence.still_since,
        again_at=turn.again_at if turn else None,
        standing=state.presence.standing_since is not None,
        can_stand=rules.can_stand,
        capped=capped,
    )
