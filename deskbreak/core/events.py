"""What happened: the only things the engine is ever told. Frozen, named in the past tense."""

from __future__ import annotations

from dataclasses import dataclass, field

from deskbreak.core.breaks import Movements, Outcome, Rules


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
class RulesChanged:
    """The settings changed. The time already sat stays."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class StartChosen:
    """Begin at once: the break that is asked for, or else the next one."""


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


@dataclass(frozen=True, slots=True)
class ResumeChosen:
    """The user ended the pause."""


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


Choice = StartChosen | DoneChosen | SnoozeChosen | SkipChosen | PauseChosen | ResumeChosen
"""What a person chose. Where it cannot be done they are told why; anything else is dropped in silence."""

Event = DeadlinePassed | Slept | StartedAgain | RulesChanged | PauseEnded | PutAway | GuideEnded | Choice
