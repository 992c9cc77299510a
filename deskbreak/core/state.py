"""All the engine remembers, as plain data: saved at each transition, restored after a crash."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from deskbreak.core.breaks import BreakPlan, BreakRecord, Rules
from deskbreak.core.counts import Counts
from deskbreak.core.effects import Asking, Did
from deskbreak.core.presence import Presence


class Phase(StrEnum):
    """What deskbreak is doing. `Step.enter` is the only place that assigns one."""

    WORKING = "working"
    AWAY = "away"
    DEFERRED = "deferred"
    PROMPTED = "prompted"
    SNOOZED = "snoozed"
    ON_BREAK = "on_break"
    PAUSED = "paused"
    OFF_HOURS = "off_hours"
    STANDING = "standing"


class PauseReason(StrEnum):
    """Why prompts are held off. Reasons are a set, so that ending one never ends another."""

    USER = "user"
    HOURS = "hours"


@dataclass(slots=True)
class Turn:
    """A break that was asked for (or put off) and has not come to an end yet."""

    plans: tuple[str, ...]
    snoozes: int = 0
    asking: Asking = Asking.DUE
    """How it was asked last."""
    shown_at: float | None = None
    """When it was asked last; None while it has only been delayed from the menu, before any prompt."""
    again: Asking | None = None
    """How it will be asked once more ..."""
    again_at: float | None = None
    """... and when; None: no more, the icon alone says so."""
    left: bool = False
    """They have been still, or locked the screen, since the prompt was on it."""
    rose: bool = False
    """They were still for so long from the prompt on that they must have got up for it."""
    rested: bool = False
    """They were away for long enough while the guide was open: a break whatever was moved."""
    done: bool = False
    """They said that they did it while the guide was open, which is to report what was moved."""
    held: float = 0.0
    held_by: str = ""
    taken_off: int = 0
    """How often something that asked for quiet has taken it off the screen."""

    @property
    def shown(self) -> bool:
        return self.shown_at is not None

    def ask_no_more(self) -> None:
        """No repeat and no return by itself."""
        self.again = self.again_at = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A reason not to speak: since when it holds, the program behind it, and its end, if it ends by itself."""

    since: float
    by: str = ""
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Settling:
    """The quiet that ended last, and when: it might begin again at once."""

    signal: str
    quiet: Quiet
    ended: float


@dataclass(frozen=True, slots=True)
class Held:
    """A prompt that is due and held back: since when, by what, and since when that holds."""

    since: float
    signal: str
    quiet: Quiet
    was_shown: bool = False
    """It was on the screen already, and was taken off."""
    told: bool = False
    """It has been said that this goes on for long."""


@dataclass(frozen=True, slots=True)
class OpenPause:
    """A pause without an end: since when, and when to ask about it (None: the day has not turned yet)."""

    since: float
    ask_at: float | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Being away that was believed as a break. What is written of it at the return depends on how long it was."""

    since: float
    records: tuple[BreakRecord, ...] = ()
    """A record a plan, if it was no night ..."""
    was_asked: bool = False
    """... and if it was one, whether a break had been asked for, which was missed then."""


@dataclass(slots=True)
class State:
    """`until` is when the phase ends by itself. Times are the engine's clock, in seconds."""

    phase: Phase = Phase.WORKING
    until: float | None = None
    counts: Counts = field(default_factory=Counts)
    presence: Presence = field(default_factory=Presence)
    turn: Turn | None = None
    pauses: dict[PauseReason, float | None] = field(default_factory=dict)
    """Each reason with the wall-clock time (epoch seconds) at which it ends, if it ends by itself."""
    pause_by_clock: bool = False
    """The user's pause ends at a time of day that was named, not after a length of time."""
    open_pause: OpenPause | None = None
    """The user's pause, while it has no end and was not asked about."""
    off_since: float | None = None
    """When the hours off began; None within the working hours."""
    overtime: float | None = None
    """The end (epoch seconds) of the hours off that the user works through."""
    quiet: dict[str, Quiet] = field(default_factory=dict)
    """Every reason not to speak that is known of, whether or not it may hold a prompt."""
    disregarded: set[str] = field(default_factory=set)
    """Those that the user does not want heeded until they have ended."""
    settling: Settling | None = None
    held: Held | None = None
    absence: Absence | None = None
    not_before: float = 0.0
    """No prompt comes earlier: somebody has only just come back."""
    first_at: float = 0.0
    """No prompt that falls due by itself comes earlier: counting has only just begun."""
    typing_until: float | None = None
    """Until when a prompt that is wanted waits for a pause in typing."""
    kept_by: Did | None = None
    """Why a prompt that is wanted has not come yet, as it was said last."""
    taken_at: float | None = None
    """When a break was last taken."""
    prompts_today: int = 0
    day: str = ""
    """The date for which they are counted."""

    def move(self, seconds: float) -> None:
        """Shift every clock time: the engine's clock starts anew when the machine does."""
        self.counts.move(seconds)
        self.presence.move(seconds)
        self.not_before += seconds
        self.first_at += seconds
        self.quiet = {name: _moved(quiet, seconds) for name, quiet in self.quiet.items()}
        if self.until is not None:
            self.until += seconds
        if self.typing_until is not None:
            self.typing_until += seconds
        if self.taken_at is not None:
            self.taken_at += seconds
        if self.off_since is not None:
            self.off_since += seconds
        if self.settling is not None:
            self.settling = replace(
                self.settling, quiet=_moved(self.settling.quiet, seconds), ended=self.settling.ended + seconds
            )
        if self.held is not None:
            self.held = replace(self.held, since=self.held.since + seconds, quiet=_moved(self.held.quiet, seconds))
        if self.absence is not None:
            self.absence = replace(self.absence, since=self.absence.since + seconds)
        if self.open_pause is not None:
            ask_at = self.open_pause.ask_at
            self.open_pause = OpenPause(self.open_pause.since + seconds, None if ask_at is None else ask_at + seconds)
        if self.turn and self.turn.shown_at is not None:
            self.turn.shown_at += seconds
        self.put_later(seconds)

    def put_later(self, seconds: float) -> None:
        """What was to come on the screen by itself waits for so much longer: nobody was here."""
        if self.turn and self.turn.again_at is not None:
            self.turn.again_at += seconds


def _moved(quiet: Quiet, seconds: float) -> Quiet:
    return Quiet(quiet.since + seconds, quiet.by, None if quiet.until is None else quiet.until + seconds)


def plan_in_hand(state: State, rules: Rules) -> BreakPlan:
    """The plan of the turn, or the one that is due next."""
    if state.turn:
        return rules.plan(state.turn.plans[0])
    return min(rules.plans, key=lambda plan: state.counts.plans[plan.id].due_at)


def can_snooze(state: State, rules: Rules) -> bool:
    """Whether the break in hand may be put off once more."""
    return (state.turn.snoozes if state.turn else 0) < rules.snooze_limit
