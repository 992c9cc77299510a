from __future__ import annotations

import pytest

from deskbreak.core.hours import Span
from deskbreak.settings.ranges import span


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
