"""How much of the library is left of what somebody tells, counted another way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak.core.fitting import Fitting, fitting
from deskbreak.core.offers import is_open
from deskbreak.core.profile import Answer, Profile, RedFlag
from tests.core.policy_library import CONDITIONS, LIBRARY
from tests.core.policy_words import HOME, NOON, OFFICE, situation
from tests.core.test_safety import WITHHELD

ALL = len(LIBRARY.movements)
ANYWHERE = replace(HOME, level_max=3)


def of(profile: Profile, **answers: Answer) -> Profile:
    return replace(profile, answers={name.replace("_", "-"): answer for name, answer in answers.items()})


def parts(found: Fitting) -> int:
    return found.fit + found.care + sum(found.left_out.values()) + found.in_doubt + found.out_of_reach


def test_to_somebody_who_has_everything_everything_fits() -> None:
    found = fitting(situation(ANYWHERE, NOON, ()))
    assert (found.all, found.fit, found.care, found.out_of_reach, found.in_doubt) == (ALL, ALL, 0, 0, 0)
    assert found.left_out == {}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_leaves_out_as_many_as_the_matrix_says(condition: str) -> None:
    found = fitting(situation(replace(ANYWHERE, answers={condition: Answer.YES}), NOON, ()))
    assert found.left_out == {condition: WITHHELD[condition]}
    assert found.fit + found.care + found.out_of_reach >= ALL - WITHHELD[condition]
    assert found.fit + found.care <= ALL - WITHHELD[condition]
    assert parts(found) == ALL


def test_the_weightiest_condition_comes_first() -> None:
    profile = of(ANYWHERE, knee=Answer.YES, recent_surgery=Answer.YES, pregnant=Answer.YES)
    assert list(fitting(situation(profile, NOON, ())).left_out) == ["recent-surgery", "pregnant", "knee"]


def test_open_questions_leave_the_harder_ones_waiting() -> None:
    profile = replace(ANYWHERE, answers=dict.fromkeys(CONDITIONS, Answer.UNSAID))
    found = fitting(situation(profile, NOON, ()))
    assert found.left_out == {}
    # Those of level 2 and 3, and those with a ball.
    harder = [one for one in LIBRARY.movements.values() if one.level > 1 or one.kind == "release"]
    assert (found.in_doubt + found.care, found.fit) == (len(harder), ALL - len(harder))


@pytest.mark.parametrize(
    "somebody",
    [
        of(OFFICE, knee=Answer.YES, recent_surgery=Answer.YES, pregnant=Answer.UNSAID, dizzy_balance=Answer.YES),
        of(replace(OFFICE, floor_ok=False, level_max=1), pregnant=Answer.YES, knee=Answer.UNSAID),
        of(replace(HOME, red_flag=RedFlag.SOON, can_stand=False), knee=Answer.YES),
    ],
)
def test_each_counts_once_and_what_can_be_begun_by_hand_really_can(somebody: Profile) -> None:
    here = situation(somebody, NOON, ())
    found = fitting(here)
    assert parts(found) == ALL
    by_hand = [one for one in LIBRARY.movements.values() if is_open(one, here)]
    assert found.fit + found.care == len(by_hand)


def test_what_is_not_at_hand_is_told_apart() -> None:
    found = fitting(situation(OFFICE, NOON, ()))
    assert found.fit + found.out_of_reach == ALL


@pytest.mark.parametrize("sign", [RedFlag.EMERGENCY, RedFlag.SAME_DAY])
def test_under_a_warning_sign_nothing_fits(sign: RedFlag) -> None:
    found = fitting(situation(replace(ANYWHERE, red_flag=sign), NOON, ()))
    assert (found.fit, found.care) == (0, 0)
