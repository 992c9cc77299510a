"""What the doctor learns on a real bus, and that it leaves no trace there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deskbreak.app.doctor_desktop import NOBODY_THERE, Seen, look
from deskbreak.desktop.bus import DISCONNECTED, NO_REPLY
from deskbreak.desktop.notify.service import NAME, About
from deskbreak.desktop.objects import Interface, Property
from deskbreak.desktop.tray import watcher
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import ALL, FakeServer, Habits
from tests.contracts.test_tray import FakePanel
from tests.test_terminal import bare_env

LONG, SHORT = 20.0, 0.1
HANGS = 15.0
"""Neither the long patience nor the limit of a single call may be waited for."""
ABOUT = About("plain", "fake", "1", ALL)


def look_at(wire: Wire, patience: float = LONG) -> Seen:
    """The doctor waits in a thread of its own while the others here are served."""
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look, patience)
        wire.until(looking.done, HANGS)
        return looking.result()


def says_it_shows(wire: Wire, shows: bool) -> FakePanel:
    panel = FakePanel(wire)
    properties = {"IsStatusNotifierHostRegistered": Property("b", lambda: shows)}
    panel.bus.export(watcher.PATH, watcher.NAME, Interface(properties=properties))
    return panel


@pytest.mark.parametrize("shows", [True, False])
def test_a_desktop_with_everything(wire: Wire, shows: bool) -> None:
    server, panel = FakeServer(wire), says_it_shows(wire, shows)
    assert look_at(wire) == Seen(shown=shows, about=ABOUT)
    assert (server.calls, panel.items) == ([], [])


def test_a_desktop_with_nothing(wire: Wire) -> None:
    seen = look_at(wire)
    assert (seen.shown, seen.about) == (None, None)
    assert seen.no_tray in NOBODY_THERE
    assert seen.no_service in NOBODY_THERE


def test_a_service_that_never_answers_holds_it_up_for_its_patience_only(wire: Wire) -> None:
    deaf = wire.connect()
    wire.own(deaf, NAME)
    wire.loop.remove(deaf)
    seen = look_at(wire, SHORT)
    assert (seen.about, seen.no_service) == (None, NO_REPLY)


def test_the_bus_dies_meanwhile(wire: Wire, daemon: subprocess.Popen[str], caplog: pytest.LogCaptureFixture) -> None:
    server = FakeServer(wire)
    wire.loop.remove(server.bus)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look, LONG)
        daemon.kill()
        seen = looking.result()
    assert seen.about is None
    assert seen.no_bus or seen.no_service == DISCONNECTED


def test_without_a_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert "no session bus" in look().no_bus


def test_the_command_on_a_desktop(wire: Wire, tmp_path: Path) -> None:
    server, panel = FakeServer(wire, Habits("plain", ("actions", "persistence"))), says_it_shows(wire, shows=True)
    env = bare_env(tmp_path) | {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
    with subprocess.Popen(
        [sys.executable, "-m", "deskbreak", "doctor", "--json"], env=env, stdout=subprocess.PIPE, text=True
    ) as process:
        wire.until(lambda: process.poll() is not None)
        assert process.returncode == 0
        assert process.stdout is not None
        found = json.load(process.stdout)
    assert found["tray"]["chosen"] == "StatusNotifierItem"
    assert found["notifications"]["chosen"] == "freedesktop"
    assert found["notifications"]["can"][0] == "plain 1 (fake)"
    assert [other["name"] for other in found["notifications"]["others"]] == ["desktop-notifier", "plyer"]
    assert (server.calls, panel.items) == ([], [])
