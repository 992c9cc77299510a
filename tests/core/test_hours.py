"""Working hours, beside an oracle that walks: neither lost nor doubled, whatever the clock does."""

from __future__ import annotations

import math
from bisect import bisect
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.hours import Holiday, Hours, Span, closing, is_open, next_edge, next_start
from tests.core.oracle import STRETCHES, Clock, Stretch, starts, utc

BERLIN = Clock("Europe/Berlin")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def week(**days: str) -> Hours:
    """Hours from text: `Mon="09:00-12:00 22:00-06:00"`."""
    return Hours(tuple(tuple(span(text) for text in days.get(day, "").split()) for day in DAYS))


def daily(text: str) -> Hours:
    return week(**dict.fromkeys(DAYS, text))


def span(text: str) -> Span:
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return Span(start, end if end > start else end + 24 * 60)


NEVER = week()
ALWAYS = daily("00:00-24:00")
OFFICE = week(**dict.fromkeys(DAYS[:5], "09:00-12:00 12:00-17:00"))
KINDS = {
    "office": OFFICE,
    "nights": week(Mon="05:00-09:00 22:00-06:00", Wed="22:00-06:00", Sun="22:00-06:00"),
    "fits": daily("23:30-00:15 00:30-01:00 01:15-02:15 02:30-03:00 03:15-12:00 10:00-11:00"),
    "but for an hour": daily("03:00-02:00"),
    "once a week": week(Sun="02:00-03:00"),
}

each_stretch = pytest.mark.parametrize("stretch", STRETCHES, ids=lambda stretch: f"{stretch.zone} {stretch.start}")
each_kind = pytest.mark.parametrize("hours", KINDS.values(), ids=KINDS)


def edges(local: Clock, hours: Hours, wall: float, until: float) -> list[float]:
    """The edges of a time, each found from the one before."""
    found = []
    while (edge := next_edge(hours, local, wall)) is not None and edge < until:
        found.append(wall := edge)
    return found


@each_stretch
@each_kind
def test_every_edge_comes_once(stretch: Stretch, hours: Hours) -> None:
    walk = stretch.walk()
    wall, *_, until = starts(walk)
    assert edges(walk.local, hours, wall, until) == [edge for edge in walk.edges(hours) if wall < edge < until]


@each_stretch
@each_kind
def test_from_any_moment(stretch: Stretch, hours: Hours) -> None:
    walk = stretch.walk()
    state, edges = walk.open(hours), walk.edges(hours)
    all_edges, begins = list(edges), [edge for edge, opens in edges.items() if opens]
    for wall in starts(walk)[::7]:
        assert is_open(hours, walk.local, wall) == state[next(walk.after(wall)) - 1]
        assert next_edge(hours, walk.local, wall) == all_edges[bisect(all_edges, wall)]
        assert next_start(hours, walk.local, wall) == begins[bisect(begins, wall)]
        end = next_edge(hours, walk.local, wall) if is_open(hours, walk.local, wall) else None
        assert closing(hours, walk.local, wall) == end


def test_a_year_in_the_office() -> None:
    """2026 has 261 days from Monday to Friday; two spans that touch are one."""
    found = edges(BERLIN, OFFICE, utc("2025-12-31T23:00"), utc("2026-12-31T23:00"))
    assert len(found) == 261 * 2
    assert all(BERLIN(edge).hour == (9, 17)[i % 2] for i, edge in enumerate(found))


@pytest.mark.parametrize(
    ("now", "opens", "edge"),
    [
        ("2026-03-27T15:59:59", True, "2026-03-27T16:00"),
        ("2026-03-27T16:00", False, "2026-03-30T07:00"),  # from winter time to summer time
        ("2026-03-30T07:00", True, "2026-03-30T15:00"),
        ("2026-03-30T10:00", True, "2026-03-30T15:00"),
    ],
)
def test_by_hand(now: str, opens: bool, edge: str) -> None:
    assert is_open(OFFICE, BERLIN, utc(now)) is opens
    assert next_edge(OFFICE, BERLIN, utc(now)) == utc(edge)


@pytest.mark.parametrize("hours", [NEVER, ALWAYS, daily("12:00-12:00")], ids=["never", "always", "from noon to noon"])
def test_no_edge_at_all(hours: Hours) -> None:
    for wall in (utc("2026-03-27T12:00"), utc("2026-03-29T01:00"), utc("2026-10-25T00:30")):
        assert is_open(hours, BERLIN, wall) is (hours is not NEVER)
        assert next_edge(hours, BERLIN, wall) is None
        assert next_start(hours, BERLIN, wall) is None
        assert closing(hours, BERLIN, wall) is None


def test_a_span_that_the_clock_skips_does_not_come() -> None:
    """Sunday 02:00 to 03:00 does not exist on 29 March; the next is two weeks after the last."""
    hours = KINDS["once a week"]
    assert next_edge(hours, BERLIN, utc("2026-03-22T02:00")) == utc("2026-04-05T00:00")


@pytest.mark.parametrize("wall", [-1e12, 0.0, utc("2038-01-19T03:14:07"), utc("9000-07-01"), utc("9999-12-31"), 1e15])
def test_a_clock_set_to_anything(wall: float) -> None:
    edge = next_edge(OFFICE, BERLIN, wall)
    assert edge is not None
    assert wall < edge < wall + 3 * 86400
    assert is_open(OFFICE, BERLIN, edge) is not is_open(OFFICE, BERLIN, wall)


spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 24 * 60 - 1),
    st.one_of(st.integers(1, 24 * 60), st.just(24 * 60)),
)
any_hours = st.builds(Hours, st.tuples(*[st.lists(spans, max_size=3).map(tuple)] * 7))
any_clock = st.sampled_from(sorted({stretch.zone for stretch in STRETCHES})).map(Clock)
any_wall = st.floats(utc("2000-01-01"), utc("2037-12-31"))


@given(any_hours, any_clock, any_wall, st.floats(0, 1))
def test_nothing_changes_before_the_next_edge(hours: Hours, local: Clock, wall: float, part: float) -> None:
    edge = next_edge(hours, local, wall)
    now = is_open(hours, local, wall)
    if edge is None:
        assert is_open(hours, local, wall + part * 8 * 86400) is now
        return
    assert wall < edge
    assert is_open(hours, local, edge) is not now
    for between in (wall + part * (edge - wall), math.nextafter(edge, 0)):
        assert between >= edge or is_open(hours, local, between) is now


def at(*when: int) -> float:
    """Seconds since the epoch, UTC."""
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[misc, arg-type]


def test_a_holiday_has_no_hours_and_a_night_shift_goes_on_into_it() -> None:
    """Christmas Eve of one year only, Christmas of every year; 2026-12-24 is a Thursday."""
    christmas = (Holiday(12, 24, 2026), Holiday(12, 25))
    office = Hours(OFFICE.days, christmas)
    wednesday, thursday, monday = (at(2026, 12, day, 9, 30) for day in (23, 24, 28))
    assert is_open(office, BERLIN, wednesday)
    assert not is_open(office, BERLIN, thursday)
    assert next_start(office, BERLIN, wednesday) == at(2026, 12, 28, 8)
    assert is_open(office, BERLIN, monday)
    assert is_open(office, BERLIN, at(2027, 12, 24, 9, 30))
    assert not is_open(office, BERLIN, at(2028, 12, 25, 9, 30))
    nights = Hours(daily("22:00-06:00").days, christmas)
    assert closing(nights, BERLIN, at(2026, 12, 23, 22)) == at(2026, 12, 24, 5)
    assert next_start(nights, BERLIN, at(2026, 12, 24, 6)) == at(2026, 12, 26, 21)
