"""Somebody types, and nothing of it wakes deskbreak, though it looks out for everything that it can look out for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.quiet.sound import SoundServer
from tests.desktop.quiet.windows import Client
from tests.desktop.turning import Turning

from .running import LONG, SOON, Running, heard, machine
from .screen import Desktop

pytestmark = pytest.mark.desktop

EVERYTHING = '[quiet]\ncamera = true\napps = ["mpv"]\n'
EVERY = 2.0
"""Seconds between two keys."""
REST, WINDOW = 6.0, 24.0
MINUTE = 60.0


@pytest.fixture
def editor(desktop: Desktop) -> Iterator[None]:
    """A window that gets the keys."""
    turning = Turning()
    client = Client(desktop, turning)
    client.open("editor", "Editor")
    yield
    client.close()
    turning.close()


def wakes(running: Running) -> int:
    """How often any of its threads has slept since the start, and so was woken. On no other machine is it more."""
    tasks = Path(f"/proc/{running.process.pid}/task").glob("*/status")
    lines = [line.split() for task in tasks for line in task.read_text(encoding="ascii").splitlines()]
    return sum(int(line[1]) for line in lines if line[0] == "voluntary_ctxt_switches:")


def woken_by_typing(running: Running, seconds: float) -> int:
    before = wakes(running)
    for _key in range(round(seconds / EVERY)):
        running.desktop.key("a")
        time.sleep(EVERY)
    return wakes(running) - before


def await_rest(running: Running) -> None:
    """Until all that belongs to the start is done, and the wake that comes once a minute is not due in the window."""

    def at_rest() -> bool:
        is_quiet = not woken_by_typing(running, REST)
        left = running.saved_at() + MINUTE - time.clock_gettime(time.CLOCK_BOOTTIME)
        return is_quiet and left > WINDOW + REST

    running.wait("rest", at_rest, 3 * MINUTE)


def test_typing_does_not_wake_it(desktop: Desktop, sound: SoundServer, editor: None) -> None:
    running = Running(desktop, LONG, settings=EVERYTHING, **machine(desktop), **heard(sound))
    running.wait("the microphone", lambda: running.status()["signals"]["microphone"]["way"])
    await_rest(running)
    assert woken_by_typing(running, WINDOW) <= 1
    assert running.status()["presence"] == "x11"
    running.quit()


def test_typing_does_not_wake_it_while_all_signals_are_watched(
    desktop: Desktop, sound: SoundServer, editor: None
) -> None:
    running = Running(desktop, SOON, settings=EVERYTHING, **machine(desktop), **heard(sound))
    sound.record("Zoom")
    running.wait_phase("deferred")
    signals = running.status()["signals"]
    assert [name for name, known in signals.items() if not known["way"]] in ([], ["camera"])
    await_rest(running)
    assert woken_by_typing(running, WINDOW) <= 1
    running.quit()
