"""Bytes to and from a local socket that never blocks: how X, Wayland and sound servers are spoken to."""

from __future__ import annotations

import logging
import socket

log = logging.getLogger(__name__)

READ_AT_ONCE = 64 * 1024


class Stream:
    """The part of a `Source` that is the same whatever is said. Whoever takes more than bytes asks its `socket`."""

    def __init__(self, connection: socket.socket, peer: str) -> None:
        """`peer` is who is at the other end, for the log."""
        self.socket = connection
        self._peer = peer
        self._out = bytearray()
        connection.setblocking(False)

    def fileno(self) -> int:
        """-1 once it is closed."""
        return self.socket.fileno()

    @property
    def wants_write(self) -> bool:
        return bool(self._out)

    def send(self, data: bytes) -> None:
        """Send this now, or as soon as the other end takes it."""
        self._out += data
        try:
            self.flush()
        except OSError as error:
            # The loop finds the socket at its end, outside of whoever is asking here.
            log.debug("cannot send to the %s: %s", self._peer, error)

    def receive(self) -> bytes | None:
        """Send what waits, and take what came; None when that is nothing yet, b"" when it was the end."""
        try:
            self.flush()
            return self.socket.recv(READ_AT_ONCE)
        except BlockingIOError:
            return None
        except OSError as error:
            log.info("the %s went away: %s", self._peer, error)
            return b""

    def close(self) -> None:
        self.socket.close()

    def flush(self) -> None:
        """Send of what waits as much as the other end takes. OSError when there is none any more."""
        try:
            while self._out:
                del self._out[: self.socket.send(self._out)]
        except BlockingIOError:
            return  # The loop sees `wants_write` and comes back.
