"""Which movement comes next, and on which side it begins."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.core.movement import Movement, Showing, Side, Suggestion

STRENGTH = "strength"
"""The kind of movement that begins on the other side than the sore one; CONTENT.md 6.6 S2."""


def suggest(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> Suggestion:
    """The movement shown longest ago (never shown first, in the order given), begun on the side that is its turn.

    `shown` is what was named before, oldest first. ValueError when there are no movements.
    """
    if not movements:
        raise ValueError("the library is empty")
    return ranked(movements, shown, sore)[0]


def ranked(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> list[Suggestion]:
    """Every movement, the one to suggest next first, then by how long ago each was shown."""
    last_seen = {showing.movement: index for index, showing in enumerate(shown)}
    in_order = sorted(movements, key=lambda movement: last_seen.get(movement.id, -1))
    return [Suggestion(movement, _first_side(movement, shown, sore)) for movement in in_order]


def is_choice(movements: Sequence[object]) -> bool:
    """Whether there is more than one to choose from."""
    return len(movements) > 1


def _first_side(movement: Movement, shown: Sequence[Showing], sore: Side | None) -> Side:
    """The sore side first, in strength the other; without one, the other than last time."""
    if sore is not None:
        return sore.other if movement.kind == STRENGTH else sore
    for showing in reversed(shown):
        if showing.movement == movement.id:
            return showing.first.other
    return Side.LEFT
