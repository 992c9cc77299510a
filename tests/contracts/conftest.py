"""A message bus of one's own, and a loop that runs until something holds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.app.loop import Loop
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.clock import SystemClock

PATIENCE = 10.0
CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Wire:
    """Connections to one private bus, all served by one loop, as in the program."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.loop = Loop(self.clock)
        self.buses: list[Bus] = []
        self.deaf: list[Bus] = []
        """Those of them that take nothing in for now."""

    def connect(self, clock: Callable[[], float] | None = None) -> Bus:
        bus = Bus("SESSION", clock or self.clock.now)
        self.loop.add(bus)
        self.loop.add_timed(bus)
        bus.on_lost = lambda: self.loop.remove(bus)
        self.buses.append(bus)
        self.until(lambda: bool(bus.unique_name))
        return bus

    def own(self, bus: Bus, name: str) -> None:
        """Have this connection take a well-known name."""
        answers: list[int] = []
        bus.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "su", (name, 4),
            on_reply=lambda body: answers.append(body[0]),
        )  # fmt: skip
        self.until(lambda: answers)
        assert answers == [1]

    def give_up(self, bus: Bus) -> None:
        """Leave the bus, as a process that dies does."""
        self.loop.remove(bus)
        self.loop.remove_timed(bus)
        self.buses.remove(bus)
        bus.close()

    def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        end = self.clock.now() + seconds
        ticking = _Ticking(self.clock.now)
        self.loop.add_timed(ticking)
        try:
            while not condition():
                assert self.clock.now() < end, "it did not come to hold"
                self.loop.turn()
        finally:
            self.loop.remove_timed(ticking)

    def settle(self) -> None:
        """Until everything sent by now has been answered: a round trip on each connection."""
        for bus in [bus for bus in self.buses if bus not in self.deaf]:
            answered: list[object] = []
            bus.call(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Peer", "Ping",
                on_reply=answered.append,
            )  # fmt: skip
            self.until(lambda answered=answered: answered)  # type: ignore[misc]

    def close(self) -> None:
        for bus in list(self.buses):
            self.give_up(bus)
        self.loop.close()


class _Ticking:
    """Keeps the loop from sleeping longer than a look at a condition may wait."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    @property
    def deadline(self) -> float:
        return self._clock() + 0.02

    def on_time(self, now: float) -> None:
        pass


def require(program: str, package: str) -> None:
    """Skips without this program; where all tests have to run, that is a failure."""
    if not shutil.which(program):
        message = f"no {program}: apt-get install --no-install-recommends {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def daemon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A private session bus that starts nothing by itself."""
    require("dbus-daemon", "dbus")
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG, encoding="utf-8")
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address", "--nopidfile"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", process.stdout.readline().strip())
        yield process
        process.terminate()


@pytest.fixture
def wire(daemon: subprocess.Popen[str]) -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.close()
