from __future__ import annotations

from datetime import datetime

import pytest

from deskbreak import words
from deskbreak.words import (
    clock_time,
    exact_span,
    language,
    languages,
    right_to_left,
    rough_span,
    seconds_in,
    span,
    stretch,
)


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


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"LANGUAGE": "de"}, ["de"]),
        ({"LANGUAGE": "", "LANG": "de_DE.UTF-8"}, ["de_DE.UTF-8"]),
        ({"LANGUAGE": "de_AT:fr:en:nl", "LANG": "C"}, ["de_AT", "fr"]),
        ({"LANGUAGE": "en_GB:de"}, []),
        ({"LANGUAGE": "", "LC_ALL": "C.UTF-8", "LANG": "de_DE"}, []),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "ca@valencia", "LANG": "de_DE"}, ["ca@valencia"]),
    ],
)
def test_the_language(chosen: dict[str, str], expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    assert languages() == expected


@pytest.mark.parametrize(("chosen", "expected"), [("de_AT.UTF-8", "de"), ("tlh:de", "de"), ("tlh", "en"), ("en", "en")])
def test_what_is_said_is_in_the_language_of_the_catalogue(
    chosen: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", chosen)
    words._catalogue.cache_clear()
    assert language() == expected
    words._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("ar", True),
        ("he_IL.UTF-8", True),
        ("fa-IR", True),
        ("ckb_IQ:en", True),
        ("ur:de", True),
        ("sd_IN@devanagari", False),
        ("de:ar", False),
        ("arn", False),
        ("en:ar", False),
        ("C", False),
    ],
)
def test_the_direction_of_the_language(chosen: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", chosen)
    assert right_to_left() is expected


def test_weekdays_are_words_of_ours() -> None:
    today = datetime(2026, 3, 4, 9)
    shown = [clock_time(datetime(2026, 3, day, 9), today) for day in range(2, 9)]
    assert shown == [
        "Mon 09:00", "Tue 09:00", "09:00", "Thu 09:00", "Fri 09:00", "Sat 09:00", "Sun 09:00",
    ]  # fmt: skip
    assert clock_time(datetime(2026, 4, 4, 9), today) == "2026-04-04 09:00"


def test_long_spans() -> None:
    assert [span(hours * 3600) for hours in (47, 48, 52)] == ["47 h", "2 days", "2 days 4 h"]


def test_stretches_of_time() -> None:
    assert [stretch("1", "2"), stretch("1", None), stretch(None, "2")] == ["from 1 to 2", "from 1 on", "until 2"]
    assert stretch("1", "1") == "at 1"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (45, "45 s"), (60, "1 min"), (90, "1 min 30 s"), (120, "2 min"), (1200, "20 min")]
)
def test_what_is_done_by_the_clock_is_told_to_the_second(seconds: float, said: str) -> None:
    assert exact_span(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (50, "50 s"),
        (59, "59 s"),
        (65, "1 min"),
        (90, "1 min 30 s"),
        (125, "2 min"),
        (1205, "20 min"),
        (4205, "1 h 10 min"),
    ],
)
def test_how_long_a_movement_takes_is_told_as_one_plans_with_it(seconds: float, said: str) -> None:
    assert rough_span(seconds) == said
