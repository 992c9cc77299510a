"""A movement under way: pauses, what is passed over, and what counts of it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.guiding import Guiding
from deskbreak.core.laying_out import bouts, of_routine
from deskbreak.core.movement import Side
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue, timeline
from tests.offered import LIBRARY, suggested

STRETCH = suggested("standing-ql-stretch")
LADDER = of_routine(LIBRARY.routines["side-plank-ladder-1"], LIBRARY, Profile())
ANYTHING = st.sampled_from(
    [suggested(one) for one in LIBRARY.movements.values()]
    + [of_routine(one, LIBRARY, Profile()) for one in LIBRARY.routines.values()]
)
BEGAN = 500.0


class Act(NamedTuple):
    """What is done after so many seconds."""

    after: float
    name: str


ACTS = st.lists(
    st.builds(Act, st.floats(0, 120), st.sampled_from(["held", "going_on", "ahead", "back", "nothing"])), max_size=12
)


def led(suggestion: Suggestion, acts: list[Act]) -> tuple[Guiding, float]:
    guiding, now = Guiding(suggestion, BEGAN), BEGAN
    for act in acts:
        now += act.after
        if act.name != "nothing":
            guiding = getattr(guiding, act.name)(now)
    return guiding, now


@given(ANYTHING, st.floats(0, 2000), st.floats(0.001, 5000))
def test_a_pause_moves_nothing(suggestion: Suggestion, after: float, pause: float) -> None:
    guiding = Guiding(suggestion, BEGAN)
    at = BEGAN + after
    held = guiding.held(at)
    assert held.at(at + pause) == guiding.at(at)
    assert held.moved(at + pause) == guiding.moved(at)
    assert held.held(at + pause) is held
    again = held.going_on(at + pause)
    assert again.elapsed(at + pause) == pytest.approx(guiding.elapsed(at))
    assert again.elapsed(at + pause + 7) == pytest.approx(guiding.elapsed(at + 7))


@given(ANYTHING, ACTS)
def test_what_is_passed_over_does_not_count_and_nothing_is_invented(suggestion: Suggestion, acts: list[Act]) -> None:
    guiding, now = led(suggestion, acts)
    moved, passed = guiding.moved(now), now - BEGAN
    assert -1e-6 <= moved.total <= passed + 1e-6
    assert guiding.timeline.total <= timeline(suggestion).total + 1e-6
    for part, planned in zip(guiding.suggestion.parts, suggestion.parts, strict=True):
        assert 0 <= part.seconds <= planned.seconds
    assert guiding.whole == (guiding.suggestion == suggestion)


@given(ANYTHING, ACTS)
def test_what_is_kept_of_each_movement_is_what_was_done_of_it(suggestion: Suggestion, acts: list[Act]) -> None:
    guiding, now = led(suggestion, acts)
    moved = guiding.moved(now)
    kept = bouts(guiding.suggestion, Outcome.PARTLY, moved.total)
    for side in ("left", "right", "both"):
        done = sum(getattr(bout.moved, side) for bout in kept)
        assert done == pytest.approx(getattr(moved, side), abs=1e-4)


@given(ANYTHING, st.floats(0, 2000))
def test_passing_over_leads_to_what_comes_next(suggestion: Suggestion, after: float) -> None:
    guiding, now = Guiding(suggestion, BEGAN), BEGAN + after
    before = guiding.at(now)
    later = guiding.ahead(now)
    if before.cue is Cue.DONE:
        assert later == guiding
        return
    following = [(each.cue, each.part) for each in guiding.timeline.stretches if each.start > before.start]
    assert (later.at(now).cue, later.at(now).part) == [*following, (Cue.DONE, before.part)][0]
    assert later.moved(now).total == pytest.approx(guiding.moved(now).total)


def test_led_to_the_end_it_is_taken() -> None:
    assert Guiding(STRETCH, BEGAN).ended() == (Outcome.TAKEN, Movements(left=20, right=20))


def test_where_a_side_was_passed_over_it_is_partly() -> None:
    guiding, _now = led(STRETCH, [Act(15, "ahead")])
    assert guiding.ended() == (Outcome.PARTLY, Movements(left=10, right=20))
    assert bouts(guiding.suggestion, Outcome.PARTLY, 30)[0].moved == Movements(left=10, right=20)


def test_all_passed_over_it_is_no_break() -> None:
    guiding, now = led(STRETCH, [Act(1, "ahead")] * 4)
    assert guiding.at(now).cue is Cue.DONE
    assert guiding.ended() == (None, Movements(left=1, right=1))


def test_getting_ready_is_passed_over_without_loss() -> None:
    guiding, now = led(STRETCH, [Act(1, "ahead")])
    assert (guiding.at(now).cue, guiding.at(now).side) == (Cue.MOVE, Side.LEFT)
    assert guiding.ended() == (Outcome.TAKEN, Movements(left=20, right=20))


def test_a_short_sleep_is_no_movement_nor_a_pause() -> None:
    guiding = Guiding(STRETCH, BEGAN)
    assert guiding.delayed(30).elapsed(BEGAN + 40) == 10
    held = guiding.held(BEGAN + 10)
    assert held.delayed(30).going_on(BEGAN + 60).elapsed(BEGAN + 60) == 10


def test_the_same_side_again_in_a_routine_is_another_part() -> None:
    guiding, now = led(LADDER, [Act(0, "ahead"), Act(0, "ahead"), Act(3, "nothing")])
    assert guiding.suggestion.parts[0].seconds == 0
    assert guiding.at(now).part == 1


@given(ANYTHING, st.floats(0, 2000))
def test_back_leads_to_where_it_began_and_then_to_what_came_before(suggestion: Suggestion, after: float) -> None:
    guiding, now = Guiding(suggestion, BEGAN), BEGAN + after
    before = guiding.at(now)
    again = guiding.back(now)
    if before.cue is Cue.DONE:
        assert again == guiding
        return
    part = before.part if before.cue is Cue.MOVE else max(0, before.part - 1)
    first = next(each for each in guiding.timeline.stretches if each.part == part)
    assert again.at(now) == first
    assert again.elapsed(now) == pytest.approx(first.start)
    earlier = sum(each.seconds for each in suggestion.parts[:part])
    assert again.moved(now).total == pytest.approx(earlier)


def test_what_was_passed_over_is_there_again_for_who_goes_back() -> None:
    guiding, now = led(STRETCH, [Act(15, "ahead"), Act(1, "back")])
    assert guiding.at(now).side is Side.LEFT
    assert guiding.ended() == (Outcome.TAKEN, Movements(left=20, right=20))


def test_back_in_a_pause_stays_paused() -> None:
    guiding, now = led(STRETCH, [Act(15, "held"), Act(5, "back"), Act(30, "nothing")])
    assert guiding.held_at is not None
    assert guiding.elapsed(now) == pytest.approx(0)


@given(ANYTHING, ACTS, st.floats(0, 60))
def test_begun_anew_nothing_of_its_time_is_over(suggestion: Suggestion, acts: list[Act], after: float) -> None:
    guiding, now = led(suggestion, acts)
    anew = guiding.anew(now)
    assert anew.elapsed(now) == 0
    assert (anew.held_at is None) is (guiding.held_at is None)
    assert anew.going_on(now + after).elapsed(now + after) == pytest.approx(
        0 if anew.held_at is not None else after, abs=1e-6
    )
