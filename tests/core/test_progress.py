"""Going up, going down, and the sore side."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.filters import OF_PERSON, routine_drops
from deskbreak.core.movement import Routine
from deskbreak.core.past import Past
from deskbreak.core.progress import (
    Harder,
    easy_by_now,
    grown,
    harder,
    is_within_reach,
    next_rung,
    steps_down,
    still_sore,
)
from deskbreak.core.situation import Situation
from deskbreak.core.suggest import choose
from tests.core.living import Answer, Person, live, skips_all, takes_all, told, working_days
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import EVENING, HOME, NOON, OFFICE, WEDNESDAY, ago, both, done, each, too_much

SIDE_BEND = LIBRARY.movements["seated-side-bend"]
EASY = tuple(done("seated-side-bend", days) for days in (15, 12, 9, 6, 3, 1))


def test_six_times_over_two_weeks_is_easy() -> None:
    assert easy_by_now("seated-side-bend", EASY, {})
    assert not easy_by_now("seated-side-bend", EASY[1:], {}), "five times"
    assert not easy_by_now("seated-side-bend", [replace(each, day=ago(5)) for each in EASY], {}), "in one day"
    assert not easy_by_now("seated-side-bend", [replace(each, outcome=Outcome.PARTLY) for each in EASY], {})


def test_a_word_against_it_is_heard() -> None:
    assert not easy_by_now("seated-side-bend", (*EASY, too_much("seated-side-bend", 0)), {})
    assert not easy_by_now("seated-side-bend", EASY, {ago(4): 4})
    assert easy_by_now("seated-side-bend", (too_much("seated-side-bend", 16), *EASY), {}), "by now it is easy again"
    assert not easy_by_now("seated-side-bend", (too_much("seated-side-bend", 15), *EASY), {}), "five times since"
    assert easy_by_now("seated-side-bend", EASY, {ago(4): 3, ago(30): 9})


def test_what_may_be_asked() -> None:
    assert harder(SIDE_BEND, EASY[1:], {}) is None
    asked = harder(SIDE_BEND, EASY, {})
    assert asked is not None
    assert (asked.what, asked.id) == ("seated-side-bend", "standing-ql-stretch")
    assert asked.dose is not None
    assert (asked.dose.hold_s, asked.dose.seconds_per_side, asked.dose.seconds_total) == (25, 25, 50)


def test_a_hold_grows_to_thirty_seconds_and_no_further() -> None:
    dose = SIDE_BEND.dose
    for hold in (25, 30, 30):
        dose = grown(dose)
        assert (dose.hold_s, dose.seconds_per_side, dose.seconds_total) == (hold, hold, 2 * hold)
    plank = grown(LIBRARY.movements["wall-side-plank"].dose)
    assert (plank.hold_s, plank.reps, plank.seconds_per_side) == (15, 2, 35), "two holds and a rest of 5 s"
    assert grown(LIBRARY.movements["lazy-banana-stretch"].dose).hold_s == 40, "what is longer stays as it is"


def test_a_set_grows_by_one_repetition() -> None:
    dose = grown(LIBRARY.movements["standing-hip-hike"].dose)
    assert (dose.reps, dose.seconds_per_side, dose.seconds_total) == (9, 27, 54)
    for _ in range(9):
        dose = grown(dose)
    assert dose.reps == 12
    assert grown(LIBRARY.movements["walk-break"].dose) == LIBRARY.movements["walk-break"].dose


def test_the_next_step_of_a_ladder_is_asked_for() -> None:
    easy = [replace(each, what="side-plank-ladder-1") for each in EASY]
    ladder = LIBRARY.routines["side-plank-ladder-1"]
    assert next_rung(ladder, LIBRARY, easy, {}) == Harder("side-plank-ladder-1", "side-plank-ladder-2")
    assert next_rung(ladder, LIBRARY, EASY, {}) is None
    assert next_rung(LIBRARY.routines["evening-unwind-7m"], LIBRARY, easy, {}) is None


def test_the_ladder_is_offered_from_its_lowest_step() -> None:
    """Though level 3 is allowed: only what is below has become easy counts."""
    week = [
        done("butt-walk-programme", 2, each("butt-walk", 0, 0)),
        done("butt-walk-programme", 1, each("butt-walk", 0, 0)),
        done("evening-unwind-7m", 1, each("lazy-banana-stretch", 0, 0)),
    ]
    without_ball = replace(HOME, equipment=HOME.equipment - {"ball"})
    choice = choose(LIBRARY, without_ball, EVENING, week)
    assert (choice.reason, choice.what) == (Reason.WEEKLY, "side-plank-ladder-1")
    assert [(each.id, each.dropped) for each in choice.candidates] == [
        ("side-plank-ladder-3", ("ladder",)),
        ("side-plank-ladder-2", ("ladder",)),
    ]
    easy = [replace(each, what="side-plank-ladder-1") for each in EASY[:-1]]
    easy = [replace(easy[0], day=ago(20)), *easy]
    choice = choose(LIBRARY, without_ball, EVENING, [*easy, *week])
    assert choice.what == "side-plank-ladder-2"


LADDER = ("side-plank-ladder-1", "side-plank-ladder-2", "side-plank-ladder-3")
FIRST, SECOND, THIRD = LADDER
EASY_FIRST = tuple(replace(each, what=FIRST) for each in EASY)
REGULAR = tuple(done("posture-reset", days) for days in range(27, -1, -3))


@pytest.mark.parametrize(
    ("past", "within"),
    [
        ((), [FIRST]),
        (EASY_FIRST, [FIRST, SECOND]),
        ((done(SECOND, 5),), [FIRST, SECOND]),
        ((done(THIRD, 5),), [FIRST, SECOND, THIRD]),
        ((done(SECOND, 5, outcome=Outcome.PARTLY),), [FIRST]),
        ((done(SECOND, 9), done(SECOND, 5, outcome=Outcome.PARTLY)), [FIRST, SECOND]),
        ((done(SECOND, 9), *(done(SECOND, 5, outcome=Outcome.PARTLY),) * 2), [FIRST]),
        ((done(THIRD, 9), too_much(THIRD, 5)), [FIRST, SECOND]),
    ],
)
def test_who_came_up_the_ladder_stays_there(past: tuple[Past, ...], within: list[str]) -> None:
    """What became easy long ago is no longer in the past that is told: a step that was done says that it had."""
    known = sorted((*past, *REGULAR), key=lambda each: each.day)
    assert [name for name in LADDER if is_within_reach(LIBRARY.routines[name], LIBRARY, known, {}, WEDNESDAY)] == within


@pytest.mark.parametrize("before", [(), tuple(done(SECOND, days) for days in range(40, 15, -4))])
def test_after_a_long_time_away_the_ladder_is_a_step_lower(before: tuple[Past, ...]) -> None:
    away = (*before, done(THIRD, 15), done(THIRD, 14))
    for since in ((), (done("posture-reset", 0),)):
        assert not is_within_reach(LIBRARY.routines[THIRD], LIBRARY, (*away, *since), {}, WEDNESDAY)
        assert is_within_reach(LIBRARY.routines[SECOND], LIBRARY, (*away, *since), {}, WEDNESDAY)


@pytest.mark.parametrize("weekdays", [{0, 3}, {2}])
def test_who_does_the_ladder_every_week_comes_to_its_last_step_and_stays_there(weekdays: set[int]) -> None:
    """With as much of the past as the running program is told."""
    past: list[Past] = []
    steps: list[str] = []
    for day in working_days(150):
        at_noon = replace(NOON, now=datetime.combine(day, NOON.now.time()))
        if day.weekday() in weekdays:
            now = Situation.of(LIBRARY, HOME, at_noon, told(past, day))
            steps.append(next(name for name in reversed(LADDER) if not routine_drops(_routine(name), now, OF_PERSON)))
            past.append(Past(day, steps[-1], Outcome.TAKEN, (each("wall-side-plank", 10, 10),)))
        past.append(Past(day, "posture-reset", Outcome.TAKEN, (both("posture-reset"),)))
    assert steps == [FIRST] * 6 + [SECOND] * 6 + [THIRD] * (len(steps) - 12)


def _routine(name: str) -> Routine:
    return LIBRARY.routines[name]


@pytest.mark.parametrize("days", [14, 28, 29, 40, 56, 57, 100])
@pytest.mark.parametrize("answer", [takes_all, skips_all])
def test_whoever_comes_back_begins_easier_and_not_anew(days: int, answer: Answer) -> None:
    past = [lived.kept for lived in live(Person("somebody", OFFICE, answer), 20) if lived.kept]
    back = past[-1].day + timedelta(days=days)
    known = told(past, back)
    noon = replace(NOON, now=datetime.combine(back, NOON.now.time()))
    assert choose(LIBRARY, OFFICE, replace(noon, number=1, since_first=30), known).reason is Reason.SCORE
    choice = choose(LIBRARY, OFFICE, noon, known)
    is_easier = choice.easier or "instead_of" in choice.facts
    assert is_easier is (answer is takes_all), "who never did anything was not away from it"


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ((), False),
        ((done("seated-side-bend", 1),), False),
        ((too_much("seated-side-bend", 8),), True),
        ((too_much("seated-side-bend", 9), done("seated-side-bend", 1)), False),
        ((done("seated-side-bend", 2, outcome=Outcome.PARTLY), done("seated-side-bend", 1)), False),
        ((done("seated-side-bend", 2, outcome=Outcome.PARTLY),) * 2, True),
        ((done("seated-side-bend", 2, outcome=Outcome.PARTLY), done("sit-to-stand", 1)), False),
        ((done("seated-side-bend", 14),), True),
        ((done("seated-side-bend", 14), done("sit-to-stand", 3)), False),
        ((done("seated-side-bend", 30), done("sit-to-stand", 3)), True),
        ((done("seated-side-bend", 30), done("sit-to-stand", 3), done("seated-side-bend", 2)), False),
        ((done("sit-to-stand", 40),), True),
        ((done("sit-to-stand", 40), done("posture-reset", 3)), True),
        ((done("sit-to-stand", 3),), False),
    ],
)
def test_when_the_easier_way_comes(past: tuple[Past, ...], expected: bool) -> None:
    assert steps_down("seated-side-bend", past, WEDNESDAY) is expected


def test_the_easier_way_is_said_or_takes_the_place() -> None:
    """Of a hip hike the easier one is a movement of its own; of a side bend it is only words."""
    since = (done("walk-break", 12),) * 4
    held = replace(OFFICE, liked=frozenset({"standing-hip-hike"}))
    past = (done("standing-hip-hike", 13, each("standing-hip-hike", 12, 0), outcome=Outcome.PARTLY),) * 2
    choice = choose(LIBRARY, held, NOON, (*past, *since))
    assert choice.what == "seated-sit-bone-walk"
    assert choice.facts["instead_of"] == "standing-hip-hike"
    held = replace(OFFICE, liked=frozenset({"seated-side-bend"}))
    past = (done("seated-side-bend", 13, each("seated-side-bend", 10, 0), outcome=Outcome.PARTLY),) * 2
    others = replace(NOON, declined=frozenset({"standing-ql-stretch", "standing-hip-hike"}))
    choice = choose(LIBRARY, held, others, (*past, *since))
    assert (choice.what, choice.easier) == ("seated-side-bend", True)


def test_a_sore_side_is_asked_about_after_fourteen_days_of_silence() -> None:
    assert still_sore(ago(14), None, WEDNESDAY)
    assert not still_sore(ago(13), None, WEDNESDAY)
    assert not still_sore(ago(40), ago(3), WEDNESDAY)
    assert still_sore(ago(40), ago(14), WEDNESDAY)
