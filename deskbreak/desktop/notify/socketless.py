"""An event loop of asyncio that opens no sockets.

asyncio's own loops wake themselves through a pair of them, and on Windows such a pair is a connection through the
network. Nothing that runs in this one waits for descriptors.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any


class SocketlessLoop(asyncio.BaseEventLoop):
    """What `BaseEventLoop` leaves to its children: to sleep, and to be woken."""

    def __init__(self) -> None:
        super().__init__()
        self._wakes: SimpleQueue[None] = SimpleQueue()
        self._selector = self

    def select(self, timeout: float | None) -> list[Any]:
        with suppress(Empty):
            self._wakes.get(timeout=timeout)
            while True:
                self._wakes.get_nowait()
        return []

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        self._wakes.put(None)


def running_loop(name: str) -> SocketlessLoop:
    """One that runs in a thread of this name until it is stopped."""
    loop = SocketlessLoop()
    threading.Thread(target=_live, args=(loop,), name=name, daemon=True).start()
    return loop


def _live(loop: SocketlessLoop) -> None:
    loop.run_forever()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    # A moment for those that wait for an answer which nobody needs any more.
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
