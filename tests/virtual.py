"""Stand-ins for the outer world, in virtual time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from deskbreak.ports.notices import Notice


@dataclass
class VirtualClock:
    """Three clocks that move only when they are told to."""

    time: float = 1000.0
    slept: float = 0.0
    wall_offset: float = 1_772_000_000.0
    run: str = "first"

    def now(self) -> float:
        return self.time

    def awake(self) -> float:
        return self.time - self.slept

    def wall(self) -> float:
        return self.wall_offset + self.time

    def boot(self) -> str:
        return self.run

    def passes(self, seconds: float) -> None:
        self.time += seconds

    def suspends(self, seconds: float) -> None:
        self.time += seconds
        self.slept += seconds

    def is_set(self, seconds: float) -> None:
        """The wall clock steps."""
        self.wall_offset += seconds


@dataclass
class VirtualZone:
    """A time zone so many seconds ahead of UTC, until another is chosen."""

    offset: float = 0.0
    unnoticed: float = 0.0

    def local(self, wall: float) -> datetime:
        return datetime.fromtimestamp(wall + self.offset, UTC).replace(tzinfo=None)

    def moved(self) -> float:
        moved, self.unnoticed = self.unnoticed, 0.0
        return moved

    def moves(self, seconds: float) -> None:
        """Another zone is chosen."""
        self.offset += seconds
        self.unnoticed += seconds


@dataclass
class VirtualScreen:
    """A notifier that keeps what it was given."""

    name: str = "virtual"
    tells_failure: bool = True
    shown: Notice | None = None
    all: list[Notice] = field(default_factory=list)

    def show(self, notice: Notice) -> None:
        self.shown = notice
        self.all.append(notice)

    def withdraw(self) -> None:
        self.shown = None
