from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deskbreak import tray_view
from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.moment import Moment
from deskbreak.core.state import Phase
from deskbreak.core.summary import Tally
from deskbreak.ports import Icon, Menu, Request, Shape
from tests.desk import MINUTE, Desk
from tests.virtual import VirtualZone

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
TODAY = Tally(taken=4, natural=1, skipped=2, missed=1)


def menu(desk: Desk) -> Menu:
    return tray_view.menu(desk.view, TODAY, moment(desk))


def moment(desk: Desk) -> Moment:
    """Noon, so many minutes after the desk's start."""
    return Moment(desk.now, NOON + desk.now - desk.start, VirtualZone().local)


def labels(desk: Desk) -> list[str]:
    return [item.label if item else "—" for item in menu(desk)]


def icon(desk: Desk) -> Icon:
    return tray_view.icon(desk.view, desk.now)


def test_the_ring_fills_in_twelfths() -> None:
    desk = Desk()
    seen = []
    for _ in range(30):
        seen.append(icon(desk))
        desk.works(1)
    assert seen[0] == Icon(Shape.FILLING, 0)
    assert seen[15] == Icon(Shape.FILLING, 6)
    assert len(set(seen)) <= 13


def test_each_state_has_a_shape_of_its_own() -> None:
    shapes = [
        icon(Desk()).shape,
        icon(Desk().works(29)).shape,
        icon(Desk().works(30)).shape,
        icon(Desk().works(33)).shape,
        icon(Desk().works(30).snoozes()).shape,
        icon(Desk().calls_break()).shape,
        icon(Desk().pauses()).shape,
        icon(Desk().leaves(4)).shape,
        icon(Desk().call(on=True).works(31)).shape,
        icon(Desk().hours_end()).shape,
        icon(Desk().stands()).shape,
    ]
    assert shapes == [
        Shape.FILLING,
        Shape.NEAR,
        Shape.DUE,
        Shape.ASKED,
        Shape.SNOOZED,
        Shape.ON_BREAK,
        Shape.PAUSED,
        Shape.AWAY,
        Shape.DEFERRED,
        Shape.OFF_HOURS,
        Shape.STANDING,
    ]


def test_the_heads_up_is_on_time() -> None:
    desk = Desk().works(10)
    change = tray_view.next_change(desk.view, desk.now)
    assert change == desk.now + 19 * MINUTE
    assert tray_view.icon(desk.view, change).shape is Shape.NEAR
    assert tray_view.icon(desk.view, change - 1).shape is Shape.FILLING
    assert tray_view.next_change(Desk().pauses().view, desk.now) is None


def test_the_menu_while_sitting() -> None:
    assert labels(Desk().works(18)) == [
        "Stand up in 12 min · sat 18 min",
        "—",
        "Take a break now",
        "Snooze",
        "Pause",
        "I'm standing",
        "In a meeting",
        "—",
        "Today: 5 of 8",
        "Quit",
    ]


def test_before_the_first_break_of_the_day_no_numbers_are_shown() -> None:
    desk = Desk()
    assert "No breaks yet today" in [item.label for item in tray_view.menu(desk.view, Tally(), moment(desk)) if item]


def test_the_menu_when_due_offers_the_answers() -> None:
    desk = Desk().works(30)
    assert labels(desk)[:3] == ["Time to stand up · sat 30 min", "I did it", "Skip this one"]
    desk.works(3)
    assert labels(desk)[:3] == ["A break is waiting · sat 33 min", "I did it", "Skip this one"]


def test_the_menu_in_a_pause_says_until_when_and_offers_the_way_out() -> None:
    """Stuck paused, no way out in the menu (Stretchly 1014, 1441, 413)."""
    desk = Desk().works(10).pauses()
    assert labels(desk)[0] == "Paused until you resume · sat 10 min"
    assert "Resume" in labels(desk)
    assert "Pause" not in labels(desk)
    assert labels(Desk().pauses(NOON + 2 * 3600))[0].startswith("Paused until 14:00")
    assert labels(Desk().pauses(NOON + 86400))[0].startswith("Paused until Tue 12:00")


@pytest.mark.parametrize(
    ("desk", "line", "way_out"),
    [
        (Desk().works(10).pauses(), "Paused until you resume", "Resume"),
        (Desk().hours_end(NOON + 86400), "Outside your hours until Tue 12:00", "Remind me outside my hours too"),
        (
            Desk().call(on=True).works(40),
            "Held back since 12:30: Firefox has the microphone",
            "Remind me all the same",
        ),
        (Desk().meets(60).works(40), "Held back since 12:30: you are in a meeting", "The meeting is over"),
        (Desk().meets(60), "In a meeting until 13:00", "The meeting is over"),
    ],
)
def test_whatever_holds_says_why_and_has_a_way_out(desk: Desk, line: str, way_out: str) -> None:
    """A detector's false alarm makes the program silently dead (Stretchly 348, 722)."""
    lines = menu(desk)
    assert lines[0] is not None
    assert lines[1] is not None
    assert lines[0].label.startswith(line)
    assert (lines[1].label, lines[1].request) == (way_out, {"do": "resume"})


@pytest.mark.parametrize("desk", [Desk().stands(), Desk().stands().pauses()])
def test_standing_is_a_mark_that_is_taken_off_again(desk: Desk) -> None:
    lines = {item.label: item for item in menu(desk) if item}
    assert (lines["I'm standing"].checked, lines["I'm standing"].request) == (True, {"do": "sit"})
    sitting = {item.label: item for item in menu(Desk()) if item}["I'm standing"]
    assert (sitting.checked, sitting.request) == (False, {"do": "stand"})


def test_held_for_long_the_icon_says_so_too() -> None:
    desk = Desk().call(on=True).works(119)
    assert icon(desk).shape is Shape.DEFERRED
    assert icon(desk.works(2)).shape is Shape.HELD_LONG


def test_the_menu_on_a_break() -> None:
    assert labels(Desk().works(30).starts())[:4] == ["On a break · sat 30 min", "—", "I did it", "Stop the break"]


def test_after_two_snoozes_there_is_no_third() -> None:
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 30 * MINUTE, 60),))).works(30).snoozes().works(5).snoozes().works(5)
    lines = {item.label: item for item in menu(desk) if item}
    assert "Snooze" not in lines
    assert not lines["No more snoozes"].enabled


@pytest.mark.parametrize(("minutes", "request_"), [(10, {"do": "show"}), (30, {"do": "start"}), (33, {"do": "start"})])
def test_a_click_on_the_icon(minutes: float, request_: Request) -> None:
    defaults = [item.request for item in menu(Desk().works(minutes)) if item and item.default]
    assert defaults == [request_]


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_can_be_said(phase: Phase) -> None:
    desk = {
        Phase.WORKING: Desk(),
        Phase.PROMPTED: Desk().works(30),
        Phase.SNOOZED: Desk().works(30).snoozes(),
        Phase.ON_BREAK: Desk().calls_break(),
        Phase.PAUSED: Desk().pauses(),
        Phase.AWAY: Desk().leaves(4),
        Phase.DEFERRED: Desk().call(on=True).works(31),
        Phase.OFF_HOURS: Desk().hours_end(),
        Phase.STANDING: Desk().stands(),
    }[phase]
    assert desk.phase is phase
    assert tray_view.tooltip(desk.view, moment(desk))


def test_the_tooltip_stays_true_while_time_passes() -> None:
    """Told anew each minute it would wake the panel, and the panel us."""
    desk = Desk()
    told = set()
    for _minute in range(29):
        told.add(tray_view.tooltip(desk.view, moment(desk)))
        desk.works(1)
    assert told == {"Stand up at 12:30"}
    snoozed = Desk().works(30).snoozes()
    assert tray_view.tooltip(snoozed.view, moment(snoozed)) == "Snoozed until 12:35"
