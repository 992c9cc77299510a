"""What the program stands on comes late, goes and comes back: buses, logind, sound servers, compositors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.conftest import Wire
from tests.desktop.presence.compositor import Compositor
from tests.desktop.quiet.sound import SoundServer, require_pulseaudio, sound_server
from tests.desktop.session.fake_logind import FakeLogind
from tests.desktop.session.test_linux import Locker

from .running import LONG, SETTLE, SOON, Forwarded, Running, heard, machine
from .screen import Desktop
from .test_tray import sets

pytestmark = pytest.mark.desktop

STILL = 0.7
BUSES = {"SESSION": (30, 30), "SYSTEM": (570, 45)}
"""For so many seconds it does not look for a bus that is missing, and so many later it does."""


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


class Daemon:
    """A bus that is started and killed."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.path = desktop.folder / "another_bus"
        self.address = f"unix:path={self.path}"

    def start(self) -> None:
        config = f"--config-file={self.desktop.folder / 'bus.conf'}"
        argv = ["dbus-daemon", "--nofork", "--nopidfile", "--print-address", config, f"--address={self.address}"]
        self.process = process = self.desktop.spawn(argv)
        self.desktop.wait_for("a bus", lambda: self.address in self.desktop.log_of(process))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)
        self.path.unlink()


def test_a_session_bus_that_comes_after_us(shared_desktop: Desktop) -> None:
    """As at login: first there is neither icon nor notification, then both, and what asks for quiet is known."""
    desktop = shared_desktop
    late = desktop.folder / "late"
    running = Forwarded(desktop, 90.0, SETTLE, DBUS_SESSION_BUS_ADDRESS=f"unix:path={late}")
    running.passes(30)
    assert running.status()["tray"] == "none"
    late.symlink_to(desktop.folder / "run" / "bus")
    running.passes(30)
    running.looks_around()
    desktop.wait_for("the icon", desktop.tray_items)
    sets(desktop, "xfce4-notifyd", "/do-not-disturb", "bool", "true")
    running.passes(30)
    running.wait_phase("deferred")
    assert running.told()["reasons"] == ["do_not_disturb"]
    assert "shows no tray icons" not in desktop.log_of(running.process)
    running.quit()


@pytest.mark.parametrize("which", BUSES)
def test_a_bus_that_is_missing_and_comes_and_goes(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    daemon, (in_vain, more) = Daemon(desktop), BUSES[which]
    for bus in BUSES:
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", daemon.address)
    address = {f"DBUS_{which}_BUS_ADDRESS": daemon.address, "XDG_SESSION_ID": "2"}
    running = Forwarded(desktop, 4 * LONG, **address)
    for _turn in range(2):
        assert running.status()["session"] == "unknown"
        running.passes(in_vain)
        daemon.start()
        wire = Wire()
        source = FakeLogind(wire) if which == "SYSTEM" else Locker(wire, "org.xfce.ScreenSaver")
        running.passes(more)
        running.looks_around()
        wire.until(lambda: running.status()["session"] != "unknown")
        if isinstance(source, FakeLogind):
            source.close()
        wire.close()
        daemon.kill()
        running.wait("nobody", lambda: running.status()["session"] == "unknown")
    running.quit()


def test_a_sound_server_that_comes_after_us(desktop: Desktop) -> None:
    require_pulseaudio()
    with sound_server() as sound:
        running = Forwarded(desktop, LONG, SETTLE, **heard(sound))
        sound.start()
        sound.record("Zoom")
        running.passes(20)
        running.looks_around()
        running.wait_reasons("microphone")
        running.quit()


def test_we_ourselves_killed_in_a_call(desktop: Desktop, sound: SoundServer) -> None:
    """The reminder is held on after a restart, and comes when the call is over."""
    call = sound.record("Zoom")
    killed = Running(desktop, SOON, SETTLE, **heard(sound))
    killed.wait_phase("deferred")
    killed.process.kill()
    killed.process.wait(10)
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    running.wait_phase("deferred")
    running.wait_reasons("microphone")
    sound.stop(call)
    running.wait_phase("prompted")
    assert running.decisions() == ["deferred", "prompted"]
    running.quit()


def test_a_logind_that_was_started_again_behind_the_lock(desktop: Desktop, wire: Wire) -> None:
    logind = FakeLogind(wire)
    running = Running(desktop, LONG, **machine(desktop))
    running.between = wire.settle
    running.wait("the session", lambda: running.status()["session"] == "logind")
    logind.sets(LockedHint=True)
    running.wait_phase("away")
    logind.close()
    again = FakeLogind(wire)
    again.locked = True
    running.wait("its inhibitor", lambda: again.given and again.inhibitor.held)
    again.sets(LockedHint=False)
    running.wait_phase("working")
    assert running.decisions() == ["away", "back"]
    running.quit()
    again.close()


def test_a_compositor_that_comes_back_at_once_and_one_that_does_not(desktop: Desktop, wire: Wire) -> None:
    """There is an X server, too, as Xwayland is: nobody asks it. With the compositor we end in good order."""
    run = Path(desktop.env["XDG_RUNTIME_DIR"])
    compositor = Compositor(wire.loop, run)
    wayland = {"WAYLAND_DISPLAY": compositor.path.name, "XDG_SESSION_TYPE": "wayland"}
    running = Running(desktop, LONG, SETTLE, STILL, **wayland)
    running.between = wire.settle
    goes_and_returns(running, compositor)
    compositor.end()
    running.wait("nobody", lambda: running.status()["presence"] == "unknown")
    compositor = Compositor(wire.loop, run)
    goes_and_returns(running, compositor)
    saved = running.saved_at()
    compositor.end()
    running.has_ended()
    assert running.saved_at() > saved


def goes_and_returns(running: Running, compositor: Compositor) -> None:
    """As the compositor tells it."""
    running.wait("the compositor", lambda: running.status()["presence"] == "ext-idle-notify-2")
    running.wait("what it is asked", lambda: compositor.client.watches)
    before = len(running.decisions())
    compositor.client.is_idle(int(STILL * 1000))
    running.wait_phase("away")
    running.desktop.key("a")
    running.wait("a break", lambda: running.decisions()[before:] == ["away", "natural"])
    compositor.client.touched()
    running.wait_phase("working")
