"""One connection to the control socket, seen from the running program.

It has 2 s for what it wants, and 64 KiB a line. Asking to watch lifts the 2 s: from then on it only
listens. Whoever does not read what is sent to it is let go, so that nobody can make us wait or grow.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from typing import Any

from deskbreak.app.loop import Loop
from deskbreak.app.protocol import LINE_LIMIT, PATIENCE, WATCH
from deskbreak.app.replies import Handle, answer, refused
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

log = logging.getLogger(__name__)

BEHIND_LIMIT = 64 * 1024
"""Bytes that may wait for a client, beside what the system holds for it."""


class Client:
    """A `Source` and a `Timed`."""

    def __init__(
        self,
        connection: socket.socket,
        loop: Loop,
        handle: Handle,
        on_watch: Callable[[Client], None],
        on_closed: Callable[[Client], None],
    ) -> None:
        """`on_watch` is told of a client that wants to watch, and raises DeskbreakError when it cannot."""
        self._connection = connection
        self._connection.setblocking(False)
        self._loop = loop
        self._handle = handle
        self._on_watch = on_watch
        self._on_closed = on_closed
        self._in = bytearray()
        self._out = bytearray()
        self._open = True
        self._watching = False
        self.deadline: float | None = loop.clock.now() + PATIENCE
        loop.add(self)
        loop.add_timed(self)

    def fileno(self) -> int:
        return self._connection.fileno()

    @property
    def wants_write(self) -> bool:
        return bool(self._out)

    def on_time(self, _now: float) -> None:
        """It took too long."""
        self.close()

    def ready(self) -> None:
        """Send what waits, take in what came."""
        try:
            data = self._connection.recv(LINE_LIMIT)
        except BlockingIOError:
            self._flush()
            return
        except OSError:
            self.close()
            return
        self._in += data
        while self._open and not self._watching and (end := self._in.find(b"\n")) >= 0:
            line = bytes(self._in[:end])
            del self._in[: end + 1]
            self.send(answer(self._serve, line))
        if not self._open:
            return
        if self._in and self._watching:
            self._end_with(DeskbreakError(_("whoever watches only listens"), _("Ask on a connection of its own.")))
        elif len(self._in) > LINE_LIMIT:
            self._end_with(DeskbreakError(_("the request is too long"), ""))
        elif not data:
            self.close()

    def send(self, line: bytes) -> None:
        """Have it read this line as soon as it can."""
        self._out += line
        self._flush()
        if len(self._out) > BEHIND_LIMIT:
            log.info("a client that does not read is let go")
            self.close()

    def close(self) -> None:
        """Let it go."""
        if not self._open:
            return
        self._open = False
        self.deadline = None
        self._loop.remove(self)
        self._loop.remove_timed(self)
        self._connection.close()
        self._on_closed(self)

    def _serve(self, request: Request) -> dict[str, Any]:
        if request.get("do") != WATCH["do"]:
            return self._handle(request)
        reply = self._handle(request)
        self._on_watch(self)
        self._watching = True
        self.deadline = None
        return reply

    def _end_with(self, error: DeskbreakError) -> None:
        self.send(refused(error))
        self.close()

    def _flush(self) -> None:
        try:
            while self._out:
                del self._out[: self._connection.send(self._out)]
        except BlockingIOError:
            return
        except OSError:
            self.close()
