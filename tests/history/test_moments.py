from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from deskbreak.core.wallclock import EARLIEST, LATEST
from deskbreak.history.moments import day, moment

ABSURD = [-1.0, -1e18, -float("inf"), 253402300800.0, 1e18, float("inf")]


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin", "UTC"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_day_is_the_local_one(zone: str) -> None:
    noon = datetime(2026, 3, 2, 12).timestamp()
    assert day(noon) == "2026-03-02"
    assert (day(noon - 43200), day(noon - 43201)) == ("2026-03-02", "2026-03-01")
    assert moment(noon).utcoffset() is not None
    assert moment(noon).timestamp() == noon


@pytest.mark.parametrize("wall", ABSURD)
def test_no_clock_is_too_absurd(zone: str, wall: float) -> None:
    nearest = EARLIEST if wall < 0 else LATEST
    assert moment(wall).timestamp() == nearest
    assert day(wall) == day(nearest)
