"""What happened: the only things the engine is ever told. Frozen, named in the past tense."""

from __future__ import annotations

from dataclasses import dataclass, field

from deskbreak.core.breaks import Movements, Outcome, Rules
from deskbreak.core.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """`engine.deadline` may have come. Told too early, it changes nothing."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine or the program stood still for the last `seconds`: nobody was sitting here."""

    seconds: float


@dataclass(frozen=True, slots=True)
class StartedAgain:
    """The program runs again, `gap` seconds after its state was last saved."""

    gap: float


@dataclass(frozen=True, slots=True)
class PresenceFound:
    """Whether anything on this machine can tell input from stillness."""

    known: bool


@dataclass(frozen=True, slots=True)
class StillnessBegan:
    """There has been no input since `since`."""

    since: float


@dataclass(frozen=True, slots=True)
class InputCame:
    """Somebody is at the keyboard or the mouse again."""


@dataclass(frozen=True, slots=True)
class TypingPaused:
    """The pause in typing that was waited for (`AwaitTypingPause`) has come."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The screen was locked."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The screen was unlocked, by somebody who is here."""


@dataclass(frozen=True, slots=True)
class FilmBegan:
    """Something keeps the display awake: whoever sits there need not move."""


@dataclass(frozen=True, slots=True)
class FilmEnded:
    """Nothing keeps the display awake any more."""


@dataclass(frozen=True, slots=True)
class QuietBegan:
    """A reason not to speak now: "microphone", held by the program named in `by` ("" where nobody can be named)."""

    signal: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class QuietEnded:
    """This reason not to speak is gone."""

    signal: str


@dataclass(frozen=True, slots=True)
class QuietIgnored:
    """Whoever asked for quiet is ignored from now on: it was never a reason."""

    signal: str


@dataclass(frozen=True, slots=True)
class HoursEnded:
    """The working hours are over until the wall clock shows `until` (seconds since the epoch)."""

    until: float | None = None


@dataclass(frozen=True, slots=True)
class HoursBegan:
    """The working hours have begun."""


@dataclass(frozen=True, slots=True)
class DayTurned:
    """The clock on the wall shows this date. Told again on the same day, it changes nothing."""

    day: str
    morning_in: float = 0.0
    """Seconds until its morning; 0 when that is over."""


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """The wall clock was set by `step` seconds; another time zone moved what it shows by `shift` seconds more."""

    step: float = 0.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The settings changed. The time already sat stays."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class StartChosen:
    """Begin at once: the break that is asked for, or else the next one."""

    suggestion: Suggestion | None = None
    """The movement to do; None leaves it at the one that was suggested."""


@dataclass(frozen=True, slots=True)
class DoneChosen:
    """ "I did it": the break was taken, with or without the guide."""


@dataclass(frozen=True, slots=True)
class SnoozeChosen:
    """Ask again in `seconds`; None is the time the rules give."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SkipChosen:
    """Leave this break out; while one is running, stop it."""


@dataclass(frozen=True, slots=True)
class PauseChosen:
    """No prompts until the wall clock shows `until` (seconds since the epoch; None: until resumed)."""

    until: float | None = None
    by_clock: bool = False
    """They named a time of day, not a length of time: it stays that time of day in another time zone."""


@dataclass(frozen=True, slots=True)
class MeetingChosen:
    """In a meeting for the next `seconds`: count on, but hold every prompt back."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ResumeChosen:
    """Go on reminding: end the pause, or the hours off, or the meeting, or disregard what holds a prompt back."""


@dataclass(frozen=True, slots=True)
class PauseEnded:
    """The wall clock reached the end of the pause."""


@dataclass(frozen=True, slots=True)
class PutAway:
    """The prompt was closed by hand, without an answer."""


@dataclass(frozen=True, slots=True)
class GuideEnded:
    """The guide is over. `outcome` is TAKEN, PARTLY, or None when hardly anything was done."""

    outcome: Outcome | None
    moved: Movements = field(default_factory=Movements)


@dataclass(frozen=True, slots=True)
class StandingChosen:
    """ "I'm standing" (still, if asked): nothing is counted until told otherwise."""


@dataclass(frozen=True, slots=True)
class SittingChosen:
    """ "I'm sitting" again."""


Choice = (
    StartChosen
    | DoneChosen
    | SnoozeChosen
    | SkipChosen
    | PauseChosen
    | MeetingChosen
    | ResumeChosen
    | StandingChosen
    | SittingChosen
)
"""What a person chose. Where it cannot be done they are told why; anything else is dropped in silence."""

Event = (
    DeadlinePassed
    | Slept
    | StartedAgain
    | PresenceFound
    | StillnessBegan
    | InputCame
    | TypingPaused
    | Locked
    | Unlocked
    | FilmBegan
    | FilmEnded
    | QuietBegan
    | QuietEnded
    | QuietIgnored
    | HoursEnded
    | HoursBegan
    | DayTurned
    | ClockChanged
    | RulesChanged
    | PauseEnded
    | PutAway
    | GuideEnded
    | Choice
)
