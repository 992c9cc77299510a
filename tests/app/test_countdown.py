from __future__ import annotations

import pytest

from deskbreak.app.countdown import Countdown
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.core.movement import Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import duration
from tests.offered import suggested
from tests.virtual import VirtualScreen

STRETCH = suggested("standing-ql-stretch", Side.RIGHT)


class Guided:
    """A countdown whose deadlines are kept to the second."""

    def __init__(self, suggestion: Suggestion) -> None:
        self.screen = VirtualScreen()
        self.countdown = Countdown(self.screen.show, self.screen.withdraw)
        self.ended: list[GuideEnded] = []
        self.countdown.on_ended = self.ended.append
        self.now = 500.0
        self.countdown.open(suggestion, self.now)

    def passes(self, seconds: float) -> None:
        end = self.now + seconds
        while self.countdown.deadline is not None and self.countdown.deadline <= end:
            assert self.countdown.deadline > self.now
            self.now = self.countdown.deadline
            self.countdown.on_time(self.now)
        self.now = end


def test_it_leads_through_both_sides_and_reports_them() -> None:
    guided = Guided(STRETCH)
    guided.passes(duration(STRETCH))
    titles = [notice.title for notice in guided.screen.all]
    assert titles == [
        "Stand up and get into place · 0:05",
        "Right side · 0:20",
        "Right side · 0:15",
        "Right side · 0:10",
        "Right side · 0:05",
        "Change sides: left next · 0:05",
        "Left side · 0:20",
        "Left side · 0:15",
        "Left side · 0:10",
        "Left side · 0:05",
    ]
    assert guided.screen.all[0].body.startswith("Stand with feet shoulder-width apart, knees soft. Put your left hand")
    assert guided.screen.all[1].body == guided.screen.all[0].body, (
        "a notice that keeps its size keeps its buttons in place"
    )
    assert "Sweep your left arm overhead." in guided.screen.all[5].body
    assert guided.ended == [GuideEnded(Outcome.TAKEN, Movements(left=20, right=20))]
    assert guided.screen.shown is None
    assert guided.countdown.deadline is None


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (3, GuideEnded(None)),
        (9, GuideEnded(None, Movements(right=4))),
        (15, GuideEnded(Outcome.PARTLY, Movements(right=10))),
    ],
)
def test_stopped_early_it_reports_what_was_done(after: float, outcome: GuideEnded) -> None:
    guided = Guided(STRETCH)
    guided.passes(after)
    guided.countdown.stop(0, guided.now)
    assert guided.ended == [outcome]
    assert guided.screen.shown is None


def test_the_time_a_lid_was_closed_was_not_moved() -> None:
    guided = Guided(STRETCH)
    guided.passes(15)
    guided.now += 600
    guided.countdown.stop(600, guided.now)
    assert guided.ended == [GuideEnded(Outcome.PARTLY, Movements(right=10))]


def test_put_away_by_hand_it_counts_on_in_silence() -> None:
    guided = Guided(STRETCH)
    guided.countdown.hush()
    guided.passes(60)
    assert len(guided.screen.all) == 1
    assert guided.ended[0].outcome is Outcome.TAKEN


def test_closed_it_reports_nothing() -> None:
    guided = Guided(STRETCH)
    guided.countdown.close()
    guided.passes(60)
    assert guided.ended == []


def test_stopped_when_there_is_nothing_to_stop_the_engine_is_told_all_the_same() -> None:
    """Otherwise a guide that could not be opened would hold the break open."""
    guided = Guided(STRETCH)
    guided.countdown.close()
    guided.countdown.stop(0, guided.now)
    assert guided.ended == [GuideEnded(None)]


def test_asked_for_it_shows_itself_again() -> None:
    guided = Guided(STRETCH)
    guided.countdown.hush()
    guided.passes(6)
    guided.countdown.show(guided.now)
    assert guided.screen.all[-1].title == "Right side · 0:19"


def test_a_short_sleep_is_no_movement() -> None:
    guided = Guided(STRETCH)
    guided.passes(7)
    guided.now += 50
    guided.countdown.delay(50)
    guided.passes(duration(STRETCH) - 7 - 0.1)
    assert guided.ended == []
    guided.passes(0.2)
    assert guided.ended[0].outcome is Outcome.TAKEN
