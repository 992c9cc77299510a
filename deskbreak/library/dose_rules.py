"""What the parts of a dose come to, and whether what the file says adds up to that."""

from __future__ import annotations

from typing import Final

from deskbreak.core.details import Details
from deskbreak.core.movement import Dose, Movement, Sides
from deskbreak.library.mistake import Said
from deskbreak.words import _

PARTS: Final = {"hold": "hold_s", "reps": "rep_s", "time": "seconds"}
"""Of what the seconds of each kind of dose are made."""


def seconds_per_side(dose: Dose) -> float | None:
    """What the parts of this dose come to; None when there are too few of them, or a mode that is not known."""
    part = getattr(dose, PARTS.get(dose.mode, ""), None)
    if part is None:
        return None
    match dose.mode:
        case "hold":
            one = dose.reps * part + (dose.reps - 1) * dose.rest_s
        case "reps":
            one = dose.reps * part
        case _:
            one = part
    return float(dose.sets * one + (dose.sets - 1) * dose.rest_s)


def durations(movement: Movement, _details: Details) -> Said:
    dose, sides = movement.dose, 2 if movement.sides is Sides.EACH else 1
    worked_out = seconds_per_side(dose)
    if worked_out is None:
        if dose.mode in PARTS:
            yield f"dose.{PARTS[dose.mode]}", _("this is missing; the seconds are made of it.")
    elif dose.seconds_per_side != worked_out:
        yield (
            "dose.seconds_per_side",
            _("{said} does not add up: its parts come to {sum}.").format(said=dose.seconds_per_side, sum=worked_out),
        )
    if dose.seconds_total != sides * dose.seconds_per_side:
        yield (
            "dose.seconds_total",
            _("{said} does not add up: {sides} times {one} is {sum}.").format(
                said=dose.seconds_total,
                sides=sides,
                one=dose.seconds_per_side,
                sum=sides * dose.seconds_per_side,
            ),
        )
    if dose.per_side != (movement.sides is Sides.EACH):
        yield "dose.per_side", _('this is true where sides = "each", and only there.')
