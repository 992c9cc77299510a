"""The icon and its menu on Xfce's real panel: by keyboard, while they change, on light and dark."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from deskbreak.app.remote import ask
from deskbreak.ports.tray import Panel
from deskbreak.tray_icon import INKS

from .conftest import require_programs
from .looking import Box
from .screen import WIDTH, Desktop
from .test_first_reminder import LONG, PAUSE, STAND, TAKE_NOW, Running

pytestmark = pytest.mark.desktop

RESUME = 1
"""The line of the menu in a pause that is the way out of it."""


@pytest.fixture
def waiting(desktop: Desktop) -> Running:
    return Running(desktop, every=LONG)


def select(running: Running, line: int) -> None:
    """In a menu that has just been opened, in which nothing is selected yet."""
    running.desktop.key(*["Down"] * (line + 1))


def test_a_line_is_chosen_by_keyboard(waiting: Running) -> None:
    waiting.menu()
    select(waiting, TAKE_NOW)
    waiting.desktop.key("Return")
    waiting.wait_phase("on_break")


def test_a_line_of_a_submenu_is_chosen_by_keyboard(waiting: Running) -> None:
    menu, _lines = waiting.menu()
    beside = Box(0, 0, menu.left, waiting.desktop.panel_box.top)
    before = waiting.desktop.still()
    select(waiting, PAUSE)
    waiting.desktop.key("Right")
    submenu = waiting.desktop.wait_change(before, beside)
    waiting.keep("submenu", menu.around(submenu).grown(4), 2)
    waiting.desktop.key("Down", "Return")
    waiting.wait_phase("paused")
    ends = datetime.fromisoformat(waiting.status()["until"])
    # `until` is told in whole seconds: up to one more than the hour that was chosen.
    assert timedelta(minutes=59) < ends - datetime.now(ends.tzinfo) <= timedelta(minutes=60, seconds=1)


def test_escape_leaves_everything_as_it_is(waiting: Running) -> None:
    waiting.menu()
    select(waiting, TAKE_NOW)
    waiting.desktop.key("Escape")
    waiting.desktop.park()
    waiting.desktop.wait_same(waiting.bare, Box(0, 0, WIDTH, waiting.desktop.panel_box.top))
    assert waiting.status()["phase"] == "working"


def test_a_mark_is_set_while_the_menu_is_open(waiting: Running) -> None:
    menu, lines = waiting.menu()
    mark = Box(menu.left, lines[STAND].top - 2, lines[STAND].left + 20, lines[STAND].bottom + 2)
    before = waiting.desktop.still()
    ask(Path(waiting.desktop.env["XDG_RUNTIME_DIR"]) / "deskbreak" / "deskbreak.sock", {"do": "stand"})
    waiting.desktop.wait_change(before, mark)
    waiting.keep("menu-standing", menu.grown(4), 2)


def test_a_menu_that_changes_its_shape_while_it_is_open_is_not_mixed_up(waiting: Running) -> None:
    menu, _lines = waiting.menu()
    before = waiting.desktop.still()
    assert waiting.command("pause", "2h").returncode == 0
    waiting.desktop.wait_change(before, menu)
    above = Box(menu.left - 80, 0, WIDTH, waiting.desktop.panel_box.top)
    paused = waiting.desktop.wait_change(waiting.bare, above)
    now = waiting.desktop.lines(paused)
    waiting.keep("menu-paused-while-open", paused.grown(4), 2)
    waiting.desktop.key("Escape")
    waiting.desktop.park()
    waiting.desktop.wait_same(waiting.bare, above)
    _menu, opened_again = waiting.menu()
    assert len(now) == len(opened_again)
    waiting.desktop.click(*opened_again[RESUME].centre)
    waiting.wait_phase("working")


def ink(desktop: Desktop, icon: Box) -> Panel | None:
    """For which kind of panel the icon that is on the screen was drawn."""
    part = desktop.screenshot().crop(icon)
    colours = Counter({colour: n for n, colour in part.getcolors(part.width * part.height) or []})
    return next((panel for panel in Panel if colours[INKS[panel].ink[:3]] > 4), None)


def sets(desktop: Desktop, channel: str, name: str, kind: str, value: str) -> None:
    subprocess.run(
        ["xfconf-query", "-c", channel, "-p", name, "-n", "-t", kind, "-s", value],
        env=desktop.env, check=True, timeout=20, capture_output=True,
    )  # fmt: skip


def drawn_for(running: Running, panel: Panel) -> None:
    """In a pause, when the icon has strokes that are whole pixels wide."""
    running.command("pause")
    running.desktop.wait_for(f"an icon for {panel}", lambda: ink(running.desktop, running.icon) is panel)


@pytest.mark.parametrize("dark", [True, False])
def test_the_icon_is_drawn_for_the_panel_it_lies_on(dark: bool) -> None:
    require_programs()
    with Desktop(dark=dark) as desktop:
        running = Running(desktop, every=LONG)
        drawn_for(running, Panel.DARK if dark else Panel.LIGHT)


def test_the_icon_follows_the_panel(waiting: Running) -> None:
    desktop = waiting.desktop
    drawn_for(waiting, Panel.DARK)
    sets(desktop, "xfce4-panel", "/panels/panel-1/background-style", "uint", "0")
    sets(desktop, "xsettings", "/Net/ThemeName", "string", "Adwaita")
    drawn_for(waiting, Panel.DARK)
    sets(desktop, "xfce4-panel", "/panels/dark-mode", "bool", "false")
    drawn_for(waiting, Panel.LIGHT)
    sets(desktop, "xsettings", "/Net/ThemeName", "string", "Adwaita-dark")
    drawn_for(waiting, Panel.DARK)


def test_the_setting_has_the_last_word(waiting: Running) -> None:
    drawn_for(waiting, Panel.DARK)
    assert waiting.command("config", "set", "tray.panel", "light").returncode == 0
    waiting.status()
    drawn_for(waiting, Panel.LIGHT)
    refused = waiting.command("config", "set", "tray.panel", "green")
    assert refused.returncode == 1
    assert "auto, light, dark" in refused.stderr
