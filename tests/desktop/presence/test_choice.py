"""Which way is right for which session, with the real ones."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.app import doctor_presence
from deskbreak.app.finding import Finding
from deskbreak.app.lookout import Lookout
from deskbreak.core.events import Event, PresenceFound
from deskbreak.desktop.presence.choice import Environment, ways
from deskbreak.desktop.session_type import is_wayland
from tests.desktop.conftest import require_programs
from tests.desktop.server import XServer, x_server
from tests.desktop.turning import Turning

from .compositor import Compositor
from .monitor import Monitor

STILL = 0.3
NOT_ON_THE_BUS = "org.gnome.Mutter.IdleMonitor is not on the bus"


@pytest.fixture
def server() -> Iterator[XServer]:
    require_programs()
    with x_server() as server:
        yield server


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bus of whoever runs the tests."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")


def found(environment: Environment, running: dict[str, str] | None = None) -> Finding:
    return doctor_presence.presence(environment, running)


def reasons(finding: Finding) -> dict[str, str]:
    return dict(finding.lacks)


def test_an_x_session(server: XServer, nothing: None) -> None:
    finding = found(server.environment)
    assert finding.chosen == "x11"
    assert any("knocked" in line for line in finding.can)
    assert "passes for somebody who types" in reasons(finding)["programs that pretend"]
    unneeded = dict(finding.lacks[1:])
    assert unneeded == dict.fromkeys(("wayland", "mutter"), "not needed: x11 comes first")


@pytest.mark.parametrize("wayland", [{"WAYLAND_DISPLAY": "wayland-4711"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_under_wayland_x11_is_never_asked(
    server: XServer, nothing: None, tmp_path: Path, wayland: dict[str, str]
) -> None:
    """Also where it answers: Xwayland sees only what goes to its own windows."""
    finding = found({**server.environment, "XDG_RUNTIME_DIR": str(tmp_path), **wayland})
    assert finding.chosen == "unknown"
    assert "Wayland session" in reasons(finding)["x11"]
    assert "no compositor at wayland-" in reasons(finding)["wayland"]
    assert "no session bus" in reasons(finding)["mutter"]
    assert "ext-idle-notify-v1" in finding.hint


def test_a_compositor_that_an_earlier_session_had_makes_no_wayland_session(
    server: XServer, nothing: None, turning: Turning, tmp_path: Path
) -> None:
    """The user's systemd still has the variable, and whatever it starts."""
    compositor = Compositor(turning.loop, tmp_path)
    environment = {**server.environment, **compositor.environment, "XDG_SESSION_TYPE": "x11"}
    # In the window of a compositor on X11 it is true.
    assert is_wayland(environment)
    compositor.end()
    compositor.path.touch()
    assert not is_wayland(environment)
    assert found(environment).chosen == "x11"


def test_no_session_at_all(daemon: subprocess.Popen[str]) -> None:
    finding = found({})
    assert finding.chosen == "unknown"
    assert any("all the time" in line for line in finding.can)
    assert reasons(finding) == {
        "x11": "no X server (DISPLAY is not set)",
        "wayland": "this is no Wayland session",
        "mutter": NOT_ON_THE_BUS,
    }
    assert not finding.hint


def test_the_order() -> None:
    assert [way.name for way in ways()] == ["x11", "wayland", "mutter"]


class Looking:
    """The real ways in the test's own loop, where stand-ins can answer."""

    def __init__(self, turning: Turning, environment: Environment) -> None:
        self.turning = turning
        self.told: list[Event] = []
        self.gone: list[str] = []
        self.lookout = Lookout(
            turning.loop, self.told.append, environment, ways(), lambda: self.gone.append("gone"), STILL
        )
        turning.loop.add_timed(self.lookout)
        self.lookout.begin()
        turning.until(lambda: self.lookout.is_settled)

    def close(self) -> None:
        self.lookout.close()
        self.turning.loop.remove_timed(self.lookout)


def test_a_compositor_that_tells(turning: Turning, nothing: None, tmp_path: Path) -> None:
    compositor = Compositor(turning.loop, tmp_path)
    looking = Looking(turning, compositor.environment)
    assert looking.lookout.name == "ext-idle-notify-2"
    assert looking.told == [PresenceFound(True)]
    # It crashes, and is there again before the next look.
    compositor.end()
    turning.until(lambda: looking.lookout.name == "unknown")
    compositor = Compositor(turning.loop, tmp_path)
    turning.until(lambda: looking.lookout.name == "ext-idle-notify-2")
    assert not looking.gone
    looking.close()
    compositor.end()


def test_gnome_under_wayland(turning: Turning, daemon: subprocess.Popen[str], tmp_path: Path) -> None:
    compositor, monitor = Compositor(turning.loop, tmp_path, {"wl_seat": 8}), Monitor(turning)
    looking = Looking(turning, compositor.environment)
    assert looking.lookout.name == "mutter"
    assert list(dict(looking.lookout.refused)) == ["x11", "wayland"]
    # The shell starts anew.
    monitor.end()
    turning.until(lambda: looking.lookout.name == "unknown")
    monitor = Monitor(turning)
    turning.until(lambda: looking.lookout.name == "mutter")
    # It ends, and the session with it.
    monitor.end()
    compositor.end()
    turning.until(lambda: looking.gone)
    assert looking.lookout.name == "unknown"
    looking.close()


@pytest.mark.parametrize("session", ["x11", "ext-idle-notify-2", "mutter", "unknown"])
def test_beginning_anew_leaves_nothing_behind(
    turning: Turning, server: XServer, daemon: subprocess.Popen[str], tmp_path: Path, session: str
) -> None:
    is_told = session == "ext-idle-notify-2"
    compositor, monitor = Compositor(turning.loop, tmp_path, None if is_told else {}), Monitor(turning)
    if session == "unknown":
        monitor.end()
    looking = Looking(turning, server.environment if session == "x11" else compositor.environment)
    assert looking.lookout.name == session

    def held() -> tuple[int, int]:
        turning.until(lambda: looking.lookout.is_settled and len(compositor.clients) == is_told)
        return len(os.listdir("/proc/self/fd")), len(turning.loop._timed)

    before = held()
    for _ in range(30):
        looking.lookout.begin()
        turning.until(lambda: looking.lookout.is_settled)
    assert held() == before
    looking.close()
    compositor.end()
    if session != "unknown":
        monitor.end()


def test_the_x_server_of_the_session_goes_away(turning: Turning, server: XServer, nothing: None) -> None:
    looking = Looking(turning, server.environment)
    assert looking.lookout.name == "x11"
    server.kill()
    turning.until(lambda: looking.gone)
    assert looking.gone == ["gone"]
    assert looking.lookout.name == "unknown"
    looking.close()


def test_what_the_running_one_uses_is_what_counts(server: XServer, nothing: None) -> None:
    finding = found(server.environment, {"presence": "unknown"})
    assert finding.chosen == "unknown"
    assert "the running deskbreak does not use it" in reasons(finding)["x11"]
    assert finding.hint
    finding = found({}, {"presence": "mutter"})
    assert finding.chosen == "mutter"
    assert set(reasons(finding)) == {"small knocks"}
    finding = found({}, {"presence": "kde-idle"})
    assert set(reasons(finding)) == {"small knocks", "films"}
