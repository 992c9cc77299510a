"""The tables of a file as a movement or a routine, or all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, TypeVar

from deskbreak.core.details import Details, RoutineDetails
from deskbreak.core.movement import Dose, Movement, Routine
from deskbreak.library import dose_rules, movement_rules, routine_rules
from deskbreak.library.mistake import MOST_TOLD, Slip
from deskbreak.library.shape import file_slips, fitting, made

Entry = TypeVar("Entry")
Tables = Mapping[str, Any]


class Looked(NamedTuple, Generic[Entry]):
    """What a file holds, when it can be told, and what is wrong with it."""

    entry: Entry | None
    slips: tuple[Slip, ...] = ()


def looked_at_movement(tables: Tables, id: str) -> Looked[Movement]:
    """The movement, looked at by itself."""
    tables = _whole_movement(tables)
    unfit = _told(file_slips(tables, Movement, Details))
    if not _can_be_made(unfit):
        return Looked(None, unfit)
    entry = made(tables, Movement, id=id)
    return Looked(entry, _told(chain(unfit, movement_rules.slips(entry, made(tables, Details)))))


def looked_at_routine(tables: Tables, id: str) -> Looked[Routine]:
    """The routine, looked at by itself."""
    tables = _whole_routine(tables)
    unfit = _told(file_slips(tables, Routine, RoutineDetails))
    if not _can_be_made(unfit):
        return Looked(None, unfit)
    entry = made(tables, Routine, id=id)
    return Looked(entry, _told(chain(unfit, routine_rules.slips(entry, made(tables, RoutineDetails)))))


def _can_be_made(unfit: Iterable[Slip]) -> bool:
    """A key that is not known is a mistake, but tells nothing wrong of the rest: the rules can look at that."""
    return all(slip.rule == "unknown-key" for slip in unfit)


def _told(slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """Those that are told, and one more where there are more: a file from anywhere may have very many."""
    return tuple(islice(slips, MOST_TOLD + 1))


def _whole_movement(tables: Tables) -> Tables:
    """With the sums that may be left out, worked out from their parts."""
    dose = tables.get("dose")
    if not isinstance(dose, dict) or {"seconds_per_side", "seconds_total", "per_side"} <= dose.keys():
        return tables
    parts = fitting({"seconds_per_side": 0, "seconds_total": 0, **dose}, Dose)
    if parts is None:
        return tables
    each = tables.get("sides") == "each"
    side = dose_rules.seconds_per_side(parts) or 0.0
    worked_out = {"seconds_per_side": side, "seconds_total": side * (2 if each else 1), "per_side": each}
    return {**tables, "dose": worked_out | dose}


def _whole_routine(tables: Tables) -> Tables:
    """With its length, which may be left out."""
    if "duration_s" in tables:
        return tables
    parts = fitting({"id": "", **tables, "duration_s": 0}, Routine, RoutineDetails)
    return tables if parts is None else {**tables, "duration_s": routine_rules.duration(parts)}
