"""The texts of notices, and what must be so for each of them to be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from deskbreak.core.effects import Asking


class Kind(StrEnum):
    """What a fact is, and so how a condition on it reads."""

    WORD = "word"
    """One of a list of words."""
    SWITCH = "switch"
    """True."""
    NUMBER = "number"
    """From the first of two numbers to the second, both included."""


FACTS: dict[str, Kind] = {
    "suggested": Kind.WORD,  # the id of the movement or routine
    "context": Kind.WORD,  # of what is suggested; "any" for a plain break
    "seconds": Kind.NUMBER,  # that it takes, getting ready included
    "reps": Kind.NUMBER,  # repetitions a side
    "side": Kind.WORD,  # that it begins with, left or right; a text has it in the user's language
    "side_owed": Kind.SWITCH,  # the other side was done in the break before, this one was not
    "sat_minutes": Kind.NUMBER,  # sitting without a break
    "since_walk_minutes": Kind.NUMBER,  # at work since the last walk, or since the day began
    "walked_minutes": Kind.NUMBER,  # today
    "walk_goal_minutes": Kind.NUMBER,  # that the person set for a day
    "last_snooze": Kind.SWITCH,  # it was put off as often as it can be
    "typing_paused": Kind.SWITCH,  # a pause in typing was waited for and has been seen
    "presence_known": Kind.SWITCH,  # something here can see whether somebody sits at the desk
    "held_by": Kind.WORD,  # the signal that kept the reminder back
    "held_minutes": Kind.NUMBER,  # for how long
    "place": Kind.WORD,  # office or home, as the person set it
    "hour": Kind.NUMBER,  # of the clock on the wall
    "gentle_day": Kind.SWITCH,  # a check-in of 7 or more, or acute pain: no stretching today
    "done": Kind.NUMBER,  # times this week, of what has a weekly target
    "target": Kind.NUMBER,  # times a week
    "unused_of_six": Kind.NUMBER,  # of the last six reminders, those that nobody used
    "every_minutes": Kind.NUMBER,  # the interval of reminders
    "breaks": Kind.NUMBER,  # that there were in the day or the week that is told of
    "walks": Kind.NUMBER,  # the same
    "day_over": Kind.SWITCH,  # the last break of the working day is past
    "week_over": Kind.SWITCH,  # the last working day of the week is
}
"""What can be known when something is said. What is not known fits nothing."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title, and a body where it is not put together from what is suggested."""

    id: str
    kind: str
    title: str
    asking: Asking | None = None
    """How the reminder comes about that it belongs to; None: it belongs to none."""
    body: str | None = None
    when: Mapping[str, Any] = field(default_factory=dict)

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether everything is so that has to be."""
        return all(name in facts and _holds(wanted, facts[name]) for name, wanted in self.when.items())


def _holds(wanted: Any, fact: Any) -> bool:
    if isinstance(wanted, bool):
        return fact is wanted
    if isinstance(wanted[0], str):
        return fact in wanted
    low, high = wanted
    return bool(low <= fact <= high)
