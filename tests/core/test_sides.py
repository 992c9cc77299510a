"""Which side comes first, one or both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.laying_out import whole
from deskbreak.core.movement import Routine, Side
from deskbreak.core.past import Past
from deskbreak.core.sides import dosage, first_side, fits, stays_even, turned
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import HOME, done, each, left_undone, situation

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def first(movement: str, *past: Past, sore: Side | None = None) -> Side:
    now = situation(replace(HOME, sore=sore), past=past)
    return first_side(LIBRARY.movements[movement], now.profile, now.lately)


def test_without_a_past_the_left_begins() -> None:
    assert first("seated-side-bend") is LEFT


def test_after_that_they_take_turns() -> None:
    assert first("seated-side-bend", done("seated-side-bend", 1, each("seated-side-bend", 20, 20))) is RIGHT
    assert first("seated-side-bend", done("seated-side-bend", 1, each("seated-side-bend", 20, 20, RIGHT))) is LEFT
    # What was skipped began nowhere.
    assert first("seated-side-bend", left_undone("seated-side-bend", 1)) is LEFT


def test_the_side_that_had_less_of_the_family_within_seven_days_begins() -> None:
    half = done("standing-ql-stretch", 3, each("standing-ql-stretch", 20, 0), outcome=Outcome.PARTLY)
    assert first("seated-side-bend", half) is RIGHT
    assert first("seated-figure-four", half) is LEFT, "of another family"
    old = done("standing-ql-stretch", 7, each("standing-ql-stretch", 20, 0), outcome=Outcome.PARTLY)
    assert first("seated-side-bend", old) is LEFT


@pytest.mark.parametrize(
    ("movement", "begins"),
    [
        ("seated-side-bend", RIGHT),
        ("open-book", RIGHT),
        ("ball-ql-release-wall", RIGHT),
        ("standing-hip-hike", LEFT),
        ("wall-side-plank", LEFT),
    ],
)
def test_the_sore_side_begins_but_not_for_strength(movement: str, begins: Side) -> None:
    assert first(movement, sore=RIGHT) is begins
    assert first(movement, done(movement, 1, each(movement, 20, 20, begins)), sore=RIGHT) is begins


def test_a_sore_side_that_is_far_ahead_waits() -> None:
    bout = each("seated-side-bend", 0, 20)
    past = [done("seated-side-bend", 1, bout, outcome=Outcome.PARTLY)] * 2
    assert first("seated-side-bend", *past, sore=RIGHT) is RIGHT, "40 + 20 s"
    assert first("seated-side-bend", *past, past[0], sore=RIGHT) is LEFT, "60 + 20 s"


@pytest.mark.parametrize(
    ("movement", "budget", "sides", "seconds", "owed"),
    [
        ("seated-side-bend", 60, (LEFT, RIGHT), 45, None),
        ("seated-side-bend", 45, (LEFT, RIGHT), 45, None),
        ("seated-side-bend", 44, (LEFT,), 20, RIGHT),
        ("lazy-banana-stretch", 60, (LEFT,), 40, RIGHT),
        ("seated-sit-bone-walk", 60, (), 30, None),
    ],
)
def test_both_sides_or_one(movement: str, budget: float, sides: tuple[Side, ...], seconds: float, owed: Side) -> None:
    now = situation(replace(HOME, budget=budget))
    dose = dosage(LIBRARY.movements[movement], now.profile, now.lately)
    assert (dose.sides, dose.seconds, dose.owed) == (sides, seconds, owed)


def test_without_time_for_one_side_it_does_not_fit() -> None:
    assert fits(LIBRARY.movements["seated-side-bend"], 20)
    assert not fits(LIBRARY.movements["seated-side-bend"], 19)
    assert not fits(LIBRARY.movements["seated-sit-bone-walk"], 29)


def test_a_routine_is_turned_when_the_right_begins() -> None:
    def is_turned(routine: str, sore: Side | None = None) -> frozenset[str]:
        now = situation(replace(HOME, sore=sore))
        return turned(LIBRARY.routines[routine], LIBRARY.parts(routine), now.profile, now.lately)

    assert not is_turned("stand-side-bend-30s")
    assert is_turned("stand-side-bend-30s", RIGHT)
    assert is_turned("side-plank-ladder-1", LEFT), "strength begins on the other side"
    assert not is_turned("doorway-relief-3m", RIGHT), "it names the sore side itself"
    assert not is_turned("walk-break-5m", RIGHT)


@pytest.mark.parametrize("sore", [LEFT, RIGHT])
@pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=lambda routine: routine.id)
def test_each_movement_of_a_routine_begins_on_its_own_side(routine: Routine, sore: Side) -> None:
    """S2: stretches on the sore side, strength on the other, also where a routine has both."""
    now = situation(replace(HOME, sore=sore))
    began: dict[str, Side] = {}
    for part in whole(routine, now).parts:
        if part.side is not None:
            began.setdefault(part.movement.id, part.side)
    for name, side in began.items():
        assert side is (sore.other if LIBRARY.movements[name].kind == "strength" else sore), name


@pytest.mark.parametrize("sore", [None, LEFT, RIGHT])
def test_what_is_forgotten_by_tomorrow_evens_out_nothing(sore: Side | None) -> None:
    """With the left of six days ago they are even today; tomorrow the right is 45 s ahead."""
    ball, leg_rock = "ball-ql-release-wall", "ball-ql-leg-rock"
    past = [done(ball, 6, each(ball, 45, 0)), done(ball, 1, each(ball, 0, 45, RIGHT))]
    assert first(leg_rock, *past, sore=sore) is LEFT
    now = situation(replace(HOME, sore=sore), past=past)
    evening = LIBRARY.routines["ball-release-evening"]
    moved = [part.side for part in whole(evening, now).parts if part.movement.family == "release"]
    assert moved[0] is LEFT


def test_an_evening_that_would_leave_a_side_behind_waits() -> None:
    ball, evening = "ball-ql-release-wall", LIBRARY.routines["ball-release-evening"]

    def even(*past: Past) -> bool:
        now = situation(HOME, past=past)
        return stays_even(evening, LIBRARY.parts(evening.id), now.profile, now.lately)

    left, right = each(ball, 45, 0), each(ball, 0, 45, RIGHT)
    assert even(done(ball, 1, left))
    assert even(done(ball, 6, left), done(ball, 1, right))
    assert not even(done(ball, 6, right), done(ball, 5, right), done(ball, 1, left)), "half of it on either is too much"


def test_ball_work_of_one_family_goes_side_by_side() -> None:
    now = situation(replace(HOME, sore=RIGHT))
    sides = [part.side for part in whole(LIBRARY.routines["ball-release-evening"], now).parts]
    assert sides == [None, RIGHT, RIGHT, LEFT, LEFT, RIGHT, LEFT]
