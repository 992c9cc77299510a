from __future__ import annotations

import pytest

from deskbreak.core.movement import Dose, Movement, Showing, Side, Sides
from deskbreak.core.suggest import suggest

ALL = [Movement(name, name, "standing", "stretch", Sides.EACH, Dose("hold", 20, 40), ()) for name in ("a", "b", "c")]


def test_never_shown_comes_first_then_longest_ago() -> None:
    shown: list[Showing] = []
    names = []
    for _ in range(7):
        suggestion = suggest(ALL, shown)
        names.append(suggestion.movement.id)
        shown.append(Showing(suggestion.movement.id, suggestion.first))
    assert "".join(names) == "abcabca"


def test_sides_take_turns_for_each_movement() -> None:
    shown: list[Showing] = []
    firsts = []
    for _ in range(6):
        suggestion = suggest(ALL[:2], shown)
        firsts.append((suggestion.movement.id, suggestion.first))
        shown.append(Showing(suggestion.movement.id, suggestion.first))
    assert [first for name, first in firsts if name == "a"] == [Side.LEFT, Side.RIGHT, Side.LEFT]


def test_without_movements_there_is_nothing_to_suggest() -> None:
    with pytest.raises(ValueError, match="empty"):
        suggest([], [])
