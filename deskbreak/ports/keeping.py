"""What is kept: breaks, check-ins, suggestions, answers, and the state of the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from deskbreak.core.asked import Asked
from deskbreak.core.breaks import BreakRecord
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.effects import Decision
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.past import Past
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.summary import Day, Tally


class History(Protocol):
    """What happened. `wall` is seconds since the epoch; days are those of the local time zone."""

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None: ...
    def note(self, decision: Decision, wall: float) -> None: ...
    def walk(self, seconds: float, wall: float) -> bool:
        """Whether it is kept; otherwise it waits, and is lost if the program ends before it can be."""

    def today(self, wall: float) -> Tally: ...
    def days(self, since_day: str) -> list[Day]: ...


class CheckedIn(Protocol):
    """How a back was. Each tells whether it is kept; otherwise it waits as a walk does."""

    def check_in(self, told: CheckIn, wall: float) -> bool: ...
    def self_check(self, told: SelfCheck, wall: float) -> bool: ...


class Suggested(Protocol):
    """What was suggested, and what the next break is to be."""

    def named(self, suggestion: Suggestion, wall: float) -> None: ...
    def decline(self, declined: bool = True) -> None: ...
    def declined(self) -> frozenset[str]: ...
    def suggested(self, library: Library, plain: Movement) -> Suggestion | None: ...
    def chosen(self) -> str | None: ...
    def chosen_later(self) -> bool: ...
    def choose(self, movement: str | None, later: bool = False) -> None: ...


class Remembered(Protocol):
    """What the policy has to know of the days before."""

    def past(self, since: date, today: date, since_wall: float) -> list[Past]: ...
    def last_walk(self, since: float) -> float | None: ...
    def first_active(self, since: float) -> float | None: ...
    def intensities(self, since: date, today: date) -> dict[date, int]: ...
    def today(self, wall: float) -> Tally: ...


class Growing(Protocol):
    """What makes doses grow, and takes that back: what happened, and to which movement, oldest first."""

    def growing(self, today: date) -> list[tuple[str, str]]: ...


class AskedBefore(Protocol):
    """What was asked and told beside the breaks."""

    def asked(self) -> list[Asked]: ...
    def ask(self, what: str, about: str, wall: float) -> None: ...
    def answer(self, what: str, about: str, answer: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Saved:
    """The engine's state as it was kept, with the clocks of that moment."""

    state: dict[str, Any]
    now: float
    wall: float
    boot: str = field(default="")
    """Which run of the machine `now` belongs to."""
