"""What is shown of the library, in the user's language. Whatever passes here is in the catalogues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deskbreak.core.movement import Movement, Routine, Variation
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.core.details import Details, RoutineDetails


def movement(read: Movement) -> Movement:
    """The movement, as far as it is in memory."""
    steps = tuple(map(_, read.steps))
    return replace(read, name=_(read.name), steps=steps, notice_name=read.notice_name and _(read.notice_name))


def movement_in_full(read: Movement) -> Movement:
    """The rest of what is shown of it; its name and steps are translated already."""
    return replace(
        read,
        side_means=read.side_means and _(read.side_means),
        dose=replace(read.dose, range=_(read.dose.range)),
        equipment=_all(read.equipment),
        target=_all(read.target),
        easier=_variation(read.easier),
        harder=_variation(read.harder),
    )


def details(read: Details) -> Details:
    """What there is to read about a movement. The titles of sources are names, and stay."""
    return replace(
        read,
        breathing=_(read.breathing),
        mistakes=_all(read.mistakes),
        stop_signs=_all(read.stop_signs),
        sources=tuple(replace(source, supports=_(source.supports)) for source in read.sources),
    )


def routine(read: Routine) -> Routine:
    """The routine, as far as it is in memory."""
    return replace(read, name=_(read.name), notice_name=read.notice_name and _(read.notice_name))


def routine_in_full(read: Routine) -> Routine:
    """The rest of what is shown of it; its name is translated already."""
    return replace(read, weekly_target=read.weekly_target and _(read.weekly_target), equipment=_all(read.equipment))


def routine_details(read: RoutineDetails) -> RoutineDetails:
    """What there is to read about a routine."""
    return replace(read, when=_(read.when), seed_basis=_all(read.seed_basis))


def _variation(read: Variation | None) -> Variation | None:
    return None if read is None else replace(read, text=_(read.text))


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_, texts))
