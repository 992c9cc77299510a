"""The library as the program uses it: what is shipped, and what the user has added to it, in the user's language.

In memory is what has to be known to suggest and to guide; the rest stays in the files until somebody asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from deskbreak.core.message import Message
from deskbreak.core.movement import PLAIN, Contraindications, Movement, Routine
from deskbreak.library import translated
from deskbreak.library.described import described, unusable
from deskbreak.library.messages import messages
from deskbreak.library.mistake import Mistake
from deskbreak.library.reading import Refused, files

if TYPE_CHECKING:
    from deskbreak.core.details import Details, RoutineDetails

__all__ = ["Content", "Message", "library", "messages", "movements", "plain_break"]

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Content:
    """All movements and routines by their ids, those of the user in the place of ours that have the same."""

    movements: Mapping[str, Movement]
    routines: Mapping[str, Routine]
    config: Path
    own_folder: Path | None = None
    own: frozenset[str] = frozenset()
    """The ids of what comes from the user."""
    mistakes: tuple[Mistake, ...] = ()
    """What is wrong with the user's files; one with a mistake is left out."""

    def details(self, movement: str) -> Details:
        """What there is to read about this movement, and its poses. DeskbreakError when the file has gone bad."""
        # Imported here, and below: what the resident program does without.
        from deskbreak.core.details import Details

        found = described(self.movement_file(movement), Details)
        return found if movement in self.own else translated.details(found)

    def routine_details(self, routine: str) -> RoutineDetails:
        """What there is to read about this routine. DeskbreakError when the file has gone bad."""
        from deskbreak.core.details import RoutineDetails

        found = described(self._file("routines", routine), RoutineDetails)
        return found if routine in self.own else translated.routine_details(found)

    def movement_file(self, movement: str) -> str:
        """Where this movement stands."""
        return self._file("movements", movement)

    def _file(self, folder: str, id: str) -> str:
        lies_in = self.own_folder if self.own_folder and id in self.own else self.config
        return str(lies_in / folder / f"{id}.toml")


def library(config: Path, own: Path | None = None) -> Content:
    """What is shipped in `config`, and what the user has in `own`: both hold the folders movements and routines."""
    ours = {movement.id: movement for movement in movements(config)}
    routines = {id: translated.routine(routine) for id, routine in _all(config / "routines", Routine).items()}
    # A link that leads to itself is there, but is no folder: it is to be told.
    if own is None or not any(os.path.lexists(own / folder) for folder in ("movements", "routines")):
        return Content(ours, _with_withheld(routines, ours), config)
    # Imported here: whoever has no files of their own does without the rules.
    from deskbreak.library.folder import Found, usable
    from deskbreak.library.safety import safety

    found = usable(own, Found(ours, routines), safety(config))
    all_movements = ours | found.movements
    all_routines = _with_withheld(routines | found.routines, all_movements)
    mine = frozenset((*found.movements, *found.routines))
    return Content(all_movements, all_routines, config, own, mine, tuple(found.mistakes))


def movements(config: Path) -> tuple[Movement, ...]:
    """All movements of a configuration folder, in order of their file names. The id is the file's name."""
    return tuple(map(translated.movement, _all(config / "movements", Movement).values()))


def plain_break(config: Path) -> Movement:
    """A break without a movement, for when none is to be offered."""
    return translated.movement(described(config / "plain.toml", Movement, id=PLAIN))


def _all(folder: Path, kind: type[Thing]) -> dict[str, Thing]:
    try:
        found = files(folder)
    except Refused as refused:
        raise unusable(folder, refused) from refused
    ids = ((name.removesuffix(".toml"), path) for name, path in found)
    return {id: described(path, kind, id=id) for id, path in ids}


def _with_withheld(routines: Mapping[str, Routine], movements: Mapping[str, Movement]) -> dict[str, Routine]:
    """The routines with what their movements are withheld for: all of one goes by the strictest of them."""
    filled = {}
    for id, routine in routines.items():
        said = [movements[item.movement].contraindications or Contraindications() for item in routine.items]
        blocked = {name for each in said for name in each.withhold}
        by_hand = {name for each in said for name in each.care} - blocked
        filled[id] = replace(routine, blocked_for=tuple(sorted(blocked)), manual_only_for=tuple(sorted(by_hand)))
    return filled
