"""A loop that runs until something holds."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.loop import Loop
from deskbreak.desktop.clock import SystemClock

PATIENCE = 10.0


class Turning:
    """The program's own loop, on the machine's own clock."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.loop = Loop(self.clock)

    def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        """AssertionError if it does not come to hold in time."""
        end = self.clock.now() + seconds
        self.loop.add_timed(self)
        try:
            while not condition():
                assert self.clock.now() < end, "it did not come to hold"
                self.loop.turn()
        finally:
            self.loop.remove_timed(self)

    @property
    def deadline(self) -> float:
        # Keeps the loop from sleeping longer than a look at the condition may wait.
        return self.clock.now() + 0.02

    def on_time(self, _now: float) -> None:
        """It looks whenever it wakes."""

    def close(self) -> None:
        self.loop.close()
