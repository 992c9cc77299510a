"""The tray icon as the engine stands: how often it is drawn, and when it is said that nobody shows it."""

from __future__ import annotations

import pytest

from deskbreak.app.tray import PATIENCE, Tray
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import MeetingChosen, StandingChosen, StartedAgain
from deskbreak.core.moment import Moment
from deskbreak.ports.tray import Icon, Panel, Shape
from tests.virtual import VirtualZone

MINUTE = 60.0


class FakeHost:
    """Keeps what it was shown."""

    name = "fake"

    def __init__(self) -> None:
        self.seen = self.fails = False
        self.icons: list[Icon] = []
        self.refreshed = 0

    def show(self, icon: Icon, tooltip: str) -> None:
        if self.fails:
            raise FileNotFoundError(icon.shape)
        if self.icons[-1:] != [icon]:
            self.icons.append(icon)

    def refresh_menu(self) -> None:
        self.refreshed += 1

    def close(self) -> None:
        pass


class Sitting:
    """Somebody who sits, and the tray beside them."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.engine = Engine(Rules(first_after=0), self.now)
        self.engine.handle(StartedAgain(0.0), self.now)
        self.host = FakeHost()
        self.missing = 0
        self.tray = Tray(self.host, lambda: Moment(self.now, self.now, VirtualZone().local), self._unseen)
        self.look()

    def _unseen(self) -> None:
        self.missing += 1

    def look(self) -> None:
        self.tray(self.engine.view(self.now), self.now)

    def sit(self, seconds: float) -> None:
        """As the loop does it: a view each minute, and the tray's own deadlines."""
        end, next_view = self.now + seconds, self.now + MINUTE
        while self.now < end:
            self.now = min(end, next_view, max(self.now, self.tray.deadline or end))
            if self.tray.deadline is not None and self.tray.deadline <= self.now:
                self.tray.on_time(self.now)
            if self.now >= next_view:
                self.look()
                next_view += MINUTE


@pytest.fixture
def sitting() -> Sitting:
    return Sitting()


def test_the_icon_is_drawn_twelve_times_while_the_ring_fills(sitting: Sitting) -> None:
    sitting.sit(30 * MINUTE - 1)
    assert [icon.shape for icon in sitting.host.icons] == [Shape.FILLING] * 12 + [Shape.NEAR]
    assert sitting.host.refreshed == 1


def test_the_heads_up_comes_on_time(sitting: Sitting) -> None:
    sitting.sit(10 * MINUTE)
    assert sitting.tray.deadline == 1000 + 30 * MINUTE - Rules().heads_up


def test_what_is_new_of_the_lines_is_told(sitting: Sitting) -> None:
    for event in (StandingChosen(), MeetingChosen(600)):
        before = sitting.host.refreshed
        sitting.engine.handle(event, sitting.now)
        sitting.look()
        sitting.look()
        assert sitting.host.refreshed == before + 1


def test_the_icon_is_drawn_for_its_panel(sitting: Sitting) -> None:
    for panel in (Panel.DARK, Panel.DARK, Panel.LIGHT):
        sitting.tray.paint_for(panel)
    sitting.sit(MINUTE)
    assert [icon.panel for icon in sitting.host.icons] == [Panel.UNKNOWN, Panel.DARK, Panel.LIGHT]


def test_a_panel_that_is_known_before_there_is_anything_to_show() -> None:
    host = FakeHost()
    engine = Engine(Rules(), 0.0)
    tray = Tray(host, lambda: Moment(0.0, 0.0, VirtualZone().local), lambda: None)
    tray.paint_for(Panel.DARK)
    assert host.icons == []
    tray(engine.view(0.0), 0.0)
    assert [icon.panel for icon in host.icons] == [Panel.DARK]


def test_nobody_shows_it_and_that_is_said_once(sitting: Sitting) -> None:
    sitting.sit(PATIENCE - 0.1)
    assert sitting.missing == 0
    sitting.sit(10 * MINUTE)
    assert sitting.missing == 1
    sitting.host.seen = True
    sitting.sit(MINUTE)
    sitting.host.seen = False
    sitting.sit(10 * MINUTE)
    assert sitting.missing == 1


def test_where_it_is_shown_nothing_is_said(sitting: Sitting) -> None:
    sitting.host.seen = True
    sitting.sit(MINUTE)
    sitting.host.seen = False
    sitting.sit(10 * MINUTE)
    assert sitting.missing == 0


def test_a_picture_that_is_gone_costs_the_icon_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    """As while a package is renewed under the running program."""
    sitting = Sitting()
    due = sitting.engine.deadline
    assert due is not None
    before = list(sitting.host.icons)
    sitting.host.fails = True
    sitting.now = due - 30
    sitting.tray.on_time(sitting.now)
    sitting.tray.paint_for(Panel.DARK)
    assert sitting.host.icons == before
    assert "could not be drawn" in caplog.text
    assert sitting.tray.deadline is None or sitting.tray.deadline > sitting.now
