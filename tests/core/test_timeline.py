from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.movement import Dose, Movement, Side, Sides, Suggestion
from deskbreak.core.timeline import GET_UP, SWITCH, Cue, duration, timeline


def suggestion(sides: Sides, seconds: float = 20, first: Side = Side.LEFT) -> Suggestion:
    total = seconds * 2 if sides is Sides.EACH else seconds
    movement = Movement("m", "M", "standing", "stretch", sides, Dose("hold", seconds, total), ("Stand.",))
    return Suggestion(movement, first)


def test_two_sides_in_a_row() -> None:
    laid_out = timeline(suggestion(Sides.EACH, first=Side.RIGHT))
    assert [(part.cue, part.start, part.side) for part in laid_out.stretches] == [
        (Cue.GET_READY, 0, Side.RIGHT),
        (Cue.MOVE, GET_UP, Side.RIGHT),
        (Cue.SWITCH, GET_UP + 20, Side.LEFT),
        (Cue.MOVE, GET_UP + 20 + SWITCH, Side.LEFT),
    ]
    assert duration(suggestion(Sides.EACH)) == laid_out.total == GET_UP + 40 + SWITCH


def test_no_sides() -> None:
    laid_out = timeline(suggestion(Sides.BOTH, 30))
    assert [part.cue for part in laid_out.stretches] == [Cue.GET_READY, Cue.MOVE]
    assert laid_out.moved(GET_UP + 12).both == 12


def test_a_boundary_belongs_to_what_begins_there() -> None:
    laid_out = timeline(suggestion(Sides.EACH))
    assert laid_out.at(GET_UP).cue is Cue.MOVE
    assert laid_out.at(laid_out.total).cue is Cue.DONE


@given(st.sampled_from(Sides), st.floats(1, 600), st.sampled_from(Side), st.floats(0, 2000))
def test_both_sides_get_the_same_and_never_more_than_the_dose(
    sides: Sides, seconds: float, first: Side, elapsed: float
) -> None:
    laid_out = timeline(suggestion(sides, seconds, first))
    moved = laid_out.moved(elapsed)
    assert 0 <= moved.total <= elapsed
    assert moved.left <= seconds
    assert moved.right <= seconds
    whole = laid_out.moved(laid_out.total)
    assert abs(whole.left - whole.right) < 1e-6
