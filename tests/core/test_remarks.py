"""A word beside a reminder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from deskbreak.core.asked import Asked, What
from deskbreak.core.breaks import Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.effects import Asking
from deskbreak.core.laying_out import suggestion_of
from deskbreak.core.movement import Movement
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.remarks import LongerWalk, Pace, Remark, Welcome, remark
from deskbreak.core.situation import Situation
from deskbreak.core.suggest import choose
from deskbreak.core.suggestion import Suggestion
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import NOON, OFFICE, ago, done, each, left_undone, situation

PLAIN: Movement = LIBRARY.movements["posture-reset"]
THURSDAY = replace(NOON, now=datetime(2026, 3, 5, 12))
WALK_DUE = replace(NOON, since_walk=130)
BENT = (done("seated-side-bend", 3, each("seated-side-bend", 20, 20)),)


def named(here: Situation) -> Suggestion:
    choice = choose(here.library, here.profile, here.context, here.past)
    return suggestion_of(choice, here.library, here.profile, PLAIN)


def said(
    profile: Profile = OFFICE,
    context: Context = NOON,
    past: tuple[Past, ...] = BENT,
    asking: Asking = Asking.DUE,
    *asked: Asked,
) -> Remark | None:
    here = situation(profile, context, past)
    return remark(here, named(here), asking, asked)


def test_most_reminders_have_none() -> None:
    assert said() is None


# -- welcome back -------------------------------------------------------------------


@pytest.mark.parametrize(("days", "welcome"), [(13, False), (14, True), (60, True)])
def test_whoever_was_away_for_long_is_welcomed_and_begins_easier(days: int, welcome: bool) -> None:
    past = (done("seated-side-bend", days, each("seated-side-bend", 20, 20)),)
    assert said(past=past) == (Welcome(easier=True) if welcome else None)


def test_what_is_not_easier_is_not_called_so() -> None:
    assert said(context=replace(NOON, number=4), past=(done("posture-reset", 20),)) == Welcome(easier=False)


def test_nobody_is_welcomed_twice_or_who_was_here() -> None:
    past = (done("posture-reset", 20),)
    assert said(past=(*past, left_undone("posture-reset", 0))) is None
    assert said(past=(*past, left_undone("posture-reset", 3))) is None, "they were there to skip it"
    assert said(past=(*past, left_undone("posture-reset", 3, Outcome.MISSED))) is not None
    assert said(OFFICE, NOON, past, Asking.DUE, Asked(ago(0), What.WELCOME)) is None
    assert said(past=()) is None, "the very first start"


# -- the week -----------------------------------------------------------------------


def test_on_thursday_what_is_behind_is_told_once() -> None:
    told = said(context=THURSDAY)
    assert isinstance(told, Pace)
    assert [(target.id, target.done, target.goal) for target in told.targets] == [("strength", 0, 2), ("stretch", 0, 3)]
    monday, today = date(2026, 3, 2), date(2026, 3, 5)
    some = (Asked(monday, What.PACE, "strength"), Asked(date(2026, 2, 26), What.PACE, "stretch"))
    told = said(OFFICE, THURSDAY, BENT, Asking.DUE, *some)
    assert isinstance(told, Pace)
    assert [target.id for target in told.targets] == ["stretch"]
    assert said(OFFICE, THURSDAY, BENT, Asking.DUE, Asked(today, What.BACK)) is None, "one a day"


@pytest.mark.parametrize("day", [2, 3, 4, 6, 7, 8])
def test_on_no_other_day(day: int) -> None:
    assert said(context=replace(NOON, now=datetime(2026, 3, day, 12))) is None


def test_not_in_the_very_first_week_and_not_in_a_reminder_that_comes_back() -> None:
    assert said(context=THURSDAY, past=(done("posture-reset", 0),)) is None
    for asking in (Asking.REPEAT, Asking.SNOOZED):
        assert said(context=THURSDAY, asking=asking) is None


# -- a longer walk ------------------------------------------------------------------


@pytest.mark.parametrize("asking", Asking)
def test_a_walk_that_is_long_due_may_be_longer(asking: Asking) -> None:
    assert said(context=WALK_DUE, asking=asking) == LongerWalk()


def test_a_walk_whose_turn_it_is_stays_short() -> None:
    here = situation(OFFICE, replace(NOON, number=4), BENT)
    assert named(here).reason == Reason.WALK
    assert remark(here, named(here), Asking.DUE, ()) is None


def test_who_cannot_stand_is_not_told_to_walk() -> None:
    assert said(replace(OFFICE, can_stand=False), WALK_DUE) is None


# -- never --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "profile",
    [*(replace(OFFICE, red_flag=flag) for flag in RedFlag), replace(OFFICE, answers={"acute-pain": Answer.YES})],
)
@pytest.mark.parametrize("context", [THURSDAY, WALK_DUE])
@pytest.mark.parametrize("past", [BENT, (done("posture-reset", 20),)])
def test_nothing_under_a_warning_sign_or_on_a_gentle_day(
    profile: Profile, context: Context, past: tuple[Past, ...]
) -> None:
    assert said(profile, context, past) is None
    assert said(OFFICE, replace(context, check_ins={context.today: 7}), past) is None


def test_nothing_before_the_safety_notice_was_read() -> None:
    here = situation(OFFICE, WALK_DUE, (done("posture-reset", 20),))
    assert remark(here, replace(named(here), reason=Reason.UNREAD), Asking.DUE, ()) is None
