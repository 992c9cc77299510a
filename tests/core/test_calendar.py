from __future__ import annotations

from datetime import datetime, time

import pytest

from deskbreak.core.calendar import at_time, tomorrow


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-02T22:15", "2026-03-03T06:00"),
        ("2026-03-03T00:30", "2026-03-03T06:00"),
        ("2026-03-03T01:00", "2026-03-03T06:00"),
        ("2026-03-03T01:01", "2026-03-04T06:00"),
        ("2026-03-03T05:59", "2026-03-04T06:00"),
        ("2026-12-31T12:00", "2027-01-01T06:00"),
    ],
)
def test_tomorrow_is_a_morning_at_least_five_hours_away(now: str, morning: str) -> None:
    assert tomorrow(datetime.fromisoformat(now)) == datetime.fromisoformat(morning)


def test_a_time_of_day_is_the_next_one() -> None:
    now = datetime.fromisoformat("2026-03-02T14:30")
    assert at_time(now, time(14, 31)) == datetime.fromisoformat("2026-03-02T14:31")
    assert at_time(now, time(14, 30)) == datetime.fromisoformat("2026-03-03T14:30")
