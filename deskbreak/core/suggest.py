"""Which movement comes next, and on which side it begins."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.core.movement import Movement, Showing, Side, Suggestion


def suggest(movements: Sequence[Movement], shown: Sequence[Showing]) -> Suggestion:
    """The movement shown longest ago (never shown first, in the order given), begun on the other side than then.

    `shown` is what was named before, oldest first. ValueError when there are no movements.
    """
    last_seen = {showing.movement: index for index, showing in enumerate(shown)}
    movement = min(movements, key=lambda candidate: last_seen.get(candidate.id, -1))
    return Suggestion(movement, _first_side(movement, shown))


def _first_side(movement: Movement, shown: Sequence[Showing]) -> Side:
    for showing in reversed(shown):
        if showing.movement == movement.id:
            return showing.first.other
    return Side.LEFT
