"""When a full-screen window asks for quiet."""

from __future__ import annotations

import pytest

from deskbreak.desktop.quiet.fullscreen_rule import FORGOTTEN_SECONDS, STILL_SECONDS, WORKED_IN_SECONDS, FullScreen

EDITOR, FILM = 11, 12


def filled(window: int = EDITOR) -> FullScreen:
    rule = FullScreen()
    rule.fill(window, 100.0)
    return rule


def test_nothing_fills_the_screen() -> None:
    rule = FullScreen(inhibited=True, still_since=0.0)
    assert not rule.holds(1000.0)
    assert rule.changes_at(1000.0) is None


def test_worked_in_it_asks_for_a_quarter_of_an_hour() -> None:
    rule = filled()
    end = 100.0 + WORKED_IN_SECONDS
    assert rule.holds(100.0)
    assert rule.changes_at(100.0) == end
    assert rule.holds(end - 1)
    assert not rule.holds(end)
    assert rule.changes_at(end) is None


def test_going_to_another_window_and_back_gives_no_more() -> None:
    rule = filled()
    rule.fill(0, 200.0)
    assert not rule.holds(200.0)
    rule.fill(EDITOR, 300.0)
    assert rule.holds(300.0)
    assert not rule.holds(100.0 + WORKED_IN_SECONDS)
    rule.fill(FILM, 2000.0)
    assert rule.holds(2000.0)


def test_going_to_and_fro_between_two_of_them_gives_no_more() -> None:
    """An editor and a virtual machine, say."""
    rule = FullScreen()
    held = 0
    for minute in range(240):
        rule.fill((EDITOR, FILM)[minute % 2], minute * 60.0)
        held += rule.holds(minute * 60.0)
    assert held == 16


def test_one_that_was_gone_for_hours_is_new() -> None:
    rule = filled()
    rule.fill(0, 50_000.0)
    rule.fill(EDITOR, 50_001.0)
    assert not rule.holds(50_001.0)
    rule.fill(0, 50_002.0)
    rule.fill(EDITOR, 50_002.0 + FORGOTTEN_SECONDS)
    assert rule.holds(50_002.0 + FORGOTTEN_SECONDS)


def test_a_film_asks_for_as_long_as_it_lasts() -> None:
    rule = filled()
    rule.inhibited = True
    assert rule.holds(100_000.0)
    assert rule.changes_at(100_000.0) is None
    rule.inhibited = False
    assert not rule.holds(100_000.0)


@pytest.mark.parametrize("since", [5000.0, 5000.5])
def test_nothing_touched_for_two_minutes(since: float) -> None:
    rule = filled()
    rule.still_since = since
    assert not rule.holds(since + STILL_SECONDS - 1)
    assert rule.changes_at(since + 60) == since + STILL_SECONDS
    assert rule.holds(since + STILL_SECONDS)
    assert rule.changes_at(since + STILL_SECONDS) is None
    rule.still_since = None
    assert not rule.holds(since + STILL_SECONDS)
