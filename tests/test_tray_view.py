from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deskbreak import terminal_view, tray_view
from deskbreak.core.breaks import Rules
from deskbreak.core.moment import Moment
from deskbreak.core.state import Phase
from deskbreak.ports.tray import Icon, Shape
from tests.desk import MINUTE, Desk
from tests.virtual import VirtualZone

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()


def moment(desk: Desk) -> Moment:
    """Noon, so many minutes after the desk's start."""
    return Moment(desk.now, NOON + desk.now - desk.start, VirtualZone().local)


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


def test_held_for_long_the_icon_says_so_too() -> None:
    desk = Desk().call(on=True).works(119)
    assert icon(desk).shape is Shape.DEFERRED
    assert icon(desk.works(2)).shape is Shape.HELD_LONG


def test_in_a_narrow_place_the_status_line_leaves_out_how_long_one_has_sat() -> None:
    desk = Desk().works(18)
    assert tray_view.status_line(desk.view, moment(desk)) == "Stand up in 12 min · sat 18 min"
    assert tray_view.status_line(desk.view, moment(desk), 31) == "Stand up in 12 min · sat 18 min"
    assert tray_view.status_line(desk.view, moment(desk), 30) == "Stand up in 12 min"


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


def test_who_cannot_stand_is_never_told_to() -> None:
    desk = Desk(Rules(can_stand=False))
    told = []
    for minutes in (1, 28.5, 1, 5, 20):
        desk.works(minutes)
        told += [tray_view.status_line(desk.view, moment(desk)), tray_view.tooltip(desk.view, moment(desk))]
        told.append(terminal_view.line(desk.view, moment(desk), None, 200).words)
    assert any(line.startswith("Break in") for line in told)
    assert any(line.startswith("Time for a break") for line in told)
    assert not any("stand" in line.lower() for line in told)
