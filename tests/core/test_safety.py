"""Conditions, warning signs, and what somebody can do: what is withheld, and that nothing takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak.core.movement import Contraindications
from deskbreak.core.profile import Answer, Profile, RedFlag
from deskbreak.core.safety import LASTING, THINGS, Verdict, has_all, limits, locked, routine_verdict, verdict
from tests.core.oracle_policy import NEEDED
from tests.core.policy_library import CONDITIONS, LIBRARY


def said(answer: Answer, *conditions: str, red_flag: RedFlag | None = None) -> Profile:
    return Profile(answers=dict.fromkeys(conditions, answer), level_max=3, red_flag=red_flag)


def of(movement: str, profile: Profile) -> Verdict:
    return verdict(LIBRARY.movements[movement], limits(profile))


# The last line of the matrix in content section 5.6.
WITHHELD = dict(zip(CONDITIONS, (28, 1, 12, 13, 32, 13, 3, 4, 17, 2, 7, 2, 1, 6, 4), strict=True))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_withholds_as_many_as_the_matrix_says(condition: str) -> None:
    profile = said(Answer.YES, condition)
    withheld = [name for name in LIBRARY.movements if of(name, profile) is Verdict.WITHHELD]
    assert len(withheld) == WITHHELD[condition]


def test_the_strictest_of_several_conditions_holds() -> None:
    assert of("seated-side-bend", said(Answer.YES, "pregnant")) is Verdict.OK
    assert of("seated-side-bend", said(Answer.YES, "pregnant", "osteoporosis")) is Verdict.CARE
    assert of("seated-side-bend", said(Answer.YES, "pregnant", "osteoporosis", "acute-pain")) is Verdict.WITHHELD


def test_a_no_is_a_no_and_no_answer_is_one_too() -> None:
    for profile in (said(Answer.NO, *CONDITIONS), Profile()):
        assert {of(name, profile) for name in LIBRARY.movements} == {Verdict.OK}


@pytest.mark.parametrize("name", LIBRARY.movements)
def test_prefer_not_to_say_is_a_yes_for_what_is_harder_and_for_a_ball(name: str) -> None:
    movement = LIBRARY.movements[name]
    unsaid, yes = of(name, said(Answer.UNSAID, *CONDITIONS)), of(name, said(Answer.YES, *CONDITIONS))
    assert unsaid is (yes if movement.level >= 2 or movement.kind == "release" else Verdict.OK)


def test_prefer_not_to_say_counts_in_a_routine_movement_by_movement() -> None:
    unsaid = limits(said(Answer.UNSAID, "kidney-trouble"))
    assert routine_verdict(LIBRARY.routines["ball-release-evening"], unsaid, LIBRARY) is Verdict.WITHHELD
    assert routine_verdict(LIBRARY.routines["evening-unwind-7m"], unsaid, LIBRARY) is Verdict.OK


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("name", LIBRARY.routines)
def test_a_routine_is_withheld_for_whom_it_says(name: str, condition: str) -> None:
    routine = LIBRARY.routines[name]
    expected = (
        Verdict.WITHHELD
        if condition in routine.blocked_for
        else Verdict.CARE if condition in routine.manual_only_for else Verdict.OK
    )  # fmt: skip
    assert routine_verdict(routine, limits(said(Answer.YES, condition)), LIBRARY) is expected


def test_a_movement_that_nobody_judged_needs_care_under_any_condition() -> None:
    unjudged = replace(LIBRARY.movements["stand-and-shift"], contraindications=None)
    assert verdict(unjudged, limits(said(Answer.YES, "knee"))) is Verdict.CARE
    assert verdict(unjudged, limits(Profile())) is Verdict.OK
    judged = replace(unjudged, contraindications=Contraindications())
    assert verdict(judged, limits(said(Answer.YES, "knee"))) is Verdict.OK


def test_the_first_two_levels_of_warning_signs_lock() -> None:
    locks = {flag: locked(Profile(red_flag=flag)) for flag in (None, *RedFlag)}
    assert locks == {None: False, RedFlag.EMERGENCY: True, RedFlag.SAME_DAY: True, RedFlag.SOON: False}


def test_the_third_level_is_gentle_like_long_lasting_pain() -> None:
    soon, lasting = limits(said(Answer.NO, red_flag=RedFlag.SOON)), limits(said(Answer.YES, LASTING))
    assert soon == lasting
    assert (soon.level, limits(said(Answer.NO)).level) == (1, 3)


def test_one_of_the_things_that_would_do_is_enough() -> None:
    desk, wall, bare = (Profile(equipment=frozenset(things)) for things in (["desk"], ["wall"], ()))
    assert has_all(("desk or wall for balance",), desk)
    assert has_all(("desk or wall for balance",), wall)
    assert not has_all(("desk or wall for balance",), bare)
    assert has_all(("none", "desk for support"), bare)
    assert not has_all(("soft massage or tennis ball", "wall"), wall)
    assert has_all(("Wall", "pillow for the head"), wall)


@pytest.mark.parametrize("phrase", ["kettlebell 24 kg", "wheelchair", "football", "wallet", "carrier bags", ""])
def test_a_thing_that_is_not_known_nobody_has(phrase: str) -> None:
    assert not has_all((phrase,), Profile(equipment=frozenset(THINGS)))
    assert has_all((phrase, "none"), Profile(equipment=frozenset()))


def test_every_thing_of_the_library_is_known_to_be_needed_or_not() -> None:
    lists = [entry.equipment for entry in LIBRARY.movements.values()]
    lists += [entry.equipment for entry in LIBRARY.routines.values()]
    things = {thing for entries in lists for thing in entries if "none" not in entries}
    bare = Profile(equipment=frozenset())
    assert {thing for thing in things if not has_all((thing,), bare)} == {thing for thing in things if thing in NEEDED}
