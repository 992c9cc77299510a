"""Bytes in, D-Bus messages out; what is no message, or longer than any that concerns us, does no harm.

A bus checks what its members send each other. So bytes that cannot be read mean that there is no bus
behind this socket, or that we lost our place in the stream: it cannot be found again.
Wire format: https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from jeepney import Message
from jeepney.low_level import calc_msg_size

log = logging.getLogger(__name__)

HEAD = 16
"""So many bytes tell how long a message is."""
LONGEST = 1024 * 1024
"""Nothing that we ask for is nearly as long; taking in more would hold up everything else."""
LIMIT = 128 * 1024 * 1024
"""Longer ones are none, says the specification."""


class Broken(Exception):
    """These bytes are no D-Bus messages. What comes after them cannot be read either."""


class Messages:
    """The messages of one stream."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._size: int | None = None
        """How long the message is that has begun to come."""
        self._to_skip = 0

    def read(self, data: bytes) -> Iterator[Message]:
        """The messages that these bytes complete. Broken, after those, if the rest is none."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._buffer += memoryview(data)[skipped:]
        while (message := self._next()) is not None:
            yield message

    def _next(self) -> Message | None:
        try:
            if self._size is None and len(self._buffer) >= HEAD:
                self._begin(calc_msg_size(bytes(self._buffer[:HEAD])))
            if self._size is None or len(self._buffer) < self._size:
                return None
            message = Message.from_buffer(bytes(self._buffer[: self._size]))
        except Broken:
            raise
        except Exception as error:
            # The reader of jeepney trusts what it reads: it fails in whatever way it happens to.
            raise Broken(f"{type(error).__name__}: {error}") from error
        del self._buffer[: self._size]
        self._size = None
        return message

    def _begin(self, size: int) -> None:
        if size > LIMIT:
            raise Broken(f"{size} bytes")
        if size <= LONGEST:
            self._size = size
            return
        log.warning("a message of %d bytes is not taken in", size)
        self._to_skip = max(0, size - len(self._buffer))
        del self._buffer[:size]
