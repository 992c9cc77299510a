"""What goes by the wall clock, whatever is done to it. `schedule` reads the real clock, so that one is moved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from deskbreak.app.calendar import Calendar
from deskbreak.app.edges import Edges
from deskbreak.core import events
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import Event
from deskbreak.core.hours import Hours, Span
from deskbreak.core.state import Phase
from deskbreak.desktop.clock import SystemClock, SystemZone

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NINE_TO_FIVE = Hours(((Span(9 * 60, 17 * 60),),) * 5 + ((), ()))
NIGHT_SHIFT = Hours(((Span(22 * 60, 30 * 60),),) * 7)


class Calling:
    """An engine that goes by the calendar, served at every moment somebody travels to."""

    def __init__(self, traveller: time_machine.Traveller, hours: Hours | None = None) -> None:
        self.traveller = traveller
        self.clock, self.zone = SystemClock(), SystemZone()
        self.engine = Engine(Rules(), self.clock.now())
        self.told: list[Event] = []
        self.calendar = Calendar(self.clock, self.zone)
        self.edges = Edges(self.clock, self.zone, self.calendar, self.tell, hours)
        self.edges.look()

    def tell(self, event: Event) -> None:
        if event not in self.told:
            self.told.append(event)
        now = self.clock.now()
        self.engine.handle(event, now)
        self.edges(self.engine.view(now), now)

    def at(self, moment: datetime, noticed: bool = False) -> Phase:
        """The phase when the clock shows this; `noticed`: the step was told."""
        # Whoever travels to a moment in a zone takes that zone on.
        self.traveller.move_to(moment.astimezone(BERLIN) if moment.tzinfo is UTC else moment)
        if noticed:
            self.edges.look()
        for _ in range(10):
            deadline, now = self.calendar.deadline, self.clock.now()
            if deadline is None or deadline > now:
                break
            self.calendar.on_time(now)
        return self.engine.state.phase

    def pauses(self, until: datetime) -> None:
        self.tell(events.PauseChosen(until.timestamp()))


@pytest.fixture
def traveller(monkeypatch: pytest.MonkeyPatch) -> Iterator[time_machine.Traveller]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    with time_machine.travel(datetime(2026, 3, 27, 20, tzinfo=BERLIN), tick=False) as traveller:
        yield traveller
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def calling(traveller: time_machine.Traveller) -> Calling:
    return Calling(traveller)


def berlin(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def test_a_pause_ends_when_its_time_comes(calling: Calling) -> None:
    calling.pauses(berlin(27, 21))
    assert calling.at(datetime(2026, 3, 27, 20, 59, 59, tzinfo=BERLIN)) is Phase.PAUSED
    assert calling.at(berlin(27, 21)) is Phase.WORKING


def test_a_later_pause_replaces_an_earlier_one(calling: Calling) -> None:
    calling.pauses(berlin(27, 21))
    calling.pauses(berlin(27, 23))
    assert calling.at(berlin(27, 22)) is Phase.PAUSED
    calling.tell(events.ResumeChosen())
    assert calling.at(berlin(27, 23)) is Phase.WORKING


def test_across_the_hour_that_does_not_exist(calling: Calling) -> None:
    """The night of 29 March 2026: 02:00 is followed by 03:00."""
    calling.at(berlin(28, 20))
    calling.pauses(berlin(29, 6))
    assert calling.at(datetime(2026, 3, 29, 3, 59, tzinfo=UTC)) is Phase.PAUSED
    assert calling.at(datetime(2026, 3, 29, 4, tzinfo=UTC)) is Phase.WORKING


@pytest.mark.parametrize("hour", [0, 1])
def test_in_the_hour_that_comes_twice(calling: Calling, hour: int) -> None:
    """02:30 on 25 October 2026 is at 00:30 and at 01:30 UTC; each is a moment of its own."""
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    calling.at(berlin(24, 20, month=10))
    calling.pauses(moment)
    assert calling.at(moment.replace(minute=29)) is Phase.PAUSED
    assert calling.at(moment) is Phase.WORKING


def test_the_clock_is_set_a_year_ahead_and_back(traveller: time_machine.Traveller) -> None:
    """`schedule` by itself would next run 366 days later."""
    calling = Calling(traveller, NINE_TO_FIVE)
    assert calling.at(datetime(2027, 3, 29, 12, tzinfo=BERLIN), noticed=True) is Phase.WORKING
    assert calling.at(berlin(27, 20), noticed=True) is Phase.OFF_HOURS
    assert calling.at(berlin(30, 8, 59)) is Phase.OFF_HOURS
    assert calling.at(berlin(30, 9)) is Phase.WORKING
    assert calling.at(berlin(30, 17)) is Phase.OFF_HOURS


def test_weeks_of_suspend_lose_and_double_nothing(traveller: time_machine.Traveller) -> None:
    calling = Calling(traveller, NINE_TO_FIVE)
    calling.told.clear()
    assert calling.at(datetime(2026, 4, 20, 10, tzinfo=BERLIN)) is Phase.WORKING
    assert calling.told == [events.DayTurned("2026-04-20"), events.HoursBegan()]


def test_another_time_zone_has_other_hours(traveller: time_machine.Traveller) -> None:
    calling = Calling(traveller, NINE_TO_FIVE)
    assert calling.at(berlin(30, 17, 30)) is Phase.OFF_HOURS
    assert calling.zone.moved() == 0
    traveller.move_to(berlin(30, 17, 30).astimezone(NEW_YORK))
    assert calling.zone.moved() == -6 * 3600
    assert calling.zone.moved() == 0
    assert calling.at(berlin(30, 17, 30).astimezone(NEW_YORK), noticed=True) is Phase.WORKING
    assert calling.at(berlin(30, 23).astimezone(NEW_YORK)) is Phase.OFF_HOURS


def test_summer_time_is_no_other_zone(calling: Calling) -> None:
    assert calling.zone.moved() == 0
    calling.at(berlin(30, 12))
    assert calling.zone.moved() == 0


def test_a_night_shift_in_the_night_without_a_two_o_clock(traveller: time_machine.Traveller) -> None:
    calling = Calling(traveller, NIGHT_SHIFT)
    assert calling.at(berlin(28, 21, 59)) is Phase.OFF_HOURS
    assert calling.at(berlin(28, 22)) is Phase.WORKING
    assert calling.at(datetime(2026, 3, 29, 3, 59, tzinfo=UTC)) is Phase.WORKING
    assert calling.at(datetime(2026, 3, 29, 4, tzinfo=UTC)) is Phase.OFF_HOURS


def test_other_hours_hold_at_once(calling: Calling) -> None:
    phases = []
    for hours in (NINE_TO_FIVE, None):
        calling.edges.go_by(hours)
        phases.append(calling.engine.state.phase)
    assert phases == [Phase.OFF_HOURS, Phase.WORKING]


def test_each_day_is_told_once(calling: Calling) -> None:
    calling.told.clear()
    for hour in range(0, 24, 3):
        calling.at(berlin(28, hour))
    assert {event.day for event in calling.told if isinstance(event, events.DayTurned)} == {"2026-03-28"}


@pytest.mark.parametrize("wall", [0.0, 86_400.0, 32_503_680_000.0, 253_402_000_000.0])
def test_a_clock_that_is_far_off_stops_nothing(traveller: time_machine.Traveller, wall: float) -> None:
    traveller.move_to(wall)
    calling = Calling(traveller, NINE_TO_FIVE)
    assert calling.calendar.deadline is not None
    assert calling.at(berlin(30, 9), noticed=True) is Phase.WORKING
