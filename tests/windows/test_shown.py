"""What the guide's window shows at a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue
from deskbreak.figure.motion import FAR_END
from deskbreak.windows.pacing import Beat, beat, moment, step_at, still
from deskbreak.windows.shown import shown
from tests.offered import LIBRARY
from tests.windows.led import BEGAN, offered

QL = offered("standing-ql-stretch")
ANYTHING = st.sampled_from([offered(id) for id in (*LIBRARY.movements, *LIBRARY.routines)])


@pytest.mark.parametrize(
    ("after", "now", "left", "next", "rest"),
    [
        (0, "Get ready: left side", 5, "Next: Right side", "0:50"),
        (5, "Left side · 1 of 2", 20, "Next: Right side", "0:45"),
        (24.5, "Left side · 1 of 2", 1, "Next: Right side", "0:26"),
        (25, "Change sides: right next", 5, "Last one", "0:25"),
        (30, "Right side · 2 of 2", 20, "Last one", "0:20"),
    ],
)
def test_a_stretch_of_both_sides(after: float, now: str, left: int, next: str, rest: str) -> None:
    one = shown(Guiding(QL, BEGAN), BEGAN + after)
    assert (one.title, one.within, one.now, one.left, one.next, one.rest) == (
        "Standing QL stretch", "", now, left, next, rest,
    )  # fmt: skip


def test_the_sides_that_are_done_in_hand_and_to_come() -> None:
    guiding = Guiding(QL, BEGAN)
    assert [side.told for side in shown(guiding, BEGAN + 10).sides] == ["Left side: now", "Right side: to come"]
    assert [side.told for side in shown(guiding, BEGAN + 26).sides] == ["Left side: done", "Right side: now"]
    assert shown(Guiding(offered("cat-cow"), BEGAN), BEGAN).sides == ()


def test_in_a_routine_it_says_which_part_it_is_and_what_comes_next() -> None:
    routine = offered("ql-five-minutes")
    guiding = Guiding(routine, BEGAN)
    first = shown(guiding, BEGAN + 10)
    assert first.within == f"5-minute QL routine · 1 of {len(routine.parts)}"
    assert first.next.startswith("Next: Standing QL stretch · ")
    assert shown(guiding, BEGAN + guiding.timeline.total - 1).next == "Last one"


def test_steps_are_told_one_after_the_other_and_then_how_to_breathe() -> None:
    guiding = Guiding(QL, BEGAN)
    told: list[str] = []
    for after in range(50):
        text = shown(guiding, BEGAN + after, "Breathe out.").text
        if text not in told[-1:]:
            told.append(text)
    one = shown(guiding, BEGAN)
    half = "Half time. Still mild? Breathe."
    assert told[:3] == list(one.steps[:3])
    assert half in told
    assert told[-1] == "Breathing: Breathe out."
    assert "left arm" in " ".join(told)
    assert "right arm" in " ".join(told)


def test_holds_and_repetitions_are_counted() -> None:
    plank = Guiding(offered("side-plank-knees"), BEGAN)
    told = [shown(plank, BEGAN + 5 + after).count for after in (0, 9.9, 10, 15, 30)]
    assert told == ["Hold 1 of 3", "Hold 1 of 3", "Rest", "Hold 2 of 3", "Hold 3 of 3"]
    hike = Guiding(offered("standing-hip-hike"), BEGAN)
    assert [shown(hike, BEGAN + 5 + after).count for after in (0, 3, 23)] == ["1 of 8", "2 of 8", "8 of 8"]
    assert shown(Guiding(QL, BEGAN), BEGAN + 10).count == ""


def test_a_pause_is_told() -> None:
    guiding = Guiding(QL, BEGAN).held(BEGAN + 10)
    assert shown(guiding, BEGAN + 99).paused
    assert shown(guiding, BEGAN + 99).left == 15


@given(ANYTHING, st.floats(0, 2000))
def test_there_is_always_something_to_do_and_nothing_is_out_of_bounds(suggestion: Suggestion, after: float) -> None:
    guiding = Guiding(suggestion, BEGAN)
    one = shown(guiding, BEGAN + after)
    assert one.text
    assert one.now
    assert one.title
    assert 0 <= one.elapsed <= one.seconds + 1e-6
    assert 0 <= one.left <= one.seconds + 1
    assert 0 <= one.share <= 1
    assert sum(side.is_now for side in one.sides) <= 1
    assert {side.side for side in one.sides} <= set(Side)


@given(st.sampled_from([*LIBRARY.movements.values()]), st.floats(0, 1), st.sampled_from(list(FAR_END)))
def test_the_figure_never_leaps(movement: object, share: float, order: str) -> None:
    dose = offered(movement.id).what.dose  # type: ignore[attr-defined,union-attr]
    seconds = dose.seconds_per_side
    at = share * seconds
    now, soon = (moment(Cue.MOVE, each, seconds, dose, 6.0, order) for each in (at, min(at + 0.02, seconds)))
    # What begins anew begins where the last one ended: at a whole number of cycles.
    leap = min(abs(soon - now), abs(soon % 1 - now % 1), 1 - abs(soon % 1 - now % 1))
    assert leap < 0.4


def test_a_hold_is_held_by_the_figure_too() -> None:
    dose = offered("standing-ql-stretch").what.dose  # type: ignore[union-attr]
    assert moment(Cue.MOVE, 0, 20, dose, 6, "there-and-back") == 0
    assert {moment(Cue.MOVE, after, 20, dose, 6, "there-and-back") for after in (3, 10, 20)} == {0.5}
    assert moment(Cue.GET_READY, 3, 5, dose, 6, "there-and-back") == 0.5


def test_still_pictures_show_where_it_begins_and_where_it_leads() -> None:
    assert still(Cue.GET_READY, "there-and-back") == 0
    assert still(Cue.MOVE, "there-and-back") == FAR_END["there-and-back"]
    assert still(Cue.MOVE, "round") == FAR_END["round"]


def test_long_steps_stay_longer() -> None:
    steps = ("Stand.", "One two three four five six seven eight nine ten eleven twelve thirteen.")
    assert [step_at(steps, after, 60) for after in (0, 2.7, 2.9, 7.7, 7.9)] == [0, 0, 1, 1, 2]


def test_where_there_is_little_time_all_steps_are_told_all_the_same() -> None:
    guiding = Guiding(offered("stand-side-bend-30s"), BEGAN)
    told = [shown(guiding, BEGAN + 10 + after / 10).text for after in range(100)]
    stretch = shown(guiding, BEGAN + 13)
    assert stretch.title == "Standing QL stretch"
    assert set(stretch.steps) <= set(told)


def test_what_is_done_once_is_not_counted() -> None:
    dose = offered("walk-break").what.dose  # type: ignore[union-attr]
    assert beat(10, 120, dose) is None
    assert beat(0, 24, offered("standing-hip-hike").what.dose) == Beat(1, 8)  # type: ignore[union-attr]


def test_a_walk_is_told_of_all_along_the_way() -> None:
    guiding = Guiding(offered("walk-break"), BEGAN)
    way_back = [after for after in range(125) if "come back" in shown(guiding, BEGAN + after).text]
    assert 60 < way_back[0] < 100
    assert way_back[-1] < 125


def test_what_to_do_with_the_breath_is_called_so() -> None:
    assert shown(Guiding(offered("standing-hip-hike"), BEGAN), BEGAN + 22, "Out as the hip rises.").text.startswith(
        "Breathing: "
    )
