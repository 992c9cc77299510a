"""The vectors of the policy, one by one: what is chosen in a situation that is written down, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.movement import Side
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.suggest import choose
from tests.core.policy_library import LIBRARY

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
FIRST = Context(datetime(2026, 3, 3, 9, 30), since_first=30, number=1)
OFFICE = Profile()
BOTH_SIDES = (Side.LEFT, Side.RIGHT)


def both(movement: str, seconds: float) -> Bout:
    return Bout(movement, Movements(both=seconds))


def each(movement: str, per_side: float, first: Side = Side.LEFT) -> Bout:
    return Bout(movement, Movements(left=per_side, right=per_side), first)


YESTERDAY = (
    Past(MONDAY, "stand-side-bend-30s", Outcome.TAKEN, (both("stand-and-shift", 8), each("standing-ql-stretch", 8))),
    Past(MONDAY, "sit-to-stand", Outcome.TAKEN, (both("sit-to-stand", 32),)),
    Past(MONDAY, "posture-reset", Outcome.TAKEN, (both("posture-reset", 20),)),
)
SIDE_BEND_TODAY = Past(TUESDAY, "seated-side-bend", Outcome.TAKEN, (each("seated-side-bend", 20),))


def told(choice: Choice) -> tuple[str | None, tuple[Side, ...], float, Reason, float | str | None]:
    return choice.what, choice.sides, choice.seconds, choice.reason, choice.facts.get("score")


def test_v1_the_very_first_break() -> None:
    choice = choose(LIBRARY, OFFICE, replace(FIRST, now=datetime(2026, 3, 2, 9, 30)), ())
    assert choice.routine is LIBRARY.routines["stand-side-bend-30s"]
    assert (choice.sides, choice.reason, choice.swapped) == ((), Reason.FIRST, frozenset())


@pytest.mark.parametrize(
    ("profile", "context", "expected"),
    [
        pytest.param(OFFICE, FIRST, ("seated-side-bend", BOTH_SIDES, 45, Reason.SCORE, 7), id="v2"),
        pytest.param(
            replace(OFFICE, equipment=OFFICE.equipment | {"door frame", "wall"}, sore=Side.RIGHT),
            FIRST,
            ("doorway-ql-stretch", (Side.RIGHT, Side.LEFT), 45, Reason.SCORE, 8),
            id="v3",
        ),
        pytest.param(replace(OFFICE, quiet=True), FIRST, ("seated-sit-bone-walk", (), 30, Reason.SCORE, 6), id="v4"),
        pytest.param(
            replace(OFFICE, can_stand=False), FIRST, ("seated-side-bend", BOTH_SIDES, 45, Reason.SCORE, 7), id="v5"
        ),
        pytest.param(OFFICE, replace(FIRST, in_call=True), ("seated-sit-bone-walk", (), 30, Reason.SCORE, 6), id="v6"),
        pytest.param(
            OFFICE,
            replace(FIRST, check_ins={TUESDAY: 7}),
            ("walk-break", (), 60, Reason.GENTLE, None),
            id="v9",
        ),
        pytest.param(
            OFFICE,
            replace(FIRST, check_ins={TUESDAY: 5}),
            ("seated-sit-bone-walk", (), 30, Reason.SCORE, 6),
            id="v10",
        ),
    ],
)
def test_the_first_break_of_the_second_day(
    profile: Profile, context: Context, expected: tuple[str, tuple[Side, ...], float, Reason, int | None]
) -> None:
    assert told(choose(LIBRARY, profile, context, YESTERDAY)) == expected


def test_v7_the_fourth_break_is_a_walk() -> None:
    context = Context(datetime(2026, 3, 3, 11, 0), since_first=120, number=4)
    choice = choose(LIBRARY, OFFICE, context, (*YESTERDAY, SIDE_BEND_TODAY))
    assert told(choice) == ("walk-break", (), 120, Reason.WALK, None)
    assert (choice.facts, choice.longer) == ({"number": 4}, "walk-break-5m")


def test_v8_after_a_long_call() -> None:
    context = Context(datetime(2026, 3, 3, 10, 45), since_first=105, number=2, after_long_meeting=True)
    choice = choose(LIBRARY, OFFICE, context, (*YESTERDAY, SIDE_BEND_TODAY))
    assert choice.routine is LIBRARY.routines["after-long-meeting-3m"]
    assert (choice.sides, choice.reason) == ((), Reason.LONG_MEETING)
