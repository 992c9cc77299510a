"""A window that fills the screen and is asked for, in virtual time."""

from __future__ import annotations

import pytest

from deskbreak.desktop.quiet.fullscreen_rule import STILL_SECONDS, WORKED_IN_SECONDS
from deskbreak.desktop.quiet.polled_fullscreen import NONE, Filling, PolledFullscreen
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.native.passing import Passing

SLIDES, EDITOR = (7, "Slides"), (8, "Editor")


class Screen(Passing):
    def __init__(self) -> None:
        super().__init__()
        self.front: Filling = NONE
        self.told: list[Holders] = []
        self.signal = PolledFullscreen(self.loop, lambda: self.front, self.told.append, lambda _why: None)
        self.signal.begin()
        self.passes(1)
        assert self.told == [frozenset()]

    def shows(self, window: Filling, seconds: float) -> Holders:
        """What was told last after so long of it."""
        self.front = window
        self.passes(seconds)
        return self.told[-1]


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_it_is_told_with_its_program_and_gone_with_it(screen: Screen) -> None:
    assert screen.shows(SLIDES, 6) == {"Slides"}
    assert screen.shows(NONE, 6) == frozenset()


def test_one_that_is_worked_in_asks_for_a_while_only(screen: Screen) -> None:
    assert screen.shows(EDITOR, WORKED_IN_SECONDS - 10) == {"Editor"}
    assert screen.shows(EDITOR, 20) == frozenset()
    screen.shows(NONE, 60)
    assert screen.shows(EDITOR, 60) == frozenset()
    assert screen.shows(SLIDES, 6) == {"Slides"}


def test_one_that_is_watched_asks_as_long_as_it_is(screen: Screen) -> None:
    screen.shows(EDITOR, WORKED_IN_SECONDS + 10)
    screen.signal.still(screen.now)
    assert screen.shows(EDITOR, STILL_SECONDS + 6) == {"Editor"}
    screen.signal.still(None)
    assert screen.shows(EDITOR, 6) == frozenset()
    screen.signal.film(True)
    assert screen.shows(EDITOR, 3 * WORKED_IN_SECONDS) == {"Editor"}


def test_a_screen_that_cannot_be_seen() -> None:
    def front() -> Filling:
        raise OSError("no")

    with pytest.raises(Unavailable, match="no"):
        PolledFullscreen(Passing().loop, front, lambda _who: None, lambda _why: None)
