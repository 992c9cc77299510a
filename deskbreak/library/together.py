"""The rules for movements and routines together, a function each. Only the files that are looked at are ever blamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from deskbreak.core.movement import Contraindications, Movement, Routine
from deskbreak.library import routine_rules
from deskbreak.library.mistake import MOST_TOLD, Mistake, unknown
from deskbreak.words import _

Said = Iterator[tuple[str, str, str]]
"""The file, the key, what is wrong."""


class Replaced(NamedTuple):
    """Ours, in whose place others were put."""

    movements: Mapping[str, Movement]
    routines: Mapping[str, Routine]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that there is, and which of it is looked at."""

    movements: Mapping[str, Movement]
    routines: Mapping[str, Routine]
    replaced: Replaced
    matrix: Mapping[str, Contraindications]
    conditions: frozenset[str]
    my_movements: frozenset[str]
    my_routines: frozenset[str]
    unreadable: frozenset[str] = frozenset()
    """The ids of files of which no more is known than that they are there."""
    shipped: bool = False
    """Whether what is looked at is ours: then it says just what the matrix says; of others, it says no less."""


def mistakes(whole: Whole) -> list[Mistake]:
    """All that is wrong, in the order of the files."""
    found = [Mistake(file, key, name, text) for name, rule in RULES.items() for file, key, text in rule(whole)]
    return sorted([*found, *_routines(whole)])


def movement_file(id: str) -> str:
    """Where this movement stands, told from the folder of the library."""
    return f"movements/{id}.toml"


def routine_file(id: str) -> str:
    """Where this routine stands, told from the folder of the library."""
    return f"routines/{id}.toml"


def _known_ids(whole: Whole) -> Said:
    known = whole.movements.keys() | whole.unreadable
    for id in sorted(whole.my_movements):
        movement = whole.movements[id]
        for key, variation in (("easier", movement.easier), ("harder", movement.harder)):
            if variation and variation.id and variation.id not in known:
                yield movement_file(id), f"{key}.id", routine_rules.no_such(variation.id, whole.movements)


def _cycles(whole: Whole) -> Said:
    for key in ("easier", "harder"):
        settled: set[str] = set()
        for start in whole.movements:
            way: dict[str, None] = {}
            id: str | None = start
            while id is not None and id not in settled and id not in way:
                way[id] = None
                movement = whole.movements.get(id)
                variation = getattr(movement, key) if movement else None
                id = variation.id if variation else None
            if id in way:
                circle = list(way)[list(way).index(id) :]
                shown = " → ".join([*circle[:8], id])
                for member in whole.my_movements.intersection(circle):
                    yield movement_file(member), f"{key}.id", _("this goes round in a circle: {ids}").format(ids=shown)
            settled.update(way)


def _conditions(whole: Whole) -> Said:
    for id in sorted(whole.my_movements):
        said = whole.movements[id].contraindications or Contraindications()
        for key, names in (("withhold", said.withhold), ("care", said.care)):
            strange = (name for name in names if name not in whole.conditions)
            for name in islice(strange, MOST_TOLD):
                yield movement_file(id), f"contraindications.{key}", unknown(name, whole.conditions)


def _matrix(whole: Whole) -> Said:
    for id in whole.my_movements:
        said = whole.movements[id].contraindications or Contraindications()
        row = whole.matrix.get(id)
        if row is None:
            if whole.shipped:
                yield movement_file(id), "contraindications", _("this movement has no row in safety.toml.")
            continue
        lacks = {*row.withhold} - {*said.withhold} | {*row.care} - {*said.withhold, *said.care}
        more = {*said.withhold} - {*row.withhold} | {*said.care} - {*row.care}
        if lacks or (more and whole.shipped):
            text = _("safety.toml says otherwise of: {names}.").format(names=", ".join(sorted(lacks or more)))
            yield movement_file(id), "contraindications", text


def _replaced(whole: Whole) -> Said:
    """Our routines are made of our movements, and have to go on to fit. What keeps ours from somebody keeps theirs."""
    for id, ours in whole.replaced.movements.items():
        theirs, file = whole.movements[id], movement_file(id)
        for key in ("sides", "kind", "context", "needs_floor", "family"):
            wanted = getattr(ours, key)
            if getattr(theirs, key) != wanted:
                text = _("this must be {wanted} as in ours, of which routines are made.")
                yield file, key, text.format(wanted=str(wanted).lower())
        if theirs.level > ours.level:
            yield file, "level", _("this must not be more than in ours, of which routines are made.")
        if theirs.discretion < ours.discretion:
            yield file, "discretion", _("this must not be less than in ours, of which routines are made.")
        for key, lacks in (("tags", {*ours.tags} - {*theirs.tags}), ("equipment", _only_ours_needs(ours, theirs))):
            if lacks:
                text = _("this must have all that ours has: {names}.")
                yield file, key, text.format(names=", ".join(sorted(lacks)))


def _only_ours_needs(ours: Movement, theirs: Movement) -> set[str]:
    """Where "none" is on the list, the rest of it is for comfort."""
    mine, others = ({*each.equipment} if "none" not in each.equipment else set() for each in (ours, theirs))
    return mine - others


def _replaced_routines(whole: Whole) -> Said:
    """Some of ours are suggested by name, for what they are."""
    for id, ours in whole.replaced.routines.items():
        theirs, file = whole.routines[id], routine_file(id)
        for key in ("context", "needs_floor"):
            wanted = getattr(ours, key)
            if getattr(theirs, key) != wanted:
                yield file, key, _("this must be {wanted} as in ours.").format(wanted=str(wanted).lower())
        if theirs.level > ours.level:
            yield file, "level", _("this must not be more than in ours.")
        if ours.discreet and not theirs.discreet:
            yield file, "discreet", _("this must be {wanted} as in ours.").format(wanted="true")


def _one_id(whole: Whole) -> Said:
    for id in whole.my_routines & whole.movements.keys():
        yield routine_file(id), "", _("there is a movement of this name; what is started by name must have one.")
    for id in (whole.my_movements & whole.routines.keys()) - whole.my_routines:
        yield movement_file(id), "", _("there is a routine of this name; what is started by name must have one.")


def _ladders(whole: Whole) -> Said:
    taken: dict[tuple[str, int], str] = {}
    in_order = sorted(whole.routines.items(), key=lambda entry: entry[0] in whole.my_routines)
    for id, routine in in_order:
        if routine.ladder is None:
            continue
        rung = (routine.ladder.group, routine.ladder.step)
        other = taken.setdefault(rung, id)
        if other != id and id in whole.my_routines:
            yield routine_file(id), "ladder", _("{other} is that step already.").format(other=other)


def _routines(whole: Whole) -> Iterator[Mistake]:
    for id in sorted(whole.my_routines):
        routine = whole.routines[id]
        if not any(item.movement in whole.unreadable for item in routine.items):
            for slip in routine_rules.slips_among(routine, whole.movements):
                yield slip.in_file(routine_file(id))


RULES: Final[dict[str, Callable[[Whole], Said]]] = {
    "known-ids": _known_ids,
    "circles": _cycles,
    "conditions": _conditions,
    "matrix": _matrix,
    "replaced": _replaced,
    "replaced-routines": _replaced_routines,
    "one-id": _one_id,
    "ladder": _ladders,
}
