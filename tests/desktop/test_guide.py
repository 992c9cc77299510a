"""From the reminder to the record, through the guide's window, on a real desktop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable

import pytest

from deskbreak.desktop.clock import SystemClock

from .screen import Desktop
from .test_first_reminder import START, Running

pytestmark = pytest.mark.desktop

IN_THE_STRETCH = 17.0
"""Seconds from the beginning."""
SEEN = 2.0
"""Seconds from the beginning by which the window has told that it is seen."""
TITLE = "30-second stand and side bend"


class Led(Running):
    """Start was pressed in the reminder."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop, every=3, window=True)
        self.press(self.notice(self.bare), START)
        desktop.wait_for("the window", lambda: self.windows)

    @property
    def windows(self) -> list[int]:
        """The ids of those that can be seen."""
        argv = ["xdotool", "search", "--onlyvisible", "--name", TITLE]
        found = subprocess.run(argv, env=self.desktop.env, capture_output=True, text=True, timeout=10, check=False)
        return [*map(int, found.stdout.split())]

    def pressed(self, key: str, so: Callable[[], object]) -> object:
        """Whether it is so after this key was pressed."""
        self.desktop.key(key)
        return so()

    @property
    def elapsed(self) -> float:
        """Seconds since the movement began."""
        began: float = self.status()["guide"]["began"]
        return SystemClock().now() - began

    @property
    def program(self) -> int:
        argv = ["pgrep", "-P", str(self.process.pid), "-f", "deskbreak.windows.guide"]
        return int(subprocess.run(argv, capture_output=True, text=True, timeout=10, check=True).stdout)


@pytest.fixture
def led(desktop: Desktop) -> Led:
    return Led(desktop)


def test_a_movement_is_led_to_its_end_and_kept_by_sides(led: Led) -> None:
    assert led.status()["window"]
    led.desktop.wait_for("the left side", lambda: led.elapsed > IN_THE_STRETCH, seconds=30)
    led.keep("guide")
    led.desktop.wait_for("the end", lambda: led.records(), seconds=50)
    (record,) = json.loads(led.command("history", "--json").stdout)
    told = {name: round(record[f"{name}_seconds"]) for name in ("left", "right", "both")}
    assert (record["outcome"], told) == ("taken", {"left": 8, "right": 8, "both": 8})
    led.keep("guide-closing")
    led.desktop.key("Escape")
    led.desktop.wait_for("an empty screen", lambda: not led.windows)


def test_keys_of_the_first_second_are_not_for_it_and_later_ones_are(led: Led) -> None:
    led.desktop.key("Escape")
    assert led.windows
    # Keys are heard from the second on; until then space is pressed in vain.
    led.desktop.wait_for("a pause", lambda: led.pressed("space", lambda: led.status()["guide"]["held_at"]))
    led.desktop.key("Escape")
    led.desktop.wait_for("an empty screen", lambda: not led.windows)
    led.wait_phase("working")
    assert led.records() == []


def test_one_that_is_killed_leaves_a_paused_movement_in_the_notice(led: Led) -> None:
    # One that nobody has seen yet is not missed: the movement would begin anew in the notice.
    led.desktop.wait_for("a window that was seen", lambda: led.elapsed > SEEN)
    os.kill(led.program, signal.SIGKILL)
    led.desktop.wait_for("a pause", lambda: led.status()["guide"]["held_at"])
    assert not led.status()["window"]
    notice = led.notice(led.bare)
    led.keep("guide-lost", notice.grown(4), 2)
    led.press(notice, 0)
    led.desktop.wait_for("going on", lambda: led.status()["guide"]["held_at"] is None)


def test_it_goes_when_deskbreak_does(led: Led) -> None:
    program = led.program
    led.process.kill()
    led.desktop.wait_for("its end", lambda: not _runs(program))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
