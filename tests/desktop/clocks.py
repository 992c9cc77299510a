"""Clocks that a test puts forward while the program sleeps: those of the machine, and what a file adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deskbreak.app.sleep import Selecting
from deskbreak.desktop.clock import SystemClock
from deskbreak.ports.loop import Source


class Hands:
    """The test's side: what the clocks show beside the time that really passed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._awake = self._asleep = 0.0
        self.forward()

    def forward(self, awake: float = 0.0, asleep: float = 0.0) -> None:
        """So many seconds pass at once, of which the machine is awake or asleep."""
        self._awake += awake
        self._asleep += asleep
        whole = self.file.with_suffix(".new")
        whole.write_text(f"{self._awake} {self._asleep}", encoding="ascii")
        whole.rename(self.file)


class ForwardClock(SystemClock):
    """The program's side. All its clocks move on in one moment, when the file is looked at."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.look()

    def look(self) -> None:
        self._awake, self._asleep = map(float, self._file.read_text(encoding="ascii").split())

    def now(self) -> float:
        return super().now() + self._awake + self._asleep

    def awake(self) -> float:
        return super().awake() + self._awake

    def wall(self) -> float:
        return super().wall() + self._awake + self._asleep


class ForwardSleep(Selecting):
    """The loop's sleep: time passes nowhere else."""

    def __init__(self, clock: ForwardClock) -> None:
        super().__init__()
        self._clock = clock

    def until_ready(self, seconds: float) -> Sequence[Source]:
        ready = super().until_ready(seconds)
        self._clock.look()
        return ready
