"""What a movement is, and a routine of them: sides, doses, steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SWITCH = 5.0
"""Seconds to change sides; content/CONTENT.md 6.1."""
PLAIN = "plain"
"""The id of a break without a movement; no movement or routine has it."""


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
    """How long it takes. With `Sides.EACH`, `seconds_per_side` comes twice.

    `mode` says of what the seconds are made: "hold" (of `hold_s`, `reps` times), "reps" (of `rep_s`) or "time" (of
    `seconds`); `rest_s` lies between two holds or two sets.
    """

    mode: str
    seconds_per_side: float
    seconds_total: float
    hold_s: float | None = None
    seconds: float | None = None
    reps: int = 1
    rep_s: float | None = None
    sets: int = 1
    rest_s: float = 0
    per_side: bool = False
    range: str = ""
    """What else would do, in words."""


@dataclass(frozen=True, slots=True)
class Variation:
    """How to make it easier or harder: in words, and the movement that is so, if it is another one."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Contraindications:
    """The conditions for which it is withheld, and those for which it is only started by hand, after a note."""

    withhold: tuple[str, ...] = ()
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of the library; the file it comes from is config/movements/<id>.toml.

    What is only read by somebody who looks at this movement is in `core.details`.
    """

    id: str
    name: str
    context: str
    kind: str
    sides: Sides
    dose: Dose
    steps: tuple[str, ...]
    side_means: str | None = None
    family: str = ""
    level: int = 1
    discretion: int = 1
    """2: nobody notices; 1: an ordinary stretch that can be seen; 0: needs privacy."""
    space: str = ""
    needs_floor: bool = False
    equipment: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    seed_derived: bool = False
    easier: Variation | None = None
    harder: Variation | None = None
    contraindications: Contraindications | None = None
    """None only for a plain break, and for what was never looked at by the library."""
    notice_name: str | None = None
    """What it is called where others may look on, if not by its name."""

    @property
    def discreet(self) -> bool:
        return self.discretion == 2


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a routine. `side` is left, right, sore, other (than the sore one), alternate or both."""

    movement: str
    side: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Rung:
    """The place of a routine in a ladder of routines that get harder step by step."""

    group: str
    step: int


@dataclass(frozen=True, slots=True)
class Routine:
    """Movements in a row; the file it comes from is config/routines/<id>.toml.

    `transition_s` comes before each item, to get ready; `duration_s` is all of it.
    """

    id: str
    name: str
    context: str
    transition_s: float
    duration_s: float
    items: tuple[Item, ...]
    needs_floor: bool = False
    discreet: bool = False
    level: int = 1
    equipment: tuple[str, ...] = ()
    allow_imbalance: bool = False
    """Whether it favours a side on purpose."""
    weekly_target: str | None = None
    ladder: Rung | None = None
    blocked_for: tuple[str, ...] = ()
    """The conditions for which one of its movements is withheld."""
    manual_only_for: tuple[str, ...] = ()
    """The others for which one of its movements is only started by hand."""
    notice_name: str | None = None
    """What it is called where others may look on, if not by its name."""
