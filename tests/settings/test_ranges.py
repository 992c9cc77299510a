from __future__ import annotations

import pytest

from deskbreak.core.hours import Holiday, Span
from deskbreak.settings.ranges import holiday, span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00-17:00", 540, 1020),
        ("9:00 - 12:30", 540, 750),
        ("9:00–12:30", 540, 750),
        ("00:00-24:00", 0, 1440),
        ("22:00-06:00", 1320, 1800),
        ("22:00-00:00", 1320, 1440),
        ("22:00-24:00", 1320, 1440),
        ("00:01-00:00", 1, 1440),
    ],
)
def test_ranges(text: str, start: int, end: int) -> None:
    assert span(text) == Span(start, end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "such as 09:00-17:00"),
        ("9-17", "such as 09:00-17:00"),
        ("09:00", "such as 09:00-17:00"),
        ("09:00-17:00-18:00", "such as 09:00-17:00"),
        ("-09:00-17:00", "such as 09:00-17:00"),
        ("9.00-17.00", "such as 09:00-17:00"),
        ("٠٩:00-17:00", "such as 09:00-17:00"),
        ("09:00-17:60", "no clock shows"),
        ("09:00-25:00", "no clock shows"),
        ("09:00-24:01", "no clock shows"),
        ("24:00-06:00", "no clock shows"),
        ("99:99-99:99", "no clock shows"),
        ("09:00-9:00", "has no length"),
        ("00:00-00:00", "the whole day is 00:00-24:00"),
    ],
)
def test_no_ranges(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        span(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-24", Holiday(12, 24, 2026)),
        (" 12-25 ", Holiday(12, 25)),
        ("5-1", Holiday(5, 1)),
        ("02-29", Holiday(2, 29)),
    ],
)
def test_holidays(text: str, meant: Holiday) -> None:
    assert holiday(text) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "such as 2026-12-24"),
        ("24.12.2026", "such as 2026-12-24"),
        ("Christmas", "such as 2026-12-24"),
        ("13-01", "no day of any calendar"),
        ("2026-02-29", "no day of any calendar"),
        ("0000-01-01", "no day of any calendar"),
    ],
)
def test_what_is_no_day(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        holiday(text)
