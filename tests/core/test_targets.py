"""Weekly targets, their pace, and how the week is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.past import Lately, Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.targets import TARGETS, WALK_MOST, most_behind, shortfall, walked, workday, worth_a_word
from deskbreak.core.week import Standing, standings
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import HOME, NOON, OFFICE, WEDNESDAY, ago, both, done, each, left_undone

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


def test_what_was_too_much_fills_no_target() -> None:
    marked = Past(ago(0), "sit-to-stand", Outcome.PARTLY, too_much="sit-to-stand", shown=False)
    ended = done("sit-to-stand", 0)
    assert worked(marked, ended)["strength"] == set()
    assert worked(done("sit-to-stand", 1), marked, ended)["strength"] == {ago(1)}
    assert worked(ended, marked)["strength"] == {WEDNESDAY}, "what was done before it was done"
    assert worked(marked, ended, done("suitcase-hold", 0))["strength"] == {WEDNESDAY}


@pytest.mark.parametrize(
    ("today", "expected"), [(MONDAY, 0.6), (WEDNESDAY, 1.8), (FRIDAY, 3), (SUNDAY, 3), (THURSDAY, 2.4)]
)
def test_the_pace_grows_by_a_fifth_a_working_day(today: date, expected: float) -> None:
    assert shortfall(STRETCH, {}, today) == pytest.approx(expected)


def behind(*past: Past, today: date = WEDNESDAY) -> list[str]:
    return [programme.id for programme in most_behind(Lately(LIBRARY, past, today), today)]


def test_the_mat_and_the_ladder_come_first_then_the_most_behind_then_the_one_named_longer_ago() -> None:
    assert behind(today=MONDAY) == ["butt-walk", "strength", "ball", "stretch"]
    past = (done("butt-walk", 1), done("butt-walk", 0), done("wall-side-plank", 2))
    assert behind(*past) == ["strength", "ball", "stretch"]
    named = left_undone("ball-release-evening", 8, Outcome.MISSED)
    assert behind(named, *past) == ["strength", "stretch", "ball"]
    before_that = left_undone("evening-unwind-7m", 9, Outcome.MISSED)
    assert behind(before_that, named, *past) == ["strength", "stretch", "ball"]


def test_only_what_a_routine_is_for_counts_for_an_evening() -> None:
    at_the_desk = (
        done("sit-to-stand", 2), done("sit-to-stand", 1), done("seated-side-bend", 2), done("standing-ql-stretch", 1),
        done("ball-ql-release-wall", 2), done("ball-glute-release-wall", 1),
    )  # fmt: skip
    assert behind(*at_the_desk) == ["butt-walk", "strength", "ball", "stretch"]
    assert behind(done("suitcase-hold", 2), done("wall-side-plank", 0)) == ["butt-walk", "ball", "stretch"]
    unwound = done("evening-unwind-7m", 1, both("side-rib-breathing"))
    assert behind(unwound)[-1] == "stretch"
    assert behind(unwound, unwound)[-1] == "stretch", "a day is a day"
    marked = Past(ago(1), "evening-unwind-7m", Outcome.PARTLY, too_much="evening-unwind-7m", shown=False)
    assert behind(marked) == behind(), "a word about it is no evening on the mat"


def test_what_was_skipped_rests_for_a_while() -> None:
    skipped = left_undone("ball-release-evening", 1)
    assert "ball" not in behind(skipped)
    assert "ball" in behind(left_undone("ball-release-evening", 14))
    rung = left_undone("side-plank-ladder-1", 5)
    assert "strength" not in behind(rung), "the ladder is one"
    assert "butt-walk" not in behind(left_undone("butt-walk-programme", 6))
    assert "butt-walk" in behind(left_undone("butt-walk-programme", 6), today=FRIDAY), "a week is nearly over"
    twice = [left_undone("butt-walk-programme", days) for days in (6, 1)]
    assert "butt-walk" not in behind(*twice, today=FRIDAY)


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
