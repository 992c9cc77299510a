"""What a break is given, ready to be led through: parts in a row, each with its seconds and its side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from deskbreak.core.movement import PLAIN, Movement, Routine, Side


@dataclass(frozen=True, slots=True)
class Part:
    """So many seconds of a movement, on this side where it is done on one."""

    movement: Movement
    seconds: float
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A movement, on one side or on both in turn, or a routine of several movements."""

    what: Movement | Routine
    parts: tuple[Part, ...]
    owed: Side | None = None
    """The side for which there is no time; the next break has it."""
    easier: bool = False
    """Whether to show the easier way of the movement."""
    reason: str | None = None
    """Why the policy chose it; None for what somebody chose themselves ..."""
    facts: Mapping[str, str | float] = field(default_factory=dict)
    """... and what made it so."""
    longer: str | None = None
    """A routine that is offered beside it, for who has the time."""

    @property
    def id(self) -> str:
        return self.what.id

    @property
    def name(self) -> str:
        return self.what.name

    @property
    def context(self) -> str:
        return self.what.context

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of a movement in turn; none of a routine, whose parts each have their own."""
        if isinstance(self.what, Routine):
            return ()
        return tuple(part.side for part in self.parts if part.side is not None)

    @property
    def may_be_too_much(self) -> bool:
        """A plain break has nothing that could be left out."""
        return self.id != PLAIN

    @property
    def by_hand(self) -> bool:
        """Whether somebody chose it themselves, so that no prompt had named it."""
        return self.reason is None

    def begun_on(self, side: Side) -> Suggestion:
        """The same, begun on this side; of a movement that has none nothing changes."""
        return self if self.sides[:1] in ((), (side,)) else self.mirrored()

    def shortened(self, part: int, seconds: float) -> Suggestion:
        """The same with only so many seconds of this part: the rest of it was passed over."""
        before, after = self.parts[:part], self.parts[part + 1 :]
        return replace(self, parts=(*before, replace(self.parts[part], seconds=seconds), *after))

    def mirrored(self) -> Suggestion:
        """The same with left and right in each other's place."""
        parts = (replace(part, side=part.side and part.side.other) for part in self.parts)
        return replace(self, parts=tuple(parts), owed=self.owed and self.owed.other)
