from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak.core.movement import Dose, Movement, Showing, Side, Sides
from deskbreak.core.suggest import ranked, suggest

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


def test_the_others_follow_by_how_long_ago_they_were_shown() -> None:
    shown = [Showing(name, Side.LEFT) for name in "cabc"]
    assert "".join(one.movement.id for one in ranked(ALL, shown)) == "abc"
    assert "".join(one.movement.id for one in ranked(ALL, shown[:2])) == "bca"
    assert ranked(ALL, shown)[0] == suggest(ALL, shown)


@pytest.mark.parametrize("sore", Side)
@pytest.mark.parametrize(
    ("kind", "first"), [("stretch", "sore"), ("mobility", "sore"), ("release", "sore"), ("strength", "other")]
)
def test_a_sore_side_is_stretched_first_and_strengthened_last(sore: Side, kind: str, first: str) -> None:
    """CONTENT.md 6.6 S2; every time, whatever was first last time."""
    movement = replace(ALL[0], kind=kind)
    for shown in ([], [Showing("a", Side.LEFT)], [Showing("a", Side.RIGHT)]):
        assert suggest([movement], shown, sore).first is (sore if first == "sore" else sore.other)
