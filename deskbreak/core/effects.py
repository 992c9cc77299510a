"""What has to be done: the only things the engine ever asks for. Frozen, in the imperative."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from deskbreak.core.breaks import BreakRecord
from deskbreak.core.suggestion import Suggestion


class Asking(StrEnum):
    """How a prompt comes to be shown; each is worded differently."""

    DUE = "due"
    REPEAT = "repeat"
    SNOOZED = "snoozed"
    HELD = "held"


class Refusal(StrEnum):
    """Why a choice could not be followed."""

    SNOOZES_USED = "snoozes-used"
    ALREADY_SKIPPED = "already-skipped"
    ON_BREAK = "on-break"
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    STANDING = "standing"
    NOT_PAUSED = "not-paused"


class Did(StrEnum):
    """The decisions, each of which `explain.py` can say in plain words."""

    PROMPTED = "prompted"
    REPEATED = "repeated"
    UNANSWERED = "unanswered"
    PUT_AWAY = "put-away"
    SNOOZED = "snoozed"
    DELAYED = "delayed"
    BEGAN = "began"
    TAKEN = "taken"
    PARTLY = "partly"
    BROKEN_OFF = "broken-off"
    SKIPPED = "skipped"
    MISSED = "missed"
    NATURAL = "natural"
    SLEPT = "slept"
    AWAY = "away"
    BACK = "back"
    DEFERRED = "deferred"
    HELD_LONG = "held-long"
    OVERRIDDEN = "overridden"
    MEETING = "meeting"
    MEETING_OVER = "meeting-over"
    WAITED = "waited"
    TYPING = "typing"
    CAPPED = "capped"
    STANDING = "standing"
    SITTING = "sitting"
    STILL_STANDING = "still-standing"
    PAUSED = "paused"
    STILL_PAUSED = "still-paused"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Ask for a break. It replaces whatever prompt is on the screen."""

    plans: tuple[str, ...]
    asking: Asking
    sat: float
    can_snooze: bool
    held_by: str = ""
    """The quiet signal that held it back, if one did ..."""
    held: float = 0.0
    """... and for how many seconds that had been so."""
    typing_paused: bool = False
    """It waited for a pause in typing, and that has come."""


@dataclass(frozen=True, slots=True)
class WithdrawPrompt:
    """Take the prompt off the screen. Asked for only while one is shown."""


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """Lead through this movement; None: the one that was suggested."""

    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class CloseGuide:
    """Close the guide. Asked for only while it is open; nothing it says afterwards counts."""


@dataclass(frozen=True, slots=True)
class StopGuide:
    """Have the guide stop early and report what was done until `ago` seconds ago."""

    ago: float = 0.0


@dataclass(frozen=True, slots=True)
class DelayGuide:
    """The guide stood still for so many seconds, and goes on where it was."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Write:
    """Keep this record, of a break that ended `ago` seconds ago."""

    record: BreakRecord
    ago: float = 0.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, with the facts that made it so.

    A fact whose name ends in `_ago` or `_in` is a moment, told as seconds before or after the decision; one that
    is called `until` is seconds since the epoch; other numbers are lengths in seconds, or counts.
    """

    did: Did
    facts: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refuse:
    """Tell whoever chose it that it cannot be done, and why."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class AwaitTypingPause:
    """Tell `TypingPaused` at the next pause in typing of so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AskStanding:
    """Ask whether they are still standing."""


@dataclass(frozen=True, slots=True)
class AskPaused:
    """Ask whether the pause without an end is still wanted."""


Effect = (
    ShowPrompt
    | WithdrawPrompt
    | OpenGuide
    | CloseGuide
    | StopGuide
    | DelayGuide
    | Write
    | Decision
    | Refuse
    | AwaitTypingPause
    | AskStanding
    | AskPaused
)
