"""deskbreak on a real desktop, as somebody sees and clicks it: Xfce's panel and notifications."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from deskbreak.app.keeper import Keeper
from deskbreak.app.lasting import Lasting
from deskbreak.core.breaks import BreakRecord, Outcome, Rules
from deskbreak.core.engine import Engine
from deskbreak.desktop.clock import SystemClock
from deskbreak.history.store import Store
from tests.offered import suggested
from tests.reading import has_read_the_safety_notice, safety_file

from .conftest import require_programs
from .looking import Box, changed, crop_up
from .screen import HEIGHT, WIDTH, Desktop

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).parents[2]
QUICK = Path(__file__).with_name("quick.py")
KEPT = Path(__file__).with_name("kept")
"""Screenshots to look at; `make screenshots` takes the README's from here."""
LONG = 900.0
"""Seconds until a reminder that must not come during a test."""

(
    STATUS_LINE, TAKE_NOW, START_ROUTINE, START_ONE, NEXT, SNOOZE, PAUSE, STAND, MEETING, MORE, TODAY, HISTORY,
    SETTINGS, QUIT,
) = range(14)  # fmt: skip
"""Lines of the menu while nothing is due."""
NOT_THIS_ONE = 3
"""A line of the menu while one is."""
FIRST = "stand-side-bend-30s"
"""What the very first break is given."""
START, LATER, SKIP = range(3)
"""Buttons of a prompt."""


class Running:
    """deskbreak on a desktop: what it shows, and what its command line says."""

    def __init__(self, desktop: Desktop, every: float, window: bool = False) -> None:
        """`window`: whether a movement has one; otherwise the notice leads through it."""
        settings = Path(desktop.env["XDG_CONFIG_HOME"]) / "deskbreak" / "settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(f"[guide]\nwindow = {str(window).lower()}\n", encoding="utf-8")
        self.desktop = desktop
        self.every = every
        self.bare = desktop.still()
        has_read_the_safety_notice(Path(desktop.env["HOME"]))
        self.process = self.start()
        self.icon = desktop.wait_change(self.bare, desktop.panel_box)

    def start(self) -> subprocess.Popen[bytes]:
        return self.desktop.spawn([sys.executable, str(QUICK), str(self.every)], PYTHONPATH=str(ROOT))

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        env = {**self.desktop.env, "PYTHONPATH": str(ROOT)}
        argv = [sys.executable, "-m", "deskbreak", *words]
        return subprocess.run(argv, env=env, capture_output=True, text=True, timeout=20, check=False)

    def status(self) -> dict[str, Any]:
        done = self.command("status", "--json")
        assert done.returncode == 0, done.stderr
        status: dict[str, Any] = json.loads(done.stdout)
        return status

    def wait_phase(self, phase: str) -> None:
        self.desktop.wait_for(f"the phase {phase}", lambda: self.status()["phase"] == phase)

    def records(self) -> list[tuple[str, str | None]]:
        """Outcome and movement of all that is in the history."""
        with sqlite3.connect(Path(self.desktop.env["XDG_DATA_HOME"]) / "deskbreak" / "history.db") as database:
            return database.execute("SELECT outcome, movement FROM record ORDER BY id").fetchall()

    def notice(self, before: Image.Image) -> Box:
        """Where a notice has come up, at rest."""
        return self.desktop.wait_change(before, Box(0, 0, WIDTH, self.desktop.panel_box.top), seconds=20)

    def press(self, notice: Box, button: int) -> None:
        self.desktop.click(*self.desktop.buttons(notice)[button].centre)
        self.desktop.park()

    def menu(self) -> tuple[Box, list[Box]]:
        """Open the menu with a right click: where it is, and its lines."""
        before = self.desktop.still()
        self.desktop.click(*self.icon.centre, button=3)
        menu = self.desktop.wait_change(before, Box(0, 0, WIDTH, self.desktop.panel_box.top))
        return menu, self.desktop.lines(menu)

    def keep(self, name: str, box: Box | None = None, factor: int = 1) -> None:
        KEPT.mkdir(exist_ok=True)
        picture = self.desktop.screenshot()
        (crop_up(picture, box, factor) if box else picture).save(KEPT / f"{name}.png")


@pytest.fixture
def waiting(desktop: Desktop) -> Running:
    """Started, with nothing due for long."""
    return Running(desktop, every=LONG)


@pytest.fixture
def prompted(desktop: Desktop) -> tuple[Running, Box]:
    """Started, and the reminder is on the screen."""
    running = Running(desktop, every=3)
    return running, running.notice(running.bare)


@pytest.fixture(params=[True, False], ids=["dark", "light"])
def painted(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    require_programs()
    with Desktop(dark=request.param) as desktop:
        yield desktop


def test_the_icon_is_seen_on_light_and_dark_panels(painted: Desktop, request: pytest.FixtureRequest) -> None:
    running = Running(painted, every=LONG)
    assert running.icon.width >= 16
    assert running.status()["tray"] == "StatusNotifierItem"
    shade = request.node.callspec.id
    running.keep(f"icon-{shade}", running.icon.grown(6), 8)
    menu, lines = running.menu()
    assert len(lines) == QUIT + 1
    running.keep(f"menu-{shade}", menu.grown(4), 2)


def test_a_line_of_the_menu_is_clicked_and_a_break_begins(waiting: Running) -> None:
    before = waiting.desktop.still()
    _menu, lines = waiting.menu()
    waiting.desktop.click(*lines[TAKE_NOW].centre)
    waiting.desktop.park()
    waiting.wait_phase("on_break")
    countdown = waiting.notice(before)
    waiting.keep("countdown", countdown.grown(4), 2)
    waiting.press(countdown, 0)
    waiting.wait_phase("working")
    assert waiting.records() == [("taken", "stand-side-bend-30s")]


def test_a_click_on_the_icon_tells_the_state(waiting: Running) -> None:
    before = waiting.desktop.still()
    waiting.desktop.click(*waiting.icon.centre)
    waiting.desktop.park()
    notice = waiting.notice(before)
    waiting.keep("status-notice", notice.grown(4), 2)
    assert len(waiting.desktop.buttons(notice)) == 3


def test_start_counts_the_movement_down(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    assert len(running.desktop.buttons(notice)) == 3
    running.press(notice, START)
    running.wait_phase("on_break")
    running.desktop.wait_same(running.bare, Box(0, notice.bottom + 150, WIDTH, running.desktop.panel_box.top))


def test_not_this_one_names_another_in_the_same_notice(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    with_one = running.desktop.screenshot()
    _menu, lines = running.menu()
    running.desktop.click(*lines[NOT_THIS_ONE].centre)
    running.desktop.park()
    running.desktop.wait_change(with_one, notice)
    running.press(running.notice(running.bare), SKIP)
    [(outcome, movement)] = running.desktop.wait_for("the record", running.records)
    assert outcome == "skipped"
    assert movement not in (None, FIRST)


@pytest.mark.parametrize(("minutes", "name"), [(29.95, "reminder"), (18, "menu")])
def test_as_it_looks_on_a_working_day(desktop: Desktop, minutes: float, name: str) -> None:
    """The pictures of the README: the program as it is, after somebody has sat for a while."""
    sat(desktop, minutes)
    has_read_the_safety_notice(Path(desktop.env["HOME"]))
    before = desktop.still()
    desktop.spawn([sys.executable, "-m", "deskbreak"], PYTHONPATH=str(ROOT))
    above = Box(0, 0, WIDTH, desktop.panel_box.top)
    if name == "menu":
        icon = desktop.wait_change(before, desktop.panel_box)
        desktop.click(*icon.centre, button=3)
    shown = desktop.wait_change(before, above, seconds=20)
    KEPT.mkdir(exist_ok=True)
    crop_up(desktop.screenshot(), shown.grown(4), 2).save(KEPT / f"{name}.png")
    desktop.screenshot(KEPT / f"desktop-{name}.png")


def sat(desktop: Desktop, minutes: float) -> None:
    """Have the history say that somebody sits here for so long, and did another movement the day before."""
    clock, store = SystemClock(), Store(Path(desktop.env["XDG_DATA_HOME"]) / "deskbreak" / "history.db")
    store.add(BreakRecord("stand-up", Outcome.TAKEN, 1800), suggested("stand-and-shift"), clock.wall() - 86400)
    engine = Engine(Rules(), clock.now() - minutes * 60)
    Keeper(Lasting(store), clock, engine)(engine.view(clock.now()), clock.now())
    store.close()


def test_skip_is_one_click(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    running.press(notice, SKIP)
    running.desktop.wait_for("the record", lambda: running.records() == [("skipped", "stand-side-bend-30s")])


def test_later_withdraws_it_and_says_snoozed(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    running.press(notice, LATER)
    running.wait_phase("snoozed")
    running.desktop.wait_same(running.bare, Box(0, 0, WIDTH, running.desktop.panel_box.top))
    assert running.status()["snoozes"] == 1
    assert 290 < running.status()["due_in_seconds"] <= 300


def test_pause_and_resume_from_the_command_line(waiting: Running) -> None:
    counting = waiting.desktop.screenshot()
    assert waiting.command("pause", "2h").returncode == 0
    waiting.desktop.wait_change(counting, waiting.icon)
    status = waiting.status()
    assert (status["phase"], status["reasons"]) == ("paused", ["user"])
    refused = waiting.command("snooze")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 2
    assert waiting.command("resume").returncode == 0
    assert waiting.status()["phase"] == "working"


def test_the_panel_goes_and_comes_back(waiting: Running) -> None:
    waiting.desktop.kill_panel()
    waiting.desktop.wait_for("no tray", lambda: waiting.status()["tray"] == "none")
    empty = waiting.desktop.screenshot()
    waiting.desktop.start_panel()
    waiting.desktop.wait_for("the icon", lambda: waiting.desktop.tray_items())
    panel = waiting.desktop.wait_change(empty, waiting.desktop.panel_box)
    assert panel.holds(waiting.icon)
    waiting.desktop.still()
    _menu, lines = waiting.menu()
    assert len(lines) == QUIT + 1


def test_started_before_the_panel_it_joins_it() -> None:
    require_programs()
    with Desktop(panel=False) as desktop:
        desktop.spawn([sys.executable, str(QUICK), str(LONG)], PYTHONPATH=str(ROOT))
        desktop.start_panel()
        desktop.wait_for("the icon", desktop.tray_items)


def test_the_notification_daemon_crashes_and_the_reminder_is_shown_again(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    running.desktop.kill_notifyd()
    running.desktop.wait_same(running.bare, notice)
    running.desktop.start_notifyd()
    again = running.notice(running.bare)
    running.press(again, SKIP)
    running.desktop.wait_for("the record", lambda: running.records() == [("skipped", "stand-side-bend-30s")])


def test_a_second_start_shows_the_first(waiting: Running) -> None:
    before = waiting.desktop.still()
    second = waiting.command("run")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == "deskbreak is running already.\n"
    waiting.notice(before)
    assert len(waiting.desktop.tray_items()) == 1


def test_the_very_first_start_tells_of_safety_and_then_that_it_is_there(desktop: Desktop) -> None:
    above = Box(0, 0, WIDTH, desktop.panel_box.top)
    before = desktop.still()
    program = desktop.spawn([sys.executable, "-m", "deskbreak"], PYTHONPATH=str(ROOT))
    notice = desktop.wait_change(before, above)
    understood, _quit_it = desktop.buttons(notice)
    KEPT.mkdir(exist_ok=True)
    crop_up(desktop.screenshot(), notice.grown(4), 2).save(KEPT / "safety.png")
    desktop.click(*understood.centre)
    desktop.park()
    kept = safety_file(Path(desktop.env["HOME"]))
    desktop.wait_for("the answer", kept.exists)
    desktop.wait_for(
        "a smaller notice", lambda: not changed(before, desktop.screenshot(), notice._replace(top=understood.top))
    )
    assert len(desktop.buttons(desktop.wait_change(before, above))) == 3, "the state, with what can be done now"
    desktop.end(program)
    before = desktop.still()
    desktop.spawn([sys.executable, "-m", "deskbreak"], PYTHONPATH=str(ROOT))
    desktop.wait_for("the icon", desktop.tray_items)
    desktop.wait_same(before, Box(0, 0, WIDTH, desktop.panel_box.top))


def test_killed_and_started_again_it_goes_on(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    running.press(notice, SKIP)
    running.desktop.wait_for("the record", lambda: len(running.records()) == 1)
    assert running.command("pause", "until", "23:59").returncode == 0
    before = running.status()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait(5)
    assert running.command("status").returncode == 3
    running.start()
    running.desktop.wait_for("an answer", lambda: running.command("status").returncode == 0)
    after = running.status()
    assert (after["phase"], after["until"]) == ("paused", before["until"])
    assert before["sat_seconds"] <= after["sat_seconds"] <= before["sat_seconds"] + 60
    assert running.records() == [("skipped", "stand-side-bend-30s")]


def test_killed_with_a_reminder_on_the_screen_there_is_still_only_one(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    with_one = running.desktop.screenshot()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait(5)
    running.start()
    running.desktop.wait_for("an answer", lambda: running.command("status").returncode == 0)
    running.wait_phase("prompted")
    running.desktop.wait_for("the icon", running.desktop.tray_items)
    below = Box(0, notice.bottom + 4, WIDTH, running.desktop.panel_box.top)
    running.desktop.wait_same(with_one, below)
    running.press(notice, SKIP)
    running.desktop.wait_same(running.bare, Box(0, 0, WIDTH, running.desktop.panel_box.top))


@pytest.mark.parametrize("how", ["menu", "command", "signal"])
def test_quitting_leaves_nothing_behind(waiting: Running, how: str) -> None:
    notice = waiting.desktop.still()
    waiting.command("run")
    waiting.notice(notice)
    if how == "menu":
        _menu, lines = waiting.menu()
        waiting.desktop.click(*lines[QUIT].centre)
        waiting.desktop.park()
    elif how == "command":
        waiting.command("quit")
    else:
        waiting.process.terminate()
    assert waiting.process.wait(5) == 0
    waiting.desktop.wait_same(waiting.bare)
    assert not list((Path(waiting.desktop.env["XDG_RUNTIME_DIR"]) / "deskbreak").iterdir())
    assert waiting.desktop.log_of(waiting.process) == ""


def test_the_whole_screen_is_never_covered(prompted: tuple[Running, Box]) -> None:
    running, notice = prompted
    assert notice.width * notice.height < WIDTH * HEIGHT / 10
    assert changed(running.bare, running.desktop.screenshot()) is not None
