"""Who is moving, and what the moment is like: what the policy is told. No module of the policy looks at a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from deskbreak.core.movement import Side


class Place(StrEnum):
    """Where somebody sits."""

    OFFICE = "office"
    HOME = "home"


class Answer(StrEnum):
    """What somebody said about a condition."""

    YES = "yes"
    NO = "no"
    UNSAID = "prefer-not-to-say"


class RedFlag(StrEnum):
    """How soon a warning sign has to be looked at."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody told about themselves. The defaults are those of somebody who told nothing."""

    places: tuple[Place, ...] = (Place.OFFICE,) * 7
    """By weekday, Monday first."""
    quiet: bool = False
    """In the office, only what nobody notices."""
    floor_ok: bool = False
    equipment: frozenset[str] = frozenset({"chair", "desk"})
    """Of `safety.THINGS`."""
    sore: Side | None = None
    """None as well for both sides and for neither."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By condition; one that is missing is a no."""
    can_stand: bool = True
    level_max: int = 1
    budget: float = 60.0
    """Seconds of movement that a break may ask for."""
    liked: frozenset[str] = frozenset()
    red_flag: RedFlag | None = None
    """The worst one that was ticked, until somebody says that a professional has looked at it."""


@dataclass(frozen=True, slots=True)
class Context:
    """The moment of a break."""

    now: datetime
    """What the clock on the wall shows, without a time zone."""
    since_first: float
    """Minutes since the first activity of the day."""
    number: int
    """Which break of the day this is, from 1."""
    since_walk: float | None = None
    """Minutes since the last walk of today; None when there was none."""
    after_long_meeting: bool = False
    """A call or something on the full screen has just ended that took `suggest.LONG_SIT` or longer."""
    in_call: bool = False
    check_ins: Mapping[date, int] = field(default_factory=dict)
    """How the back was, from 0 (fine) to 10, on the days on which anybody said."""
    last_of_hours: bool = False
    """Whether the working hours end before another break would come."""
    declined: frozenset[str] = frozenset()
    """What was turned down for another in this very break."""
    card_read: bool = True
    """Whether the card about the ball was read, and not too long ago."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def check_in(self) -> int:
        """Today's; 0 where nobody said."""
        return self.check_ins.get(self.today, 0)


def place(profile: Profile, context: Context) -> Place:
    """Where they sit today."""
    return profile.places[context.now.weekday()]
