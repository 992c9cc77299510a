"""Looks through a folder of movements and routines: what it holds, what can be used of that, all that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from deskbreak.core.movement import Contraindications, Movement, Routine
from deskbreak.library import together
from deskbreak.library.entries import Looked, Tables, looked_at_movement, looked_at_routine
from deskbreak.library.mistake import MOST_TOLD, Mistake, few_guesses, shown
from deskbreak.library.reading import LONGEST_ID, MOST_BYTES, Refused, Room, files, id_of, read
from deskbreak.library.safety import Safety
from deskbreak.words import _

Entry = TypeVar("Entry", Movement, Routine)

LONGEST_NAME: Final = LONGEST_ID + len(".toml")
MOST_FILES: Final = 10_000
PASSES: Final = 20
"""How often in a row what is left out may make something else wrong; after that, all of it is left out."""


@dataclass(slots=True)
class Found:
    """What a folder holds, also of files with a mistake, as far as it can be told; and what is wrong."""

    movements: dict[str, Movement] = field(default_factory=dict)
    routines: dict[str, Routine] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """The ids of movements of which no more is known than that there is a file."""

    def leave_out(self, files: set[str]) -> None:
        """Forget what stands in these files."""
        self.movements = {id: one for id, one in self.movements.items() if together.movement_file(id) not in files}
        self.routines = {id: one for id, one in self.routines.items() if together.routine_file(id) not in files}


def look_through(folder: Path) -> Found:
    """Its files, each looked at by itself."""
    found = Found()
    broken = _look_through(folder / "movements", looked_at_movement, found.movements, found.mistakes)
    found.unreadable.update(broken)
    _look_through(folder / "routines", looked_at_routine, found.routines, found.mistakes)
    return found


def whole(found: Found, among: Found, safety: Safety, shipped: bool = False) -> together.Whole:
    """What was found, to be looked at among what else there is."""
    return together.Whole(
        among.movements | found.movements,
        among.routines | found.routines,
        together.Replaced(
            {id: movement for id, movement in among.movements.items() if id in found.movements},
            {id: routine for id, routine in among.routines.items() if id in found.routines},
        ),
        safety.withheld(),
        safety.condition_ids(),
        frozenset(found.movements),
        frozenset(found.routines),
        frozenset(found.unreadable),
        shipped,
    )


@few_guesses()
def usable(folder: Path, among: Found, safety: Safety) -> Found:
    """What of this folder can be used beside the rest; a file with a mistake is left out, and the mistake is told."""
    found = look_through(folder)
    found.unreadable.clear()
    be_cautious(found, safety)
    wrong = list(found.mistakes)
    for _pass in range(PASSES):
        found.leave_out({mistake.file for mistake in wrong})
        wrong = together.mistakes(whole(found, among, safety))
        if not wrong:
            return found
        found.mistakes += wrong
    tangled = Mistake("movements", "", "tangled", _("too many files need one another; none of them is used."))
    return Found(mistakes=[*found.mistakes, tangled])


def be_cautious(found: Found, safety: Safety) -> None:
    """A movement of which nobody has said whom it may not suit has what ours of that name has, or asks for care."""
    rows, care_for_all = safety.withheld(), Contraindications(care=tuple(sorted(safety.condition_ids())))
    for id, movement in found.movements.items():
        if movement.contraindications is None:
            found.movements[id] = replace(movement, contraindications=rows.get(id, care_for_all))


def _look_through(
    folder: Path,
    look: Callable[[Tables, str], Looked[Entry]],
    entries: dict[str, Entry],
    mistakes: list[Mistake],
) -> set[str]:
    """The ids of files that cannot be told what they hold."""
    unreadable: set[str] = set()
    room = Room()
    try:
        names = files(folder)
    except Refused as refused:
        mistakes.append(Mistake(folder.name, "", refused.rule, str(refused)))
        return unreadable
    for number, (name, path) in enumerate(names):
        file = f"{folder.name}/{shown(name, LONGEST_NAME)}"
        if number == MOST_FILES or room.bytes <= 0:
            text = _("there are more than {most} files or {mib} MiB; this one and those after it are left out.")
            mistakes.append(Mistake(file, "", "count", text.format(most=MOST_FILES, mib=MOST_BYTES // 1024**2)))
            break
        try:
            id = id_of(name)
            looked = look(read(path, room), id)
        except Refused as refused:
            mistakes.append(Mistake(file, "", refused.rule, str(refused)))
            unreadable.add(name.removesuffix(".toml"))
            continue
        mistakes += (slip.in_file(file) for slip in looked.slips[:MOST_TOLD])
        if len(looked.slips) > MOST_TOLD:
            mistakes.append(Mistake(file, "", "more", _("and more mistakes.")))
        if looked.entry is None:
            unreadable.add(id)
        else:
            entries[id] = looked.entry
    return unreadable
