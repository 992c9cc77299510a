"""What was asked or told beside the breaks, as the history keeps it: nothing is repeated that was said."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

YES, NO, OTHER, FEWER, ICON = "yes", "no", "other", "fewer", "icon"
"""Answers. "other": the other side; "fewer" and "icon": fewer reminders, or the icon alone."""


class What(StrEnum):
    """Each is `about` something: a movement or routine, a side, a target of the week."""

    HARDER = "harder"
    """Whether to try the harder one of this."""
    MORE = "more"
    """Whether to do more of this."""
    SORE = "sore"
    """Whether this side is still the sore one."""
    BACK = "back"
    """How the back is."""
    MANY = "many"
    """Whether there are too many reminders."""
    DAY = "day"
    """The working day was summed up ..."""
    WEEK = "week"
    """... or the week."""
    PACE = "pace"
    """That the week has had little of this target so far."""
    WELCOME = "welcome"
    """Somebody came back after a long time."""
    SORE_SET = "sore-set"
    """Nothing that was said: the side that is set as sore, or none, since this day."""


SUMMARIES = frozenset({What.DAY, What.WEEK})
"""These somebody switched on, and expects: they come beside another one."""
ASIDES = frozenset(What) - SUMMARIES - {What.SORE_SET}
"""Of these there is one a day at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One of them. `answer`: None while nobody has answered."""

    day: date
    what: str
    about: str = ""
    answer: str | None = None


def asked_on(asked: Sequence[Asked], day: date, of: AbstractSet[What] = ASIDES) -> bool:
    """Whether there was one of these on this day."""
    return any(each.what in of and each.day == day for each in asked)


def last(asked: Sequence[Asked], *whats: What, about: str | None = None) -> Asked | None:
    """The last one of these (`asked` is oldest first), about this where that is told."""
    of_these = (each for each in reversed(asked) if each.what in whats)
    return next((each for each in of_these if about is None or each.about == about), None)
