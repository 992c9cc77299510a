"""What to know before something that asks for care: the notes of the conditions that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.profile import Profile
from deskbreak.core.safety import limits


def notes_of(
    config: Path, library: Library, profile: Callable[[], Profile]
) -> Callable[[Movement | Routine], Sequence[str]]:
    """Tells, for a movement or a routine, the notes that somebody has to read before they start it."""

    def notes(what: Movement | Routine) -> Sequence[str]:
        # Imported here: few ever ask, and then once in a while.
        from deskbreak.library.safety import safety

        asked_about, holds = _asks_for_care(what, library), limits(profile()).in_doubt
        conditions = [each for each in safety(config).conditions if each.id in holds]
        fitting = [each.note for each in conditions if each.id in asked_about]
        # Of what nobody judged, all that somebody has may matter.
        return fitting or [each.note for each in conditions]

    return notes


def _asks_for_care(what: Movement | Routine, library: Library) -> frozenset[str]:
    said = [part.contraindications for part in library.parts(what.id)]
    return frozenset(name for each in said if each is not None for name in each.care)
