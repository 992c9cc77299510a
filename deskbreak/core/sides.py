"""Which side comes first, and whether the time is enough for both.

What a side is, each movement says itself (`Movement.side_means`): the straight leg, the waist opposite the bag.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskbreak.core.movement import SWITCH, Item, Movement, Routine, Side, Sides
from deskbreak.core.past import Lately
from deskbreak.core.profile import Profile

SIDE_TOL = 120.0
"""Seconds by which the sides of a family may differ within seven days."""
LEAD = SIDE_TOL / 2
"""A preferred side that would be ahead by more comes second, also where what evened it out is forgotten before it is.

What takes longer than that begins with the preferred side only where it is not ahead."""


@dataclass(frozen=True, slots=True)
class Dosage:
    """A movement as it is to be done now: the sides in turn, the seconds of each, and of all with the change."""

    sides: tuple[Side, ...]
    per_side: float
    seconds: float
    owed: Side | None = None
    """The side that comes in the next break."""


def fits(movement: Movement, budget: float) -> bool:
    """Whether there is time for it, or at least for one side of it."""
    dose = movement.dose
    return (dose.seconds_per_side if movement.sides is Sides.EACH else dose.seconds_total) <= budget


def dosage(movement: Movement, profile: Profile, lately: Lately) -> Dosage:
    """Both sides if the budget is enough for them, or else one; all of a movement without sides."""
    dose = movement.dose
    if movement.sides is not Sides.EACH:
        return Dosage((), dose.seconds_total, dose.seconds_total)
    per_side = dose.seconds_per_side
    first = first_side(movement, profile, lately)
    if 2 * per_side + SWITCH <= profile.budget:
        return Dosage((first, first.other), per_side, 2 * per_side + SWITCH)
    return Dosage((first,), per_side, per_side, owed=first.other)


def first_side(movement: Movement, profile: Profile, lately: Lately, seconds: float | None = None) -> Side:
    """The sore side first, for strength the other one; without one, the side that had less, or that was second.

    `seconds`: how much the first side has before the other one has its turn, where that is not the movement's own.
    """
    first = _preferred(movement, profile)
    if first is not None:
        seconds = movement.dose.seconds_per_side if seconds is None else seconds
        ahead, other = (lately.lead_to_come(movement.family, side) for side in (first, first.other))
        return first.other if ahead + seconds > max(LEAD, seconds) and ahead > other else first
    # What was forgotten by tomorrow evens out nothing.
    left_ahead = lately.lead_to_come(movement.family, Side.LEFT) - lately.lead_to_come(movement.family, Side.RIGHT)
    if left_ahead:
        return Side.RIGHT if left_ahead > 0 else Side.LEFT
    began = lately.began.get(movement.id)
    return began.other if began is not None else Side.LEFT


def side_of(item: Item, sore: Side | None) -> Side | None:
    """The side of a part of a routine; None for both or in turn. Without a sore side the left counts as that."""
    sore = sore or Side.LEFT
    return {"left": Side.LEFT, "right": Side.RIGHT, "sore": sore, "other": sore.other}.get(item.side)


def turned(routine: Routine, movements: tuple[Movement, ...], profile: Profile, lately: Lately) -> frozenset[str]:
    """The movements of a routine, which is written for the left first, that begin on the right, family by family.

    What is written for the sore side knows its sides already. `movements`: its own.
    """
    families = _families(routine, movements)
    right = [one for one, seconds in families if first_side(one, profile, lately, seconds) is Side.RIGHT]
    turned = {one.family for one in right}
    sided = _sided(routine)
    return frozenset(one.id for one in movements if one.id in sided and one.family in turned)


def stays_even(routine: Routine, movements: tuple[Movement, ...], profile: Profile, lately: Lately) -> bool:
    """Whether the sides of a family stay within their tolerance also when somebody stops after the first one."""
    return all(
        lately.lead_to_come(one.family, first_side(one, profile, lately, seconds)) + seconds <= SIDE_TOL
        for one, seconds in _families(routine, movements)
    )


def _families(routine: Routine, movements: tuple[Movement, ...]) -> list[tuple[Movement, float]]:
    """Of each family that is done on the left, then on the right: its first movement, and the seconds of a side."""
    sided, found = _sided(routine), dict[str, Movement]()
    for one in movements:
        if one.id in sided:
            found.setdefault(one.family, one)
    family_of = {one.id: one.family for one in movements}
    left = [item for item in routine.items if item.side == Side.LEFT]
    return [
        (one, sum(item.seconds for item in left if family_of[item.movement] == family)) for family, one in found.items()
    ]


def _sided(routine: Routine) -> set[str]:
    """The movements that are written for the left and the right."""
    return {item.movement for item in routine.items if item.side in set(Side)}


def _preferred(movement: Movement, profile: Profile) -> Side | None:
    if profile.sore is None:
        return None
    return profile.sore.other if movement.kind == "strength" else profile.sore
