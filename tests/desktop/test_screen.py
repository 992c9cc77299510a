"""The harness itself: does the desktop come up, can it be seen and touched, and does it go without a trace?"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import require_programs
from .looking import Box
from .screen import HEIGHT, NOTIFICATIONS, WIDTH, Desktop

pytestmark = pytest.mark.desktop

PATH = "/org/freedesktop/Notifications"


def notify(desktop: Desktop, *actions: str) -> int:
    """Sends a notification which stays; `actions` are keys and labels by turns."""
    values: tuple[object, ...] = ("harness", 0, "", "Time to stand up", "Half an hour is over.", list(actions), {}, 0)
    (number,) = desktop.bus_call(NOTIFICATIONS, PATH, f"{NOTIFICATIONS}.Notify", "susssasa{sv}i", *values)
    return int(number)


def environment_of_client(desktop: Desktop, **env: str) -> dict[str, str]:
    client = desktop.spawn([sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"], **env)
    desktop.wait_for("the client", lambda: client.poll() is not None)
    seen: dict[str, str] = json.loads(desktop.log_of(client))
    return seen


def leave_a_straggler() -> None:
    """A desktop with a client which got out of its process group."""
    with Desktop(panel=False, notifyd=False) as desktop:
        client = desktop.spawn(["setsid", "--fork", "sleep", "1000"])
        desktop.wait_for("the fork", lambda: client.poll() is not None)


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """Without panel and notification daemon, which is up sooner."""
    require_programs()
    with Desktop(panel=False, notifyd=False) as desktop:
        yield desktop


def test_panel_is_drawn_along_the_lower_edge(shared_desktop: Desktop, tmp_path: Path) -> None:
    image = shared_desktop.screenshot(tmp_path / "desktop.png")
    assert image.size == (WIDTH, HEIGHT)
    assert (tmp_path / "desktop.png").stat().st_size
    panel = image.crop(shared_desktop.panel_box)
    above = image.crop((0, HEIGHT // 2, WIDTH, shared_desktop.panel_box.top))
    assert above.getcolors() == [(above.width * above.height, (0, 0, 0))]
    assert panel.getpixel((WIDTH // 2, panel.height // 2)) == (33, 33, 33)


def test_panel_takes_tray_items_and_has_none(shared_desktop: Desktop) -> None:
    assert shared_desktop.tray_items() == []


@pytest.mark.parametrize("name", ["start", "snooze", "skip"])
def test_button_of_a_notification_is_pressed_by_mouse(shared_desktop: Desktop, name: str) -> None:
    desktop = shared_desktop
    invoked = desktop.bus.listen(NOTIFICATIONS, "ActionInvoked")
    before = desktop.screenshot()
    number = notify(desktop, "start", "Start", "snooze", "In 5 minutes", "skip", "Skip")
    box = desktop.wait_change(before)
    buttons = dict(zip(("start", "snooze", "skip"), desktop.buttons(box), strict=True))
    desktop.click(*buttons[name].centre)
    assert invoked.next() == (number, name)
    desktop.park()
    desktop.wait_same(before)


def test_notification_without_actions_has_no_buttons(shared_desktop: Desktop) -> None:
    closed = shared_desktop.bus.listen(NOTIFICATIONS, "NotificationClosed")
    before = shared_desktop.screenshot()
    number = notify(shared_desktop)
    box = shared_desktop.wait_change(before)
    assert Box(WIDTH // 2, 0, WIDTH, HEIGHT // 2).holds(box)
    assert shared_desktop.buttons(box) == []
    shared_desktop.bus_call(NOTIFICATIONS, PATH, f"{NOTIFICATIONS}.CloseNotification", "u", number)
    assert closed.next()[0] == number
    shared_desktop.wait_same(before)


def test_panel_comes_back_after_a_crash(desktop: Desktop) -> None:
    before = desktop.screenshot()
    desktop.kill_panel()
    assert desktop.wait_change(before) == desktop.panel_box
    assert desktop.tray_items() == []
    desktop.start_panel()
    desktop.wait_same(before)


def test_notification_daemon_comes_back_after_a_crash(desktop: Desktop) -> None:
    before = desktop.screenshot()
    notify(desktop, "start", "Start")
    desktop.wait_change(before)
    desktop.kill_notifyd()
    assert not desktop.has_owner(NOTIFICATIONS)
    desktop.wait_same(before)
    desktop.start_notifyd()
    notify(desktop, "start", "Start")
    assert len(desktop.buttons(desktop.wait_change(before))) == 1


def test_light_and_larger_panel() -> None:
    require_programs()
    with Desktop(dark=False, panel_size=40, notifyd=False) as desktop:
        assert desktop.panel_box == Box(0, HEIGHT - 40, WIDTH, HEIGHT)
        image = desktop.screenshot()
        assert image.getpixel((WIDTH // 2, HEIGHT - 20)) == (237, 237, 237)
        assert image.getpixel((WIDTH // 2, desktop.panel_box.top - 1)) == (255, 255, 255)


def test_parts_left_out_are_not_there(bare_desktop: Desktop) -> None:
    assert not bare_desktop.has_owner(NOTIFICATIONS)
    assert bare_desktop.tray_items() == []
    assert bare_desktop.screenshot().getcolors() == [(WIDTH * HEIGHT, (0, 0, 0))]


def test_client_sees_nothing_of_the_callers_desktop(bare_desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.setenv("XDG_DATA_DIRS", "/nowhere")
    seen = environment_of_client(bare_desktop, EXTRA="1")
    assert {"WAYLAND_DISPLAY", "XDG_DATA_DIRS", "XAUTHORITY"}.isdisjoint(seen)
    assert seen["PATH"] == os.environ["PATH"]
    assert seen["EXTRA"] == "1"
    folders = [f"XDG_{name}" for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")]
    assert all(seen[name].startswith(f"{bare_desktop.folder}/") for name in ("HOME", *folders))


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_missing_programs_are_named_with_their_packages(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"^no Xvfb, xdotool, .*: apt-get install .* xvfb xdotool "):
        require_programs()


def test_vain_wait_shows_what_the_clients_wrote(bare_desktop: Desktop) -> None:
    bare_desktop.spawn([sys.executable, "-c", "raise SystemExit('no luck today')"])
    with pytest.raises(
        AssertionError, match=r"(?s)gave up after 1 s, waiting for a miracle.*ended with 1.*no luck today"
    ):
        bare_desktop.wait_for("a miracle", lambda: False, 1.0)


def test_nothing_is_left_behind() -> None:
    require_programs()
    with Desktop(panel=False, notifyd=False) as desktop:
        client = desktop.spawn(["sleep", "1000"])
    assert client.returncode is not None
    assert not desktop.folder.exists()


def test_client_which_left_its_group_is_hunted_down_and_told_of() -> None:
    require_programs()
    with pytest.raises(AssertionError, match=r"still running after the desktop's end: \['sleep 1000'\]"):
        leave_a_straggler()
