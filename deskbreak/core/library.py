"""All movements and routines there are: what the policy chooses from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deskbreak.core.movement import Movement, Routine


@dataclass(frozen=True, slots=True)
class Library:
    """Movements and routines by their ids. A routine names no movement that is not there."""

    movements: Mapping[str, Movement]
    routines: Mapping[str, Routine]

    @classmethod
    def of(cls, movements: Iterable[Movement], routines: Iterable[Routine]) -> Library:
        return cls({movement.id: movement for movement in movements}, {routine.id: routine for routine in routines})

    def parts(self, what: str) -> tuple[Movement, ...]:
        """The movements of a routine, each once, or the movement itself; none for what is no longer in the library."""
        if what in self.movements:
            return (self.movements[what],)
        if what not in self.routines:
            return ()
        return tuple(
            self.movements[name] for name in dict.fromkeys(item.movement for item in self.routines[what].items)
        )
