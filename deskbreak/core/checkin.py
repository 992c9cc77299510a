"""How a back is, as somebody tells it: the check-in and the self-check, what may be told in one, what follows from it.

Nothing here judges what hurts or why. A number decides how gentle the day is, and some answers point to the signs
that need a professional; the rest is kept to be read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from deskbreak.core.decisions import GENTLE_FROM
from deskbreak.core.filters import CALM_FROM
from deskbreak.core.movement import Side

MOST = 10
"""The highest number that is told; 0 is fine."""
SIGNS_FROM = GENTLE_FROM
"""From this number on, the signs that need a professional are pointed to."""
APART = 3
"""So far apart in a self-check, one side is the sorer one."""
LONGEST_NOTE = 500
TOPICS = ("side", "zone", "quality", "since", "before", "worse", "eases", "care", "sleep", "stress", "food")
"""What may be told beside the number, in the order in which it is asked: the fields of a check-in."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How it is, from 0 (fine) to 10, and whatever else was told: of each topic the ids of its answers."""

    intensity: int
    side: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    eases: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    sleep: tuple[str, ...] = ()
    stress: tuple[str, ...] = ()
    food: tuple[str, ...] = ()
    eases_seconds: float = 0.0
    """How long that eases it; 0 where nobody said."""
    note: str = ""

    def told(self, topic: str) -> tuple[str, ...]:
        """The ids of what was told of a topic."""
        told: tuple[str, ...] = getattr(self, topic)
        return told

    @property
    def tells_more(self) -> bool:
        """Whether more was told than a number."""
        return bool(self.note) or any(map(self.told, TOPICS))


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """How tender each side was when it was pressed, from 0 to 10, and on which sides there was a knot."""

    left: int
    right: int
    knots: tuple[Side, ...] = ()

    @property
    def sorer(self) -> Side | None:
        """The side that is clearly the more tender one."""
        if abs(self.left - self.right) < APART:
            return None
        return Side.LEFT if self.left > self.right else Side.RIGHT


@dataclass(frozen=True, slots=True)
class NotedCheckIn:
    """A check-in as it is kept: when (seconds since the epoch), on which local day."""

    wall: float
    day: str
    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class NotedSelfCheck:
    """A self-check as it is kept: when (seconds since the epoch), on which local day."""

    wall: float
    day: str
    self_check: SelfCheck


# -- what may be told ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a topic."""

    id: str
    words: str
    sign: bool = False
    """It points to the signs that need a professional."""
    note: str = ""
    """Told to whoever chooses it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that may be asked. `one`: only one of its answers fits."""

    id: str
    name: str
    ask: str
    answers: tuple[Answer, ...]
    one: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do in the self-check, for so many seconds; {side} is the side it is done on."""

    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Pressing:
    """The guided self-check: its steps and questions for each side, and the conditions with which there is none."""

    withheld: tuple[str, ...]
    steps: tuple[Step, ...]
    tender: str
    knot: str
    end: str


@dataclass(frozen=True, slots=True)
class Questions:
    """All that a check-in and a self-check may ask."""

    topic: tuple[Topic, ...]
    self_check: Pressing

    def of(self, topic: str) -> Topic:
        """The topic of this id."""
        return next(each for each in self.topic if each.id == topic)

    def chosen(self, check_in: CheckIn, topic: str) -> list[Answer]:
        """What was told of a topic. What another version called otherwise is told as it was kept."""
        known = {answer.id: answer for answer in self.of(topic).answers}
        return [known.get(id) or Answer(id, id) for id in check_in.told(topic)]

    def all_chosen(self, check_in: CheckIn) -> Iterator[Answer]:
        """Everything that was told."""
        for topic in self.topic:
            yield from self.chosen(check_in, topic.id)


# -- what follows -------------------------------------------------------------------


class Follows(StrEnum):
    """What a number makes of the day."""

    NOTHING = "nothing"
    CALM = "calm"
    GENTLE = "gentle"


def follows(intensity: int) -> Follows:
    """What the policy makes of the rest of the day."""
    if intensity >= GENTLE_FROM:
        return Follows.GENTLE
    return Follows.CALM if intensity >= CALM_FROM else Follows.NOTHING


def points_to_signs(check_in: CheckIn, questions: Questions | None = None) -> bool:
    """Whether to point to the signs that need a professional. Where only a number was told, no question is needed."""
    told = questions.all_chosen(check_in) if questions else ()
    return check_in.intensity >= SIGNS_FROM or any(answer.sign for answer in told)
