"""What a hold looks like on a real desktop, and the way out of it: icon, menu, and the reminder after it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.desktop.quiet.sound import SoundServer

from .looking import Box
from .running import SETTLE, SOON, Running, heard
from .screen import HEIGHT, WIDTH, Desktop
from .test_tray import sets

pytestmark = pytest.mark.desktop

MORE, WAY_OUT = 1, 1
"""A button of the reminder that follows a meeting, and a line of the menu while something holds one."""


@pytest.fixture
def above(desktop: Desktop) -> Box:
    """Where notices and menus are."""
    return Box(0, 0, WIDTH, desktop.panel_box.top)


def test_do_not_disturb_of_xfce(desktop: Desktop, above: Box) -> None:
    bare = desktop.still()
    running = Running(desktop, SOON, SETTLE)
    running.wait_phase("prompted")
    desktop.wait_change(bare, above)
    sets(desktop, "xfce4-notifyd", "/do-not-disturb", "bool", "true")
    running.wait_phase("deferred")
    desktop.wait_same(bare, above)
    assert running.told()["reasons"] == ["do_not_disturb"]
    assert "Held back: do not disturb has been on since " in running.said()
    assert "Do not disturb, by Xfce Notify Daemon; now: do not disturb is on" in running.command("doctor").stdout
    sets(desktop, "xfce4-notifyd", "/do-not-disturb", "bool", "false")
    running.wait_phase("prompted")
    desktop.wait_change(bare, above)
    assert running.decisions().count("prompted") == 2
    running.quit()


def test_a_long_hold_is_told_by_the_icon_and_ends_by_its_menu(desktop: Desktop, above: Box, sound: SoundServer) -> None:
    bare = desktop.still()
    running = Running(desktop, SOON, SETTLE, "tell_after=2", **heard(sound))
    sound.record("Zoom")
    running.wait_phase("deferred")
    icon = desktop.wait_change(bare, desktop.panel_box)
    held = desktop.screenshot()
    running.wait("word of it", lambda: "held-long" in running.decisions())
    desktop.wait_change(held, icon)
    assert ": Zoom uses the microphone. The tray offers a way out." in running.why()
    desktop.click(*icon.centre, button=3)
    menu = desktop.wait_change(bare, above)
    desktop.click(*desktop.lines(menu)[WAY_OUT].centre)
    desktop.park()
    running.wait_phase("prompted")
    assert desktop.wait_change(bare, above).bottom < HEIGHT / 2
    assert running.told()["reasons"] == []
    running.quit()


def test_a_meeting_that_goes_on_has_ten_minutes_more(desktop: Desktop, above: Box) -> None:
    bare = desktop.still()
    running = Running(desktop, SOON, SETTLE)
    assert "In a meeting until " in running.command("meeting", "4s").stdout
    running.wait_phase("deferred")
    running.wait_phase("prompted")
    notice = desktop.wait_change(bare, above)
    desktop.click(*desktop.buttons(notice)[MORE].centre)
    desktop.park()
    running.wait_reasons("meeting")
    desktop.wait_same(bare, above)
    ends = datetime.fromisoformat(running.status()["until"])
    assert timedelta(minutes=9) < ends - datetime.now(ends.tzinfo) <= timedelta(minutes=10, seconds=1)
    assert running.command("resume").returncode == 0
    running.wait_phase("prompted")
    running.quit()
