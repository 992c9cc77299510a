"""The loop in virtual time: what is due comes at its moment, and nothing waits."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.app.loop import Loop
from deskbreak.ports.loop import Source
from tests.virtual import VirtualClock


class Passing:
    """A loop that sleeps by moving its clock. A `Sleep`."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.loop = Loop(self.clock, sleep=self)
        self._until = 0.0

    @property
    def now(self) -> float:
        return self.clock.now()

    def passes(self, seconds: float) -> None:
        """So long, with all that is due in it."""
        self._until = self.now + seconds
        for _turn in range(20_000):
            self.loop.turn()
            if self.now >= self._until and not self._due():
                return
        raise AssertionError("it never rests")

    def _due(self) -> bool:
        return any(each.deadline is not None and each.deadline <= self.now for each in self.loop._timed)

    # -- the loop's sleep ---------------------------------------------------

    def until_ready(self, seconds: float) -> Sequence[Source]:
        self.clock.passes(min(seconds, self._until - self.now))
        return ()

    def add(self, source: Source) -> None:
        raise TypeError(f"{source} has a descriptor")

    def remove(self, source: Source) -> None: ...
    def wake(self) -> None: ...
    def close(self) -> None: ...
