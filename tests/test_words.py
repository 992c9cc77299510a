from __future__ import annotations

import pytest

from deskbreak.words import seconds_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("90s", 90),
        ("15m", 900),
        ("15min", 900),
        ("2h", 7200),
        ("1h30m", 5400),
        ("1h 30m 5s", 5405),
        ("1H", 3600),
    ],
)
def test_durations(text: str, expected: float) -> None:
    assert seconds_in(text) == expected


@pytest.mark.parametrize("text", ["", " ", "soon", "m", "1.5h", "-5", "5d", "30m1h"])
def test_no_durations(text: str) -> None:
    assert seconds_in(text) is None
