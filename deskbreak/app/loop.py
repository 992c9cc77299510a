"""One selector: descriptors, a wake socket, one deadline. Everything of ours happens in here.

The loop sleeps until the earliest deadline, 60 s at most. On each wake it first asks whether the
time that passed was really passed here (see `app/jumps.py`), then serves descriptors, then deadlines:
an event and a deadline of the same moment come in that order.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections import deque
from collections.abc import Callable

from deskbreak.ports import Clock, Source, Timed

LONGEST_SLEEP = 60.0


class Loop:
    """Serves sources and deadlines until stopped. Only `wake_with` may be called from another thread."""

    def __init__(self, clock: Clock, on_wake: Callable[[float], None] = lambda _late: None) -> None:
        self.clock = clock
        self.on_wake = on_wake
        """Called first at each wake, with how late it is, before anything that happened is looked at."""
        self._selector = selectors.DefaultSelector()
        self._timed: list[Timed] = []
        self._masks: dict[Source, int] = {}
        self._stopped = False
        self._calls: deque[Callable[[], None]] = deque()
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def add(self, source: Source) -> None:
        """Wait for this source too, until `remove`."""
        self._masks.setdefault(source, 0)

    def remove(self, source: Source) -> None:
        """Wait for it no more. It may be closed already."""
        if self._masks.pop(source, 0):
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(source)

    def add_timed(self, timed: Timed) -> None:
        """Mind its deadline."""
        self._timed.append(timed)

    def remove_timed(self, timed: Timed) -> None:
        """Mind its deadline no more."""
        self._timed.remove(timed)

    def wake_with(self, call: Callable[[], None]) -> None:
        """Have this called in the loop soon; may come from another thread or a signal handler."""
        self._calls.append(call)
        # A full socket wakes it anyway; a closed one has nothing left to wake.
        with contextlib.suppress(OSError):
            self._waker.send(b"\0")

    def stop(self) -> None:
        """Return from `run` once what is at hand is done."""
        self._stopped = True

    def run(self) -> None:
        """Serve until `stop`."""
        while not self._stopped:
            self.turn()

    def turn(self) -> None:
        """One wake: sleep until something is due, then do all of it."""
        self._note_masks()
        patience = self._patience()
        planned = self.clock.now() + patience
        ready = self._selector.select(patience)
        self.on_wake(max(0.0, self.clock.now() - planned))
        for key, _mask in ready:
            if key.fileobj is self._woken:
                self._drain()
            elif key.data in self._masks:
                key.data.ready()
        now = self.clock.now()
        for timed in list(self._timed):
            if timed.deadline is not None and timed.deadline <= now:
                timed.on_time(now)

    def close(self) -> None:
        """Let go of the selector and the wake socket."""
        self._selector.close()
        self._woken.close()
        self._waker.close()

    def _patience(self) -> float:
        deadlines = [timed.deadline for timed in self._timed if timed.deadline is not None]
        if self._calls:
            return 0.0
        return max(0.0, min([LONGEST_SLEEP, *(deadline - self.clock.now() for deadline in deadlines)]))

    def _note_masks(self) -> None:
        for source, before in list(self._masks.items()):
            mask = selectors.EVENT_READ | (selectors.EVENT_WRITE if source.wants_write else 0)
            if mask == before:
                continue
            if before:
                self._selector.modify(source, mask, source)
            else:
                self._selector.register(source, mask, source)
            self._masks[source] = mask

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._woken.recv(4096):
                pass
        while self._calls:
            self._calls.popleft()()
