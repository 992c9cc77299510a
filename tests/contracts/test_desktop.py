"""What the program makes of a bus that comes late, goes and comes back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.app.desktop import TRY_EVERY, Desktop
from deskbreak.app.notifiers import Notifiers
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.moment import Moment
from tests.contracts.conftest import CONFIG, Wire
from tests.contracts.test_notifier import OTHER, FakeServer
from tests.contracts.test_tray import FakePanel
from tests.virtual import VirtualZone


class Session:
    """A login session whose bus can be ended and begun again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "bus.conf"
        self.socket = folder / "bus"
        self.config.write_text(CONFIG.replace("unix:tmpdir=/tmp", f"unix:path={self.socket}"), encoding="utf-8")
        self.daemon: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        self.daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self.config}", "--nofork", "--print-address", "--nopidfile"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.daemon.stdout is not None
        assert self.daemon.stdout.readline()

    def end(self) -> None:
        if self.daemon is not None:
            self.daemon.kill()
            self.daemon.communicate()
        self.daemon = None
        self.socket.unlink(missing_ok=True)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    session = Session(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={session.socket}")
    yield session
    session.end()


def test_a_bus_that_comes_late_goes_and_comes_back(session: Session, tmp_path: Path) -> None:
    wire = Wire()
    missing: list[str] = []
    notifiers = Notifiers()
    desktop = Desktop(
        wire.loop, notifiers, tuple, lambda: Moment(wire.clock.now(), wire.clock.wall(), VirtualZone().local),
        lambda _request: None, tmp_path, tmp_path / "note", missing.append,
    )  # fmt: skip
    engine = Engine(Rules(), wire.clock.now())
    desktop.join()
    desktop(engine.view(wire.clock.now()), wire.clock.now())
    assert "no session bus" in missing[0]
    for _ in range(2):
        assert desktop.deadline is not None
        assert desktop.deadline <= wire.clock.now() + TRY_EVERY
        session.begin()
        panel, server = FakePanel(wire), FakeServer(wire)
        desktop.on_time(wire.clock.now())
        wire.until(lambda: desktop.tray != "none")
        assert desktop.deadline is None
        notifiers.show(OTHER)
        wire.until(lambda server=server: server.screen)
        for bus in (panel.bus, server.bus):
            wire.give_up(bus)
        session.end()
        wire.until(lambda: desktop.tray == "none" and desktop.deadline is not None)
    assert len(missing) == 3
    desktop.on_time(wire.clock.now())
    assert desktop.deadline is not None
    desktop.close()
    wire.close()
