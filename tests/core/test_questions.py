"""What is asked after a break, and told when the working day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deskbreak.core.asked import ASIDES, NO, YES, Asked, What, asked_on, last
from deskbreak.core.breaks import Outcome
from deskbreak.core.hours import Hours, Span
from deskbreak.core.movement import Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.questions import Question, after_break, after_day
from deskbreak.core.situation import Situation
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import HOME, NOON, OFFICE, WEDNESDAY, ago, done, situation, too_much
from tests.core.test_policy_invariants import contexts, pasts, profiles

BEND, PLANK, LADDER = "seated-side-bend", "wall-side-plank", "side-plank-ladder-1"
LEFT = replace(OFFICE, sore=Side.LEFT)
BEGINNER = replace(HOME, level_max=1)


def often(what: str, *days: int) -> tuple[Past, ...]:
    return tuple(done(what, each) for each in days or (15, 12, 9, 6, 3, 0))


def question(profile: Profile, past: tuple[Past, ...] = (), *asked: Asked, context: Context = NOON) -> Question | None:
    return after_break(situation(profile, context, past), asked)


def sore_for(days: int, side: Side = Side.LEFT) -> Asked:
    return Asked(ago(days), What.SORE_SET, side)


# -- more, and harder ---------------------------------------------------------------


def test_what_has_become_easy_may_be_held_longer() -> None:
    asked = question(OFFICE, often(BEND))
    assert asked is not None
    assert (asked.what, asked.about) == (What.MORE, BEND)
    assert asked.dose is not None
    assert asked.dose.hold_s == 25


def test_a_harder_level_is_asked_for_before_it_ever_comes() -> None:
    assert question(BEGINNER, often(PLANK)) == Question(What.HARDER, PLANK, level=2)
    assert question(BEGINNER, often(LADDER)) == Question(What.HARDER, LADDER, level=2)
    assert question(replace(BEGINNER, level_max=2), often(LADDER)) is None, "it is named without asking"


@pytest.mark.parametrize(
    "profile",
    [
        replace(BEGINNER, floor_ok=False),
        replace(BEGINNER, equipment=frozenset({"chair", "desk", "wall"})),
        replace(BEGINNER, answers={"shoulder-wrist": Answer.UNSAID}),
        replace(BEGINNER, answers={"long-lasting-pain": Answer.YES}),
    ],
)
def test_nobody_is_asked_for_what_they_could_not_do(profile: Profile) -> None:
    asked = question(profile, often(PLANK))
    assert asked is None or asked.what is What.MORE


def test_only_what_was_done_just_now_is_asked_about() -> None:
    assert question(OFFICE, (*often(BEND), done("posture-reset", 0))) is None
    assert question(OFFICE, often(BEND, 16, 13, 10, 7, 4, 1)) is None, "yesterday"
    assert question(OFFICE, (*often(BEND), done(BEND, 0, outcome=Outcome.PARTLY))) is None


def test_it_is_asked_again_only_after_as_much_again() -> None:
    asked = Asked(ago(2), What.MORE, BEND, NO)
    assert question(OFFICE, often(BEND), asked) is None
    assert question(OFFICE, often(BEND), replace(asked, about="posture-reset")) is not None
    assert question(OFFICE, often(BEND), replace(asked, day=ago(16))) is not None


def test_no_more_than_a_break_has_time_for() -> None:
    assert question(replace(OFFICE, budget=20), often(BEND)) is None


def test_no_more_after_it_was_too_much_or_the_back_was_worse() -> None:
    assert question(OFFICE, (too_much(BEND, 14), *often(BEND, 13, 11, 9, 6, 3, 0))) is None
    assert question(OFFICE, often(BEND), context=replace(NOON, check_ins={ago(4): 4})) is None
    assert question(OFFICE, often(BEND), context=replace(NOON, check_ins={ago(4): 3})) is not None


# -- the sore side, and the back ----------------------------------------------------


def test_a_sore_side_is_asked_about_after_fourteen_days_of_silence() -> None:
    assert question(LEFT, (), sore_for(14)) == Question(What.SORE, "left")
    checked = replace(NOON, check_ins={ago(3): 2})
    assert question(LEFT, (), sore_for(14), context=checked) is None
    assert question(LEFT, (), sore_for(30), Asked(ago(13), What.SORE, "left", YES), Asked(ago(2), What.BACK)) is None
    again = question(LEFT, (), sore_for(30), Asked(ago(14), What.SORE, "left", YES))
    assert again is not None
    assert again.what is What.SORE


def test_a_side_that_was_set_just_now_is_not_asked_about() -> None:
    assert question(LEFT) is None
    assert question(LEFT, (), sore_for(30, Side.RIGHT)) is None
    assert question(OFFICE, (), sore_for(30), Asked(ago(3), What.SORE_SET)) is None


def test_the_back_is_asked_about_once_a_week() -> None:
    assert question(LEFT, (), sore_for(6)) is None
    assert question(LEFT, (), sore_for(7)) == Question(What.BACK)
    assert question(LEFT, (), sore_for(13), Asked(ago(6), What.BACK)) is None
    assert question(LEFT, (), sore_for(13), Asked(ago(7), What.BACK)) == Question(What.BACK)
    checked = replace(NOON, check_ins={ago(3): 2})
    assert question(LEFT, (), sore_for(13), context=checked) is None
    assert question(OFFICE, (), sore_for(13)) is None


# -- when nothing is asked ----------------------------------------------------------


@pytest.mark.parametrize("flag", RedFlag)
def test_under_a_warning_sign_nothing_is_asked(flag: RedFlag) -> None:
    assert question(replace(LEFT, red_flag=flag), often(BEND), sore_for(14)) is None


def test_on_a_gentle_day_nothing_is_asked() -> None:
    assert question(replace(LEFT, answers={"acute-pain": Answer.YES}), often(BEND), sore_for(14)) is None
    assert question(LEFT, often(BEND), sore_for(30), context=replace(NOON, check_ins={WEDNESDAY: 7})) is None


@pytest.mark.parametrize("what", sorted(ASIDES))
def test_one_a_day(what: What) -> None:
    assert question(OFFICE, often(BEND), Asked(WEDNESDAY, what, "other")) is None
    assert question(OFFICE, often(BEND), Asked(ago(1), what, "other")) is not None


asides = st.builds(
    Asked,
    st.integers(0, 40).map(ago),
    st.sampled_from(What),
    st.sampled_from([BEND, PLANK, LADDER, "left", "right", "stretch", ""]),
    st.none() | st.sampled_from([YES, NO]),
)
before = st.lists(asides, max_size=6).map(lambda found: tuple(sorted(found, key=lambda each: each.day)))
easy = st.sampled_from([BEND, PLANK, LADDER, "ball-ql-release-wall", "side-plank-ladder-2"]).map(often)


@settings(max_examples=400, deadline=None)
@given(profiles, contexts, pasts | easy, before)
def test_whoever_it_is_nobody_is_asked_what_they_must_not_be(
    profile: Profile, context: Context, past: tuple[Past, ...], asked: tuple[Asked, ...]
) -> None:
    here = Situation.of(LIBRARY, profile, context, past)
    found = after_break(here, asked)
    assert found == after_break(here, asked)
    if found is None:
        return
    assert profile.red_flag is None
    assert profile.answers.get("acute-pain") is not Answer.YES
    assert context.check_in < 7
    assert not asked_on(asked, context.today)
    if found.what is What.HARDER:
        assert found.level is not None
        assert profile.level_max < found.level
        assert profile.answers.get("long-lasting-pain") is not Answer.YES
    if found.what in (What.HARDER, What.MORE):
        assert past[-1].what == found.about
        before_that = last(asked, What.HARDER, What.MORE, about=found.about)
        assert before_that is None or context.today - before_that.day >= timedelta(days=14)
    if found.what in (What.SORE, What.BACK):
        assert profile.sore is not None
        assert not any(day > context.today - timedelta(days=7) for day in context.check_ins)


# -- the end of the day -------------------------------------------------------------

WORK = Hours(((Span(9 * 60, 12 * 60), Span(13 * 60, 17 * 60)),) * 5 + ((), ()))


def local(wall: float) -> datetime:
    return datetime.fromtimestamp(wall, UTC).replace(tzinfo=None)


def summed_up(when: datetime, *asked: Asked, hours: Hours = WORK, profile: Profile = OFFICE) -> list[What]:
    here = Situation.of(LIBRARY, profile, replace(NOON, now=when), ())
    return [each.what for each in after_day(here, asked, hours, local, when.replace(tzinfo=UTC).timestamp())]


def test_the_day_is_summed_up_when_its_hours_are_over() -> None:
    assert summed_up(datetime(2026, 3, 4, 17)) == [What.DAY]
    assert summed_up(datetime(2026, 3, 4, 12)) == [], "at lunch"
    assert summed_up(datetime(2026, 3, 4, 14)) == [], "at work"
    assert summed_up(datetime(2026, 3, 4, 17), Asked(WEDNESDAY, What.DAY)) == []
    assert summed_up(datetime(2026, 3, 4, 17), Asked(WEDNESDAY, What.MORE, BEND)) == [What.DAY]


def test_on_the_last_day_it_is_the_week() -> None:
    assert summed_up(datetime(2026, 3, 6, 17)) == [What.WEEK, What.DAY]
    assert summed_up(datetime(2026, 3, 6, 17), Asked(date(2026, 3, 6), What.WEEK)) == []
    only_monday = Hours(((Span(9 * 60, 17 * 60),),) + ((),) * 6)
    assert summed_up(datetime(2026, 3, 2, 17), hours=only_monday) == [What.WEEK, What.DAY]


def test_a_bad_day_is_not_summed_up() -> None:
    for profile in (replace(OFFICE, red_flag=RedFlag.SOON), replace(OFFICE, answers={"acute-pain": Answer.YES})):
        assert summed_up(datetime(2026, 3, 4, 17), profile=profile) == []


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.times())
def test_the_day_is_never_over_while_there_is_work_to_come(day: date, clock: time) -> None:
    when = datetime.combine(day, clock)
    assume(summed_up(when) == [])
    assert day.weekday() < 5
    assert clock < time(17)
