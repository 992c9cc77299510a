"""From what was chosen to what is done: the parts of a suggestion, and what was done of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from math import inf

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Choice
from deskbreak.core.library import Library
from deskbreak.core.movement import Item, Movement, Routine, Side, Sides
from deskbreak.core.past import Bout
from deskbreak.core.profile import Profile
from deskbreak.core.sides import dosage, side_of, turned
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Part, Suggestion


def suggestion_of(choice: Choice, library: Library, profile: Profile, plain: Movement) -> Suggestion:
    """What the policy chose, laid out. `plain`: the break without a movement, for when it chose none."""
    if choice.routine is not None:
        laid_out = of_routine(choice.routine, library, profile, choice.swapped)
    elif choice.movement is not None:
        laid_out = of_movement(choice.movement, choice.sides, choice.per_side if choice.sides else choice.seconds)
    else:
        laid_out = of_movement(plain)
    return replace(
        laid_out,
        owed=choice.owed,
        easier=choice.easier,
        reason=choice.reason,
        facts=choice.facts,
        longer=choice.longer,
    )


def whole(what: Movement | Routine, situation: Situation) -> Suggestion:
    """All of a movement or a routine, begun on the side whose turn it is: for who starts it by hand."""
    library, profile, lately = situation.library, situation.profile, situation.lately
    if isinstance(what, Routine):
        return of_routine(what, library, profile, turned(what, library.parts(what.id), profile, lately))
    dose = dosage(what, replace(profile, budget=inf), lately)
    return of_movement(what, dose.sides, dose.per_side)


def in_full(what: Movement | Routine, library: Library) -> Suggestion:
    """All of a movement or a routine, whoever does it; begun on the left."""
    if isinstance(what, Routine):
        return of_routine(what, library, Profile())
    return of_movement(what, (Side.LEFT, Side.RIGHT) if what.sides is Sides.EACH else ())


def of_movement(movement: Movement, sides: Iterable[Side] = (), seconds: float | None = None) -> Suggestion:
    """A movement, so many seconds on each of these sides; without sides, its whole dose unless told otherwise."""
    parts = tuple(Part(movement, movement.dose.seconds_per_side if seconds is None else seconds, s) for s in sides)
    return Suggestion(movement, parts or (Part(movement, movement.dose.seconds_total if seconds is None else seconds),))


def of_routine(
    routine: Routine, library: Library, profile: Profile, swapped: AbstractSet[str] = frozenset()
) -> Suggestion:
    """A routine; `swapped`: the movements of it with left and right in each other's place."""
    parts = (_part(item, library.movements[item.movement], profile, swapped) for item in routine.items)
    return Suggestion(routine, tuple(parts))


def _part(item: Item, movement: Movement, profile: Profile, swapped: AbstractSet[str]) -> Part:
    side = side_of(item, profile.sore)
    return Part(movement, item.seconds, side.other if side and item.movement in swapped else side)


def bouts(suggestion: Suggestion, outcome: Outcome, moved: float) -> tuple[Bout, ...]:
    """What was done of each movement, when so many seconds were moved in all: its parts are done in their order.

    Of a break that was taken where nobody counted ("I did it") each movement was done, for nobody knows how long.
    """
    if outcome not in (Outcome.TAKEN, Outcome.PARTLY):
        return ()
    uncounted = outcome is Outcome.TAKEN and not moved
    did: dict[str, Bout] = {}
    left = moved
    for part in suggestion.parts:
        seconds = min(part.seconds, left)
        left -= seconds
        if seconds or uncounted:
            before = did.get(part.movement.id) or Bout(part.movement.id, Movements(), part.side)
            did[part.movement.id] = replace(before, moved=_more(before.moved, seconds, part.side))
    return tuple(did.values())


def _more(moved: Movements, seconds: float, side: Side | None) -> Movements:
    name = "both" if side is None else side.value
    return replace(moved, **{name: getattr(moved, name) + seconds})
