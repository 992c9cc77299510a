"""Doses that grow with each yes, and what takes that back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.asked import What
from deskbreak.core.growth import AWAY, TOO_MUCH, steps, with_doses
from deskbreak.core.progress import HOLD_MOST, REPS_MOST
from tests.core.policy_library import LIBRARY

BEND, HIKE = "seated-side-bend", "standing-hip-hike"
YES, LONG_AWAY = (What.MORE, BEND), (AWAY, "")


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ((), {}),
        ((YES,), {BEND: 1}),
        ((YES, (What.MORE, HIKE), YES), {BEND: 2, HIKE: 1}),
        ((YES, YES, LONG_AWAY), {BEND: 1}),
        ((YES, LONG_AWAY, LONG_AWAY), {}),
        ((LONG_AWAY, YES), {BEND: 1}),
        ((YES, YES, (TOO_MUCH, BEND)), {}),
        ((YES, (TOO_MUCH, HIKE)), {BEND: 1}),
        ((YES, (TOO_MUCH, BEND), YES), {BEND: 1}),
    ],
)
def test_how_many_steps_more(happened: tuple[tuple[str, str], ...], expected: dict[str, int]) -> None:
    assert steps(happened) == expected


def test_a_library_with_more_of_some() -> None:
    more = with_doses(LIBRARY, {BEND: 2, HIKE: 1, "gone": 3}, 60)
    assert more.movements[BEND].dose.hold_s == 30
    assert more.movements[BEND].dose.seconds_total == 60
    assert more.movements[HIKE].dose.reps == LIBRARY.movements[HIKE].dose.reps + 1
    assert {name for name in more.movements if more.movements[name] != LIBRARY.movements[name]} == {BEND, HIKE}
    assert with_doses(LIBRARY, {"gone": 1}, 60) is LIBRARY


@pytest.mark.parametrize(("budget", "hold"), [(15, 20), (20, 20), (25, 25), (29, 25), (30, 30)])
def test_no_more_than_a_break_has_time_for(budget: float, hold: float) -> None:
    assert with_doses(LIBRARY, {BEND: 2}, budget).movements[BEND].dose.hold_s == hold


happenings = st.tuples(st.sampled_from([What.MORE, TOO_MUCH, AWAY]), st.sampled_from(sorted(LIBRARY.movements)))


@given(st.lists(happenings, max_size=60))
def test_whatever_happens_no_dose_shrinks_or_grows_without_end(happened: list[tuple[str, str]]) -> None:
    for name, movement in with_doses(LIBRARY, steps(happened), 600).movements.items():
        before, now = LIBRARY.movements[name].dose, movement.dose
        assert before.seconds_total <= now.seconds_total
        assert now.hold_s is None or now.hold_s <= max(HOLD_MOST, before.hold_s or 0)
        assert now.reps <= max(REPS_MOST, before.reps)
