"""Weekly targets, their pace, and how the week is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from deskbreak.core.past import Lately, Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.targets import TARGETS, WALK_MOST, most_behind, shortfall, walked, workday, worth_a_word
from deskbreak.core.week import Standing, standings
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import HOME, NOON, OFFICE, WEDNESDAY, ago, both, done, each

MONDAY, THURSDAY, FRIDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 8)
BUTT_WALK, STRENGTH, BALL, STRETCH = TARGETS
WALKS = {"walk-break", "daily-walk"}


def worked(*past: Past, today: date = WEDNESDAY) -> dict[str, set[date]]:
    return Lately(LIBRARY, past, today).worked


def test_the_week_is_counted_in_days_from_monday_on() -> None:
    past = (
        done("seated-side-bend", 3, each("seated-side-bend", 20, 20)),
        done("seated-side-bend", 2, each("seated-side-bend", 20, 20)),
        done("doorway-ql-stretch", 2, each("doorway-ql-stretch", 20, 20)),
        done("desk-hinge-stretch", 0),
    )
    assert worked(*past)["stretch"] == {MONDAY, WEDNESDAY}, "not Sunday's"


@pytest.mark.parametrize(
    ("today", "expected"), [(MONDAY, 0.6), (WEDNESDAY, 1.8), (FRIDAY, 3), (SUNDAY, 3), (THURSDAY, 2.4)]
)
def test_the_pace_grows_by_a_fifth_a_working_day(today: date, expected: float) -> None:
    assert shortfall(STRETCH, {}, today) == pytest.approx(expected)


def test_most_behind_comes_first() -> None:
    assert [target.id for target in most_behind({}, MONDAY)] == ["butt-walk", "stretch", "strength", "ball"]
    past = (done("butt-walk", 1), done("butt-walk", 0), done("seated-side-bend", 0))
    assert [target.id for target in most_behind(worked(*past), WEDNESDAY)] == ["strength", "ball", "stretch"]


def test_a_target_is_mentioned_once_on_thursday_and_never_after() -> None:
    nothing = frozenset[str]()
    behind = [target.id for target in worth_a_word(TARGETS, {}, THURSDAY, nothing)]
    assert behind == ["butt-walk", "strength", "ball", "stretch"]
    assert [target.id for target in worth_a_word(TARGETS, {}, THURSDAY, {"ball", "stretch"})] == behind[:2]
    assert worth_a_word(TARGETS, {}, WEDNESDAY, nothing) == []
    assert worth_a_word(TARGETS, {}, FRIDAY, nothing) == []
    twice = worked(done("butt-walk", 1), done("butt-walk", 0), today=THURSDAY)
    assert BUTT_WALK not in worth_a_word(TARGETS, twice, THURSDAY, nothing), "2 of 3 is floor(2.4)"


def test_the_weekend_is_the_end_of_the_week() -> None:
    assert [workday(date(2026, 3, day)) for day in range(2, 9)] == [1, 2, 3, 4, 5, 5, 5]


def test_walking_is_added_up_to_half_an_hour() -> None:
    past = [
        done("walk-break", 0, both("walk-break", 420)),
        done("after-long-meeting-3m", 0, both("walk-break", 42), both("stand-and-shift", 15)),
        done("walk-break", 1, both("walk-break", 900)),
    ]
    assert walked(past, WALKS, WEDNESDAY) == 462
    assert walked([*past, done("daily-walk", 0, both("daily-walk", 2400))], WALKS, WEDNESDAY) == WALK_MOST


def test_only_what_somebody_can_reach_is_shown() -> None:
    def ids(profile: Profile) -> list[str]:
        return [standing.id for standing in standings(LIBRARY, profile, NOON, ())]

    assert ids(HOME) == ["walk", "butt-walk", "strength", "ball", "stretch"]
    assert ids(OFFICE) == ["walk", "strength", "stretch"]
    assert ids(replace(OFFICE, can_stand=False)) == ["stretch"]
    assert ids(replace(HOME, answers={"kidney-trouble": Answer.YES})) == ["walk", "butt-walk", "strength", "stretch"]
    assert ids(replace(HOME, red_flag=RedFlag.EMERGENCY)) == []


def test_how_the_week_stands() -> None:
    past = [done("walk-break", 0), done("sit-to-stand", 2), done("sit-to-stand", 0), done("seated-side-bend", 1)]
    assert standings(LIBRARY, OFFICE, NOON, past) == (
        Standing("walk", 30, 1200),
        Standing("strength", 2, 2),
        Standing("stretch", 1, 3),
    )
    thursday = Context(datetime(2026, 3, 5, 12), since_first=180, number=5)
    told = standings(LIBRARY, OFFICE, thursday, past)
    assert [standing.id for standing in told if standing.mention] == ["stretch"]
    assert not any(each.mention for each in standings(LIBRARY, OFFICE, thursday, past, frozenset({"stretch"})))
    assert ago(2) == MONDAY
