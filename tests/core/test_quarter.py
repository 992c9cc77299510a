"""Sixty-five working days of fourteen breaks, for people of all sorts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from deskbreak.core.choice import Reason
from deskbreak.core.profile import Place
from deskbreak.core.sides import SIDE_TOL
from deskbreak.core.targets import PROGRAMMES
from tests.core.living import BREAKS, Person, live, skips_all
from tests.core.oracle_policy import parts
from tests.core.policy_library import LIBRARY
from tests.core.quarter import DAYS, PEOPLE, WITH_BALL, Quarter, eligible, quarter, report

NAMES = [person.name for person in PEOPLE]
WEEKS = DAYS // 5
TAKERS = {
    "office": {"strength", "stretch"},
    "quiet office": {"strength", "stretch"},
    "home": {"butt-walk", "strength", "stretch"},
    "home with a ball": {"butt-walk", "strength", "ball", "stretch"},
    "sore left": {"butt-walk", "strength", "stretch"},
    "kidney trouble": {"butt-walk", "strength", "stretch"},
    "office and home": {"strength", "stretch"},
    "thirty seconds": {"strength", "stretch"},
}
"""Those who take everything, and can, with the targets that they reach in every week."""
FEW = {"recent surgery", "acute pain", "red flag", "osteoporosis", "hip and dizzy", "pregnant"}
"""For whom there are fewer than eight movements."""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_withheld_is_ever_suggested(name: str) -> None:
    assert quarter(name).withheld() == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_sides_stay_even(name: str) -> None:
    difference, family = quarter(name).difference()
    assert difference <= SIDE_TOL, family


@pytest.mark.parametrize("name", NAMES)
def test_a_day_has_four_families_or_more(name: str) -> None:
    of = quarter(name)
    for (day, breaks), families in zip(of.days().items(), of.families(), strict=True):
        if eligible(of.person, breaks) >= 8:
            assert families >= 4, day


def test_most_people_have_eight_movements_or_more() -> None:
    """Or else the test above would say nothing."""
    assert {person.name for person in PEOPLE if eligible(person, list(quarter(person.name).breaks)) < 8} == FEW


@pytest.mark.parametrize("name", TAKERS)
def test_weekly_targets_are_reached_by_who_takes_what_is_offered(name: str) -> None:
    of = quarter(name)
    assert of.walk_days() == DAYS
    reached = {target for target, weeks in of.weeks().items() if weeks == WEEKS}
    assert reached >= TAKERS[name]


@pytest.mark.parametrize("name", ["cannot stand", "cannot stand, at home"])
def test_who_cannot_stand_is_never_told_to(name: str) -> None:
    for lived in quarter(name).breaks:
        assert not lived.choice.stands_up
        assert lived.choice.longer is None
        assert all(LIBRARY.movements[part].context == "seated" for part in parts(lived.choice.what or "posture-reset"))
        assert lived.choice.what is not None, "there is always something seated"


@pytest.mark.parametrize("name", ["red flag", "recent surgery"])
def test_for_some_there_are_plain_breaks_only(name: str) -> None:
    assert {lived.choice.what for lived in quarter(name).breaks} == {None}


def test_with_acute_pain_there_is_the_gentle_list() -> None:
    found = {lived.choice.what for lived in quarter("acute pain").breaks}
    assert found == {"stand-and-shift", "walk-break", "side-rib-breathing", "posture-reset", "gentle-day-2m"}


def test_who_skips_everything_is_still_offered_something_else_each_time() -> None:
    breaks = quarter("skips everything").breaks
    for before, after in pairwise(breaks):
        assert before.choice.what != after.choice.what
    walks = [lived for lived in breaks if lived.choice.reason is Reason.WALK]
    assert len(walks) == 3 * DAYS


def test_with_half_a_minute_no_side_is_left_out() -> None:
    breaks = quarter("thirty seconds").breaks
    for before, after in pairwise(breaks):
        if before.choice.owed and before.context.today == after.context.today:
            assert (after.choice.what, after.choice.sides) == (before.choice.what, (before.choice.owed,))


def test_evening_routines_are_for_the_evening_at_home() -> None:
    of = quarter("office and home")
    weekly = [lived for lived in of.breaks if lived.choice.reason is Reason.WEEKLY]
    assert weekly
    for lived in weekly:
        assert of.person.profile.places[lived.context.now.weekday()] is Place.HOME
        assert lived.context.now.time() >= BREAKS[-2]


@pytest.mark.parametrize(
    ("name", "a_week"),
    [
        ("home", {"butt-walk": 3, "strength": 1, "ball": 0, "stretch": 1}),
        ("home with a ball", {"butt-walk": 2.5, "strength": 1, "ball": 0.1, "stretch": 1}),
        ("sore right, some of it", {"butt-walk": 1, "strength": 0.9, "ball": 0.8, "stretch": 1}),
        ("prefers not to say", {"butt-walk": 0, "strength": 1, "ball": 0, "stretch": 2}),
    ],
)
def test_every_evening_has_what_the_week_has_had_too_little_of(name: str, a_week: dict[str, float]) -> None:
    """Of somebody's evenings, so many a week or more are for each programme; none for what they cannot have."""
    offered = dict(zip((each.id for each in PROGRAMMES), quarter(name).evenings(), strict=True))
    assert [each for each in a_week if offered[each] < a_week[each] * WEEKS] == []
    assert [each for each in a_week if not a_week[each] and offered[each]] == []


def test_who_skips_every_evening_has_fewer_of_them() -> None:
    skips = Person("skips every evening", WITH_BALL, skips_all)
    evenings = Quarter(skips, tuple(live(skips, DAYS))).evenings()
    assert 0 < max(evenings) <= 1.1 * WEEKS
    assert sum(evenings) < 0.55 * DAYS


def test_after_a_long_meeting_comes_its_routine() -> None:
    met = [lived.choice.what for lived in quarter("long meetings").breaks if lived.context.after_long_meeting]
    assert met == [
        "stand-side-bend-30s" if not number else "after-long-meeting-3m" for number in range(1, 2 * DAYS + 1)
    ]


def test_the_report_reads_sensibly() -> None:
    text = report([quarter("office"), quarter("red flag")])
    assert "office    910     910   0      0         " in text
    assert "red flag  910     0     910    0         0 " in text
    assert "office, Wednesday 21 January:\n  10:00  " in text
    line = "  11:30  Walk break                      120 s                         Every fourth break is a walk; "
    assert f"{line}this is number 4 today.\n" in text
    plain = "You ticked a warning sign, so there are plain breaks only until a professional has looked at it.\n"
    assert text.count(plain) == 14
    assert "+3 nothing like it today" in text


def test_there_are_a_dozen_people_and_more() -> None:
    assert len(PEOPLE) >= 12
