"""Moments on the calendar, beside an oracle that walks, and beside dates worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.calendar import Local, day, moment, next_midnight, next_time, tomorrow
from deskbreak.core.hours import Hours, Span
from tests.core.oracle import STRETCHES, Clock, Stretch, starts, utc

BERLIN = Clock("Europe/Berlin")
OFFICE = Hours(((Span(9 * 60, 17 * 60),),) * 5 + ((), ()))
NIGHTS = Hours(((Span(22 * 60, 30 * 60),),) * 7)
SUNDAY = Hours(((),) * 6 + ((Span(0, 60),),))

each_stretch = pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: f"{stretch.zone} {stretch.start}")


def at(wall: float) -> str:
    """A moment as text, UTC."""
    return datetime.fromtimestamp(wall, UTC).replace(tzinfo=None).isoformat()


@each_stretch
def test_a_shown_time_is_the_first_moment_that_shows_it(stretch: Stretch) -> None:
    walk = stretch.walk()
    for wall in starts(walk):
        asked = datetime.fromtimestamp(int(wall), UTC).replace(tzinfo=None)
        step = walk.first_to_show(asked)
        # A clock that changes does it on a step; before that it goes on.
        goes_on = walk.walls[step - 1] + (asked - walk.shown[step - 1]).total_seconds()
        assert moment(walk.local, asked) == min(walk.walls[step], goes_on)


@each_stretch
def test_the_next_day_and_the_next_time_of_day(stretch: Stretch) -> None:
    walk = stretch.walk()
    for wall in starts(walk):
        assert day(walk.local, wall) == walk.local(int(wall)).date().isoformat()
        assert next_midnight(walk.local, wall) == walk.midnight(wall)
        for when in (time(0), time(0, 30), time(2, 15), time(23, 45)):
            assert next_time(walk.local, wall, when) == walk.time(wall, when)


@each_stretch
def test_until_tomorrow(stretch: Stretch) -> None:
    walk = stretch.walk()
    for wall in starts(walk):
        assert tomorrow(walk.local, wall) == walk.morning(wall)


@each_stretch
@pytest.mark.parametrize("hours", [OFFICE, NIGHTS, SUNDAY], ids=["office", "nights", "sunday"])
def test_until_working_hours_begin(stretch: Stretch, hours: Hours) -> None:
    walk = stretch.walk()
    begins = [edge for edge, opens in walk.edges(hours).items() if opens]
    for wall in starts(walk)[::5]:
        assert tomorrow(walk.local, wall, hours) == walk.tomorrow(wall, begins)


@pytest.mark.parametrize(
    ("zone", "asked", "found"),
    [
        ("Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59"),
        ("Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00"),
        ("Europe/Berlin", "2026-03-29T02:59:59", "2026-03-29T01:00:00"),
        ("Europe/Berlin", "2026-03-29T03:00:01", "2026-03-29T01:00:01"),
        ("Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T00:00:00"),
        ("Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59"),
        ("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00"),
        ("America/Havana", "2026-03-08T00:00:00", "2026-03-08T05:00:00"),
        ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T10:00:00"),
        ("Asia/Kathmandu", "2026-06-01T00:00:00", "2026-05-31T18:15:00"),
    ],
)
def test_by_hand(zone: str, asked: str, found: str) -> None:
    assert at(moment(Clock(zone), datetime.fromisoformat(asked))) == found


@pytest.mark.parametrize(
    ("now", "morning", "work"),
    [
        ("2026-03-02T22:15", "2026-03-03T06:00", "2026-03-03T09:00"),
        ("2026-03-03T01:00", "2026-03-03T06:00", "2026-03-03T09:00"),
        ("2026-03-03T01:01", "2026-03-04T06:00", "2026-03-04T09:00"),
        ("2026-03-03T05:59", "2026-03-04T06:00", "2026-03-04T09:00"),
        ("2026-03-06T16:00", "2026-03-07T06:00", "2026-03-09T09:00"),
        ("2026-12-31T12:00", "2027-01-01T06:00", "2027-01-01T09:00"),
        # The night of 29 March has an hour less, that of 25 October one more.
        ("2026-03-29T00:00", "2026-03-29T06:00", "2026-03-30T09:00"),
        ("2026-03-29T00:01", "2026-03-30T06:00", "2026-03-30T09:00"),
        ("2026-10-25T01:59", "2026-10-25T06:00", "2026-10-26T09:00"),
    ],
)
def test_tomorrow_is_a_morning_at_least_five_hours_away(now: str, morning: str, work: str) -> None:
    wall = moment(BERLIN, datetime.fromisoformat(now))
    assert BERLIN(tomorrow(BERLIN, wall)) == datetime.fromisoformat(morning)
    assert BERLIN(tomorrow(BERLIN, wall, OFFICE)) == datetime.fromisoformat(work)


def test_tomorrow_without_a_start_to_wait_for_is_the_morning() -> None:
    wall = utc("2026-03-02T12:00")
    for hours in (Hours(((),) * 7), Hours(((Span(0, 24 * 60),),) * 7)):
        assert tomorrow(BERLIN, wall, hours) == tomorrow(BERLIN, wall)


@pytest.mark.parametrize(
    ("now", "when", "found"),
    [
        ("2026-10-25T00:10", time(2, 30), "2026-10-25T00:30:00"),  # shown 02:10, for the first time
        ("2026-10-25T00:30", time(2, 30), "2026-10-26T01:30:00"),  # 02:30 itself: not the same an hour later
        ("2026-10-25T01:10", time(2, 30), "2026-10-25T01:30:00"),  # 02:10 again
        ("2026-10-25T00:10", time(2, 10, 0, 500000), "2026-10-25T00:10:00.500000"),
    ],
)
def test_in_the_hour_that_comes_twice(now: str, when: time, found: str) -> None:
    assert at(next_time(BERLIN, utc(now), when)) == found


@st.composite
def restless(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Changes of a clock: the moment and the offset from then, at any second, two days apart or more."""
    since, changes = -(10**9), []
    for _change in range(draw(st.integers(1, 6))):
        changes.append((since, draw(st.integers(-14 * 3600, 14 * 3600))))
        since = max(since, 10**9) + draw(st.integers(2 * 86400, 5 * 86400))
    return changes


def clock(changes: list[tuple[int, int]]) -> Local:
    def local(wall: float) -> datetime:
        offset = next(offset for since, offset in reversed(changes) if since <= wall)
        return datetime.fromtimestamp(0, UTC).replace(tzinfo=None) + timedelta(seconds=wall + offset)

    return local


@given(restless(), st.integers(10**9, 10**9 + 30 * 86400))
def test_any_clock_that_keeps_still_for_two_days(changes: list[tuple[int, int]], aim: int) -> None:
    """Each offset has its own answer; the right one is the first that comes in its time."""
    ends = [since for since, _offset in changes[1:]] + [10**10]
    answers = [
        max(since, aim - offset)
        for (since, offset), end in zip(changes, ends, strict=True)
        if max(since, aim - offset) < end
    ]
    asked = datetime.fromtimestamp(aim, UTC).replace(tzinfo=None)
    assert moment(clock(changes), asked) == min(answers)


FAR = [0.0, 86_399.5, *(utc(f"{number}-07-01T12:30") for number in (1970, 2038, 2500, 9000, 9997, 9998, 9999)), 1e15]
ZONES = sorted({stretch.zone for stretch in STRETCHES})


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("wall", [-1e12, -0.5, *FAR])
def test_a_clock_set_to_anything(zone: str, wall: float) -> None:
    local = Clock(zone)
    assert len(day(local, wall)) == len("1970-01-01")
    questions: list[Callable[[], float]] = [
        lambda: next_midnight(local, wall),
        lambda: next_time(local, wall, time(12, 30)),
        lambda: tomorrow(local, wall),
        lambda: tomorrow(local, wall, OFFICE),
    ]
    for question in questions:
        assert wall < question() <= wall + 5 * 86400


@pytest.mark.parametrize("zone", ZONES)
def test_any_datetime_has_a_moment(zone: str) -> None:
    assert abs(moment(Clock(zone), datetime.min) - utc("0001-01-01")) < 86400
    assert abs(moment(Clock(zone), datetime.max) - utc("9999-12-31T23:59:59")) < 86400
