"""What was chosen for a break, and why: plain values, told in words by `deskbreak/explain_choice.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from deskbreak.core.filters import REACHES, Reach
from deskbreak.core.movement import Movement, Routine, Side

Facts = Mapping[str, str | float]


class Reason(StrEnum):
    """Why it was this. The facts that belong to each stand behind it."""

    UNREAD = "safety-notice-unread"
    CHOSEN = "chosen"
    """Somebody chose it for this break."""
    LOCKED = "red-flag-lock"
    GENTLE = "gentle-day"
    """check_in, where it is that; otherwise it is acute pain."""
    FIRST = "very-first-break"
    SHORT = "short-budget"
    """seconds: the budget."""
    OWED = "owed-side"
    """side"""
    LONG_MEETING = "long-meeting"
    WALK = "walk-due"
    """number, of the break; or minutes, without a walk."""
    WEEKLY = "weekly-routine"
    """target; done and goal, in days of this week."""
    SCORE = "score"
    """score; for: what most of its points are for; instead_of: the movement that had it, of which this is easier."""
    NOTHING_ELSE = "nothing-else-fits"
    NOTHING = "nothing-fits"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A movement or routine that was looked at: the rules that dropped it, or the points it got."""

    id: str
    dropped: tuple[str, ...] = ()
    """Of F1 to F13, `declined` and `ladder`. Empty for one that could have been chosen."""
    terms: Mapping[str, int] = field(default_factory=dict)

    @property
    def score(self) -> int:
        return sum(self.terms.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """What a break is given: a movement, a routine, or neither, which is a plain break."""

    reason: Reason
    facts: Facts = field(default_factory=dict)
    movement: Movement | None = None
    routine: Routine | None = None
    sides: tuple[Side, ...] = ()
    """Of a movement done on each side: one or both, in turn."""
    per_side: float = 0.0
    seconds: float = 0.0
    """All of the movement, the change of sides included, getting ready not. Of a routine its whole length."""
    owed: Side | None = None
    """The side that there is no time for now; the history keeps it for the next break."""
    swapped: frozenset[str] = frozenset()
    """The movements of the routine whose left and right change places."""
    easier: bool = False
    """Whether to show the easier way of the movement."""
    longer: str | None = None
    """A routine that is offered beside it, for who has the time."""
    reach: Reach = REACHES[0]
    """How far F7 held."""
    candidates: tuple[Candidate, ...] = ()

    @property
    def what(self) -> str | None:
        """The id of the movement or routine; None for a plain break."""
        chosen = self.movement or self.routine
        return chosen.id if chosen else None

    @property
    def stands_up(self) -> bool:
        """Whether somebody who sits has to stand up for it, and is told so first."""
        chosen = self.movement or self.routine
        return chosen is not None and chosen.context != "seated"
