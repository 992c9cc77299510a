from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.laying_out import of_routine
from deskbreak.core.movement import SWITCH, Dose, Movement, Side, Sides
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import GET_UP, Cue, duration, timeline
from tests.offered import LIBRARY, suggested


def suggestion(sides: Sides, seconds: float = 20, first: Side = Side.LEFT) -> Suggestion:
    total = seconds * 2 if sides is Sides.EACH else seconds
    movement = Movement("m", "M", "standing", "stretch", sides, Dose("hold", seconds, total), ("Stand.",))
    return suggested(movement, first)


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


def routine(id: str, swapped: bool = False) -> Suggestion:
    return of_routine(
        LIBRARY.routines[id], LIBRARY, Profile(sore=Side.RIGHT), frozenset(LIBRARY.movements if swapped else ())
    )


def test_a_routine_with_time_to_get_ready_before_each_part() -> None:
    laid_out = timeline(routine("stand-side-bend-30s"))
    assert [(each.cue, each.start, each.seconds, each.side, each.part) for each in laid_out.stretches] == [
        (Cue.GET_READY, 0, 2, None, 0),
        (Cue.MOVE, 2, 8, None, 0),
        (Cue.GET_READY, 10, 2, Side.LEFT, 1),
        (Cue.MOVE, 12, 8, Side.LEFT, 1),
        (Cue.SWITCH, 20, 2, Side.RIGHT, 2),
        (Cue.MOVE, 22, 8, Side.RIGHT, 2),
    ]
    assert laid_out.at(1000).part == 2


def test_a_part_that_needs_no_getting_ready_has_none() -> None:
    (only,) = timeline(routine("walk-break-5m")).stretches
    assert (only.cue, only.seconds) == (Cue.MOVE, 300)


@pytest.mark.parametrize("id", LIBRARY.routines)
@pytest.mark.parametrize("swapped", [True, False])
def test_every_routine_takes_as_long_as_it_says(id: str, swapped: bool) -> None:
    suggestion = routine(id, swapped)
    assert duration(suggestion) == timeline(suggestion).total == LIBRARY.routines[id].duration_s
