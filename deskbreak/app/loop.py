"""One sleep, one deadline. Everything of ours happens in here.

The loop sleeps until the earliest deadline, 60 s at most. On each wake it first asks whether the
time that passed was really passed here (see `app/jumps.py`), then does what others asked for, then serves
descriptors, then deadlines: an event and a deadline of the same moment come in that order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from deskbreak.app.sleep import Sleep, sleep_of_this_system
from deskbreak.ports.loop import Clock, Source, Timed

LONGEST_SLEEP = 60.0


class Loop:
    """Serves sources and deadlines until stopped. Only `wake_with` may be called from another thread."""

    def __init__(
        self, clock: Clock, on_wake: Callable[[float], None] = lambda _late: None, sleep: Sleep | None = None
    ) -> None:
        self.clock = clock
        self.on_wake = on_wake
        """Called first at each wake, with how late it is, before anything that happened is looked at."""
        self._sleep = sleep or sleep_of_this_system()
        self._sources: set[Source] = set()
        self._timed: list[Timed] = []
        self._stopped = False
        self._calls: deque[Callable[[], object]] = deque()

    def add(self, source: Source) -> None:
        """Wait for this source too, until `remove`."""
        self._sources.add(source)
        self._sleep.add(source)

    def remove(self, source: Source) -> None:
        """Wait for it no more. It may be closed already."""
        self._sources.discard(source)
        self._sleep.remove(source)

    def add_timed(self, timed: Timed) -> None:
        """Mind its deadline."""
        self._timed.append(timed)

    def remove_timed(self, timed: Timed) -> None:
        """Mind its deadline no more."""
        self._timed.remove(timed)

    def later(self, seconds: float, call: Callable[[], object]) -> None:
        """Have this called once, after so many seconds."""
        self._timed.append(_Once(self, self.clock.now() + seconds, call))

    def wake_with(self, call: Callable[[], object]) -> None:
        """Have this called in the loop soon; may come from another thread or a signal handler."""
        self._calls.append(call)
        self._sleep.wake()

    def stop(self) -> None:
        """Return from `run` once what is at hand is done."""
        self._stopped = True

    def run(self) -> None:
        """Serve until `stop`."""
        while not self._stopped:
            self.turn()

    def turn(self) -> None:
        """One wake: sleep until something is due, then do all of it."""
        patience = self._patience()
        planned = self.clock.now() + patience
        ready = self._sleep.until_ready(patience)
        self.on_wake(max(0.0, self.clock.now() - planned))
        while self._calls:
            self._calls.popleft()()
        for source in ready:
            # What was done before may have let it go.
            if source in self._sources:
                source.ready()
        now = self.clock.now()
        for timed in list(self._timed):
            if timed.deadline is not None and timed.deadline <= now:
                timed.on_time(now)

    def close(self) -> None:
        """Let go of what it slept with."""
        self._sleep.close()

    def _patience(self) -> float:
        deadlines = [timed.deadline for timed in self._timed if timed.deadline is not None]
        if self._calls:
            return 0.0
        return max(0.0, min([LONGEST_SLEEP, *(deadline - self.clock.now() for deadline in deadlines)]))


class _Once:
    """A `Timed` that is minded until it was called."""

    def __init__(self, loop: Loop, deadline: float, call: Callable[[], object]) -> None:
        self._loop = loop
        self._call = call
        self.deadline: float | None = deadline

    def on_time(self, _now: float) -> None:
        self._loop.remove_timed(self)
        self._call()
