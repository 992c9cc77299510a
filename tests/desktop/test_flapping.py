"""Signals that change ten times a second, and what becomes of reminders, notifications and the processor meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.contracts.conftest import Wire
from tests.contracts.notification_server import XFCE, FakeServer
from tests.desktop.quiet.sound import SoundServer
from tests.desktop.session.test_linux import Locker

from .running import LONG, SOON, Running, heard
from .screen import Desktop

pytestmark = pytest.mark.desktop

SETTLE = 3.0
"""Seconds: more than a pause in the flapping may last on a machine that is busy with something else."""
TIMES = 30
OFTEN = ["sh", "-c", "while :; do timeout 0.05 parec --client-name=Zoom -d mic >/dev/null; sleep 0.03; done"]
BUSY = 0.01
"""Seconds of the processor that one change may cost: a tenth of it, at ten a second."""


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


class Flapping:
    """A program that begins to record and ends, again and again."""

    def __init__(self, sound: SoundServer) -> None:
        self.sound = sound
        self.heard = sound.processes.start(["pactl", "subscribe"], sound.environment)
        self.program = sound.processes.start(OFTEN, sound.environment)

    @property
    def times(self) -> int:
        """How often it has ended by now."""
        return self.sound.processes.log_of(self.heard).count("Event 'remove' on source-output")

    def end(self) -> None:
        self.sound.stop(self.program)


def processor(running: Running) -> float:
    """Seconds of it that the program has had so far."""
    fields = Path(f"/proc/{running.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_call_that_flaps_is_one_hold(desktop: Desktop, wire: Wire, sound: SoundServer) -> None:
    server = FakeServer(wire, XFCE)
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    running.between = wire.settle
    running.wait_phase("prompted")
    running.wait("the reminder", lambda: len(server.calls) == 1)
    before, flapping = processor(running), Flapping(sound)
    running.wait("many a call", lambda: flapping.times >= TIMES, 30)
    changes, cost = 2 * flapping.times, processor(running) - before
    assert running.told()["phase"] == "deferred"
    flapping.end()
    running.wait_phase("prompted")
    running.wait("the reminder", lambda: len(server.calls) == 3)
    assert [call.partition(" ")[0] for call in server.calls] == ["notify", "close", "notify"]
    assert running.decisions() == ["prompted", "deferred", "prompted"]
    assert cost < BUSY * changes
    running.quit()


def test_a_lock_that_flaps_loses_no_time_and_ends_open(desktop: Desktop, wire: Wire) -> None:
    locker = Locker(wire, "org.xfce.ScreenSaver")
    running = Running(desktop, LONG)
    running.between = wire.settle
    running.wait("the session", lambda: running.status()["session"] == "org.xfce.ScreenSaver")
    before = processor(running)
    for _time in range(TIMES):
        locker.becomes(True)
        wire.settle()
        locker.becomes(False)
        wire.settle()
    running.wait_phase("working")
    running.wait("all of it", lambda: running.decisions().count("back") == TIMES)
    assert running.is_in("working")
    assert processor(running) - before < BUSY * 2 * TIMES
    running.quit()
