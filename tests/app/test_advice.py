"""What the policy is told of the moment, from the history and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from deskbreak.app.advice import Advice, Now
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.checkin import CheckIn
from deskbreak.core.effects import Decision, Did
from deskbreak.core.hours import Hours, Span
from deskbreak.core.moment import Moment
from deskbreak.core.profile import Context, Profile
from deskbreak.history.moments import moment as told_moment
from deskbreak.history.store import Store
from tests.offered import LIBRARY, PLAIN, suggested

NOON = told_moment(datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()).replace(hour=12).timestamp()
"""Of that Wednesday, wherever this runs."""
HOUR, DAY = 3600.0, 86400.0
TAKEN = BreakRecord("stand-up", Outcome.TAKEN, 1800, moved=Movements(both=30))


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None)) as store:
        yield store


def advice(
    store: Store,
    wall: float = NOON,
    began: float = 0.0,
    quiet: frozenset[str] = frozenset(),
    hours: Hours | None = None,
) -> Advice:
    moment = Moment(0.0, wall, lambda at: told_moment(at).replace(tzinfo=None))
    now = Now(moment, began, quiet, hours)
    return Advice(LIBRARY, PLAIN, Profile, store, lambda: now)


def context(store: Store, wall: float = NOON, **now: object) -> Context:
    return advice(store, wall, **now).situation().context  # type: ignore[arg-type]


def test_without_a_sign_of_anybody_the_day_has_just_begun(store: Store) -> None:
    assert context(store).since_first == 0


def test_the_first_sign_of_the_day_counts(store: Store) -> None:
    store.note(Decision(Did.TAKEN), NOON - DAY)
    store.note(Decision(Did.PROMPTED), NOON - 4 * HOUR)
    store.note(Decision(Did.BACK), NOON - 3 * HOUR)
    store.note(Decision(Did.SKIPPED), NOON - HOUR)
    assert context(store).since_first == 180
    assert context(store, began=NOON - 5 * HOUR).since_first == 300
    assert context(store, began=NOON - DAY).since_first == 180


def test_past_midnight_it_is_still_the_day_before(store: Store) -> None:
    midnight = NOON + 12 * HOUR
    store.note(Decision(Did.BACK), midnight - HOUR)
    assert context(store, midnight + 2 * HOUR).since_first == 180
    assert context(store, midnight + 5 * HOUR).since_first == 0


def test_breaks_are_counted_without_the_natural_ones(store: Store) -> None:
    for outcome in (Outcome.TAKEN, Outcome.NATURAL, Outcome.MISSED):
        store.add(BreakRecord("stand-up", outcome, 1800), None, NOON - HOUR)
    store.add(TAKEN, None, NOON - DAY)
    assert context(store).number == 3


def test_minutes_since_the_last_walk_of_today_however_it_was_told(store: Store) -> None:
    store.walk(600, NOON - DAY)
    assert context(store).since_walk is None
    store.walk(600, NOON - 2 * HOUR)
    assert context(store).since_walk == 120
    store.add(TAKEN, suggested("walk-break"), NOON - HOUR)
    assert context(store).since_walk == 60
    store.add(BreakRecord("stand-up", Outcome.SKIPPED, 1800), suggested("walk-break"), NOON)
    assert context(store).since_walk == 60


def test_how_the_back_was_as_far_back_as_the_rest_of_the_past(store: Store) -> None:
    for days, intensity in ((57, 1), (55, 2), (1, 3), (0, 9), (0, 4)):
        store.check_in(CheckIn(intensity), NOON - days * DAY)
    today = told_moment(NOON).date()
    assert context(store).check_ins == {today - timedelta(days=55): 2, today - timedelta(days=1): 3, today: 4}
    assert context(store).check_in == 4


def test_a_call_is_a_call_and_music_is_none(store: Store) -> None:
    assert context(store, quiet=frozenset({"meeting"})).in_call
    assert not context(store, quiet=frozenset({"do_not_disturb", "fullscreen"})).in_call


@pytest.mark.parametrize(("minutes", "long"), [(59, False), (60, True)])
def test_a_long_meeting(store: Store, minutes: float, long: bool) -> None:
    assert advice(store).situation(sat_through=minutes * 60).context.after_long_meeting is long


@pytest.mark.parametrize(("end", "last"), [(12 * 60 + 29, True), (12 * 60 + 31, False), (11 * 60, False)])
def test_the_last_break_of_the_hours(store: Store, end: int, last: bool) -> None:
    hours = Hours(((Span(9 * 60, end),),) * 7)
    assert context(store, hours=hours).last_of_hours is last


def test_it_looks_back_eight_weeks_to_the_last_break_before_and_not_into_the_time_to_come(store: Store) -> None:
    for days in (57, 55, 0, -8):
        store.add(TAKEN, suggested("posture-reset"), NOON - days * DAY)
    assert [each.day for each in advice(store).situation().past] == [
        (told_moment(NOON) - timedelta(days=days)).date() for days in (57, 55, 0)
    ]


def test_what_was_done_before_the_clock_was_set_back_was_done(store: Store) -> None:
    """What was too much is left out, and what rests goes on resting."""
    tomorrow = NOON + DAY
    store.add(TAKEN, suggested("wall-side-plank"), tomorrow - HOUR)
    store.mark_too_much("seated-side-bend", tomorrow)
    store.check_in(CheckIn(5), tomorrow)
    store.add(TAKEN, suggested("posture-reset"), NOON - HOUR)
    situation = advice(store).situation()
    today = situation.context.today
    assert [(each.day, each.what) for each in situation.past] == [
        (today, "wall-side-plank"), (today, "seated-side-bend"), (today, "posture-reset"),
    ]  # fmt: skip
    assert situation.lately.too_much == {"seated-side-bend"}
    assert "strength-side" in situation.lately.named_today
    assert situation.context.check_in == 5
    store.check_in(CheckIn(1), NOON)
    assert context(store).check_in == 1


def test_a_walk_before_midnight_was_a_walk_of_this_night(store: Store) -> None:
    midnight = NOON + 12 * HOUR
    store.walk(600, midnight - 0.4 * HOUR)
    assert context(store, midnight + HOUR).since_walk == pytest.approx(84)
    assert context(store, midnight + 5 * HOUR).since_walk is None


def test_how_the_day_and_the_week_stand(store: Store) -> None:
    store.add(TAKEN, suggested("standing-ql-stretch"), NOON)
    store.walk(600, NOON)
    assert {each.id: (each.done, each.goal) for each in advice(store).standings()} == {
        "walk": (600, 1200), "strength": (0, 2), "stretch": (1, 3),
    }  # fmt: skip
