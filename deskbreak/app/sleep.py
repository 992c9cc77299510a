"""How the loop sleeps: until one of its sources has something, somebody wakes it, or the time is over.

POSIX waits for descriptors, among them a socket of our own that wakes it. On Windows nothing but network sockets
could be waited for in that way, and a pair of sockets there is a connection through the network: so there
are no descriptors at all, and whatever happens elsewhere comes as a call from another thread.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import sys
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import Protocol

from deskbreak.ports.loop import Source


class Sleep(Protocol):
    """Only `wake` may be called from another thread, or from a signal handler."""

    def add(self, source: Source) -> None: ...
    def remove(self, source: Source) -> None: ...
    def until_ready(self, seconds: float) -> Sequence[Source]:
        """Sleep so long at most; the sources that have something by then."""

    def wake(self) -> None: ...
    def close(self) -> None: ...


class Selecting:
    """Waits for descriptors."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._masks: dict[Source, int] = {}
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def add(self, source: Source) -> None:
        self._masks.setdefault(source, 0)

    def remove(self, source: Source) -> None:
        """It may be closed already."""
        if self._masks.pop(source, 0):
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(source)

    def until_ready(self, seconds: float) -> Sequence[Source]:
        self._note_masks()
        ready: list[Source] = []
        for key, _mask in self._selector.select(seconds):
            if key.fileobj is self._woken:
                self._drain()
            else:
                ready.append(key.data)
        return ready

    def wake(self) -> None:
        # A full socket wakes it anyway; a closed one has nothing left to wake.
        with contextlib.suppress(OSError):
            self._waker.send(b"\0")

    def close(self) -> None:
        self._selector.close()
        self._woken.close()
        self._waker.close()

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


class Resting:
    """Waits for a call, and for nothing else."""

    def __init__(self) -> None:
        self._wakes: SimpleQueue[None] = SimpleQueue()

    def add(self, source: Source) -> None:
        raise TypeError(f"{source} has a descriptor: it cannot be waited for here")

    def remove(self, source: Source) -> None:
        """None was ever added."""

    def until_ready(self, seconds: float) -> Sequence[Source]:
        with contextlib.suppress(Empty):
            self._wakes.get(timeout=seconds)
            while True:
                self._wakes.get_nowait()
        return ()

    def wake(self) -> None:
        self._wakes.put(None)

    def close(self) -> None:
        """Nothing is held."""


def sleep_of_this_system() -> Sleep:
    """The one that can work here."""
    return Resting() if sys.platform == "win32" else Selecting()
