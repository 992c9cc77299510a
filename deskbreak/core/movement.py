"""What a movement is: its sides, its dose, its steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """A side of the body; what it means for a movement is in `Movement.side_means`."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(StrEnum):
    """How a movement goes about the two sides of the body."""

    EACH = "each"
    """One side for its whole time, then the other."""
    ALTERNATING = "alternating"
    """Left and right in turn, within one stretch of time."""
    BOTH = "both"
    """It has no sides."""


@dataclass(frozen=True, slots=True)
class Dose:
    """How long it takes. With `Sides.EACH`, `seconds_per_side` comes twice."""

    mode: str
    seconds_per_side: float
    seconds_total: float


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of the library; the file it comes from is config/movements/<id>.toml."""

    id: str
    name: str
    context: str
    kind: str
    sides: Sides
    dose: Dose
    steps: tuple[str, ...]
    side_means: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A movement and, where it has sides, the one to begin with."""

    movement: Movement
    first: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Showing:
    """That a movement was named in a prompt, begun with this side. History keeps these, oldest first."""

    movement: str
    first: Side
