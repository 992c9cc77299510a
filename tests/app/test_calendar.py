"""Jobs on the wall clock, whatever is done to it. `schedule` reads the real clock, so that one is moved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from deskbreak.app.calendar import Calendar
from deskbreak.desktop.clock import SystemClock

BERLIN = ZoneInfo("Europe/Berlin")


class Calling:
    """A calendar that is served at every moment somebody travels to."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self.traveller = traveller
        self.calendar = Calendar(SystemClock())
        self.calls: list[str] = []

    def put(self, name: str, moment: datetime) -> None:
        self.calendar.put(name, moment.timestamp(), lambda: self.calls.append(name))

    def at(self, moment: datetime, noticed: bool = False) -> list[str]:
        """What was called when the clock shows this; `noticed`: the step was told."""
        self.traveller.move_to(moment)
        if noticed:
            self.calendar.rebuild()
        deadline = self.calendar.deadline
        now = SystemClock().now()
        if deadline is not None and deadline <= now:
            self.calendar.on_time(now)
        calls, self.calls = self.calls, []
        return calls


@pytest.fixture
def calling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calling]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    with time_machine.travel(datetime(2026, 3, 28, 20, tzinfo=BERLIN), tick=False) as traveller:
        yield Calling(traveller)
    monkeypatch.undo()
    time.tzset()


def test_a_job_is_called_once_when_its_time_comes(calling: Calling) -> None:
    calling.put("pause", datetime(2026, 3, 28, 21, tzinfo=BERLIN))
    assert calling.at(datetime(2026, 3, 28, 20, 59, 59, tzinfo=BERLIN)) == []
    assert calling.at(datetime(2026, 3, 28, 21, tzinfo=BERLIN)) == ["pause"]
    assert calling.at(datetime(2026, 3, 28, 22, tzinfo=BERLIN)) == []
    assert calling.calendar.deadline is None


def test_across_the_hour_that_does_not_exist(calling: Calling) -> None:
    """The night of 29 March 2026: 02:00 is followed by 03:00."""
    calling.put("pause", datetime(2026, 3, 29, 6, tzinfo=BERLIN))
    assert calling.calendar.deadline == pytest.approx(SystemClock().now() + 9 * 3600)
    assert calling.at(datetime(2026, 3, 29, 3, 59, tzinfo=UTC)) == []
    assert calling.at(datetime(2026, 3, 29, 4, tzinfo=UTC)) == ["pause"]


@pytest.mark.parametrize("hour", [0, 1])
def test_in_the_hour_that_comes_twice(calling: Calling, hour: int) -> None:
    """02:30 on 25 October 2026 is at 00:30 and at 01:30 UTC; each is a moment of its own."""
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    calling.at(datetime(2026, 10, 24, 20, tzinfo=BERLIN))
    calling.put("pause", moment)
    assert calling.at(moment.replace(minute=29)) == []
    assert calling.at(moment) == ["pause"]


def test_the_clock_is_set_a_year_ahead_and_back(calling: Calling) -> None:
    """`schedule` by itself would next run 366 days later."""
    calling.put("pause", datetime(2026, 3, 28, 21, tzinfo=BERLIN))
    calling.put("later", datetime(2028, 1, 1, tzinfo=BERLIN))
    assert calling.at(datetime(2027, 3, 28, 20, tzinfo=BERLIN), noticed=True) == ["pause"]
    assert calling.at(datetime(2026, 3, 28, 20, tzinfo=BERLIN), noticed=True) == []
    calling.put("pause", datetime(2026, 3, 28, 21, tzinfo=BERLIN))
    assert calling.at(datetime(2026, 3, 28, 21, tzinfo=BERLIN)) == ["pause"]


def test_the_time_zone_changes(calling: Calling, monkeypatch: pytest.MonkeyPatch) -> None:
    calling.put("pause", datetime(2026, 3, 28, 21, tzinfo=BERLIN))
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert calling.at(datetime(2026, 3, 28, 20, tzinfo=UTC)) == ["pause"]


def test_a_job_is_replaced_and_dropped(calling: Calling) -> None:
    calling.put("pause", datetime(2026, 3, 28, 21, tzinfo=BERLIN))
    calling.put("pause", datetime(2026, 3, 28, 23, tzinfo=BERLIN))
    assert calling.at(datetime(2026, 3, 28, 22, tzinfo=BERLIN)) == []
    calling.calendar.drop("pause")
    calling.calendar.drop("pause")
    assert calling.at(datetime(2026, 3, 28, 23, tzinfo=BERLIN)) == []


def test_a_job_may_put_the_next_one(calling: Calling) -> None:
    moment = datetime(2026, 3, 28, 21, tzinfo=BERLIN)
    calling.calendar.put("edge", moment.timestamp(), lambda: calling.put("edge", moment.replace(hour=22)))
    assert calling.at(moment) == []
    assert calling.at(moment.replace(hour=22)) == ["edge"]
