"""The rules that drop a movement, one by one, at their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.filters import ALWAYS, REACHES, SAFETY, VARIETY, Reach, drops, fresh, routine_drops
from deskbreak.core.movement import Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Place, Profile
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import (
    EVENING,
    HOME,
    NOON,
    OFFICE,
    WEDNESDAY,
    done,
    each,
    left_undone,
    situation,
    too_much,
)

RICH = replace(HOME, places=(Place.OFFICE,) * 7)
"""Somebody in the office who has everything."""


def dropped(movement: str, profile: Profile = OFFICE, context: Context = NOON, past: Sequence[Past] = ()) -> set[str]:
    return set(drops(LIBRARY.movements[movement], situation(profile, context, past), VARIETY))


def calm(level: int) -> Context:
    return replace(NOON, check_ins={WEDNESDAY: level})


@pytest.mark.parametrize(
    ("movement", "profile", "context", "expected"),
    [
        ("seated-sit-bone-walk", OFFICE, replace(NOON, in_call=True), set()),
        ("seated-side-bend", OFFICE, replace(NOON, in_call=True), {"F2"}),
        ("stand-and-shift", OFFICE, replace(NOON, in_call=True), {"F2"}),
        ("ball-ql-release-wall", HOME, replace(EVENING, card_read=False), {"card"}),
        ("supine-knee-to-chest", HOME, replace(EVENING, card_read=False), set()),
        ("supine-knee-to-chest", RICH, NOON, {"F3"}),
        ("ball-ql-release-wall", RICH, EVENING, {"F3"}),
        ("seated-side-bend", replace(OFFICE, quiet=True), NOON, {"F3"}),
        ("seated-spinal-twist", replace(OFFICE, quiet=True), NOON, set()),
        ("seated-side-bend", replace(HOME, quiet=True), NOON, set()),
        ("supine-knee-to-chest", HOME, NOON, set()),
        ("supine-knee-to-chest", replace(HOME, floor_ok=False), NOON, {"F4"}),
        ("supine-knee-to-chest", replace(HOME, equipment=OFFICE.equipment), NOON, {"F5"}),
        ("stand-and-shift", replace(OFFICE, can_stand=False), NOON, {"F5"}),
        ("butt-walk", replace(HOME, level_max=1), NOON, {"F5"}),
        ("butt-walk", replace(HOME, level_max=2), NOON, set()),
        ("lazy-banana-stretch", replace(HOME, budget=39), NOON, {"F6"}),
        ("seated-spinal-twist", OFFICE, replace(NOON, since_first=59), {"F8"}),
        ("seated-spinal-twist", OFFICE, replace(NOON, since_first=60), set()),
        ("seated-side-bend", OFFICE, replace(NOON, since_first=0), set()),
        ("ball-ql-release-wall", HOME, replace(EVENING, now=datetime(2026, 3, 4, 16, 59)), {"F9"}),
        ("ball-ql-release-wall", HOME, replace(EVENING, now=datetime(2026, 3, 4, 17, 0)), set()),
        ("seated-side-bend", OFFICE, calm(3), set()),
        ("seated-side-bend", OFFICE, calm(4), {"F12"}),
        ("posture-reset", OFFICE, calm(4), set()),
        ("butt-walk", HOME, calm(4), {"F12"}),
        ("walk-break", replace(OFFICE, budget=120), NOON, {"F13"}),
        ("seated-side-bend", OFFICE, replace(NOON, declined=frozenset({"seated-side-bend"})), {"declined"}),
    ],
)
def test_what_drops_a_movement(movement: str, profile: Profile, context: Context, expected: set[str]) -> None:
    assert dropped(movement, profile, context) == expected


def test_ball_work_once_a_day_and_four_days_a_week() -> None:
    def ball(days: int) -> Past:
        return done("ball-glute-release-wall", days, each("ball-glute-release-wall", 45, 45))

    friday = replace(EVENING, now=datetime(2026, 3, 6, 17, 30))
    assert dropped("ball-ql-release-wall", HOME, EVENING, [ball(0)]) == {"F9"}
    assert dropped("ball-ql-release-wall", HOME, EVENING, [ball(1)]) == set()
    assert dropped("ball-ql-release-wall", HOME, EVENING, [left_undone("ball-release-evening", 0)]) == {"F4", "F9"} - {
        "F4"
    }
    assert dropped("ball-ql-release-wall", HOME, friday, [ball(2), ball(1), ball(0)]) == set()
    assert dropped("ball-ql-release-wall", HOME, friday, [ball(2), ball(1), ball(0), ball(-1)]) == {"F9"}


def test_side_strength_rests_on_the_day_after() -> None:
    for days, expected in ((0, {"F10"}), (1, {"F10"}), (2, set())):
        past = [done("side-plank-ladder-1", days, each("wall-side-plank", 10, 10))]
        assert dropped("suitcase-hold", HOME, NOON, past) == expected


def test_what_was_too_much_is_left_out_for_a_week_and_two_of_a_family_take_it_along() -> None:
    assert dropped("seated-side-bend", past=[too_much("seated-side-bend", 6)]) == {"F11"}
    assert dropped("seated-side-bend", past=[too_much("seated-side-bend", 7)]) == set()
    one = too_much("standing-ql-stretch", 3)
    assert dropped("seated-side-bend", past=[one, one]) == set(), "the same one twice"
    assert dropped("seated-side-bend", past=[one, too_much("childs-pose-side-reach", 2)]) == {"F11"}
    part = too_much("ql-five-minutes", 2, of="standing-ql-stretch")
    assert dropped("standing-ql-stretch", past=[part]) == {"F11"}
    assert dropped("standing-hip-hike", past=[part]) == set()


def test_the_floor_rests_for_three_prompts() -> None:
    floor, chair = done("cat-cow", 0), done("posture-reset", 0)
    assert dropped("open-book", HOME, NOON, [floor, chair, chair]) == {"F4"}
    assert dropped("open-book", HOME, NOON, [floor, chair, chair, chair]) == set()
    by_hand = replace(floor, shown=False)
    assert dropped("open-book", HOME, NOON, [by_hand]) == set()


def test_what_was_just_named_is_dropped_less_and_less() -> None:
    """Named, not done: what was skipped or missed counts as well."""
    past = [
        left_undone("seated-side-bend", 1),
        left_undone("seated-figure-four", 0, Outcome.MISSED),
        done("posture-reset", 0),
        left_undone("standing-hip-hike", 0),
    ]
    names = ("seated-side-bend", "standing-ql-stretch", "posture-reset", "seated-sit-bone-walk", "standing-hip-hike")
    movements = [LIBRARY.movements[name] for name in names]
    left = [{movement.id for movement in fresh(movements, situation(past=past), reach)} for reach in REACHES]
    assert left == [
        {"standing-ql-stretch"},
        {"standing-ql-stretch", "seated-sit-bone-walk"},
        {"seated-side-bend", "standing-ql-stretch", "posture-reset", "seated-sit-bone-walk"},
        set(names),
    ]
    assert REACHES[0] == Reach(4, 2)


def test_a_routine_is_dropped_with_any_of_its_movements() -> None:
    def why(routine: str, profile: Profile = OFFICE, context: Context = NOON, past: Sequence[Past] = ()) -> set[str]:
        return set(routine_drops(LIBRARY.routines[routine], situation(profile, context, past), SAFETY))

    assert why("stand-side-bend-30s") == set()
    assert why("stand-side-bend-30s", replace(OFFICE, quiet=True)) == {"F3"}
    assert why("stand-side-bend-30s", past=[too_much("standing-ql-stretch", 1)]) == {"F11"}
    assert why("stand-side-bend-30s", past=[too_much("stand-side-bend-30s", 1)]) == {"F11"}
    another = replace(NOON, declined=frozenset({"stand-side-bend-30s"}))
    assert why("stand-side-bend-30s", context=another) == {"declined"}
    assert why("butt-walk-programme", HOME, replace(NOON, since_first=30)) == {"F8"}
    assert why("gentle-day-2m", context=calm(8)) == {"F12"}
    assert why("doorway-relief-3m", HOME) == {"F5"}, "no side is sore"
    assert why("doorway-relief-3m", replace(HOME, sore=Side.RIGHT)) == set()
    standing = replace(LIBRARY.routines["quiet-desk-90s"], context="standing")
    seated_only = situation(replace(OFFICE, can_stand=False))
    assert routine_drops(standing, seated_only, SAFETY) == ("F5",), "though all of its movements are seated"
    assert routine_drops(LIBRARY.routines["quiet-desk-90s"], seated_only, SAFETY) == ()
    assert routine_drops(LIBRARY.routines["gentle-day-2m"], situation(context=calm(8)), ALWAYS) == ()
