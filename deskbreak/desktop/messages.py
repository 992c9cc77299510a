"""Bytes in, D-Bus messages out; what is no message, or longer than any that concerns us, does no harm.

A bus checks what its members send each other. So bytes that cannot be read mean that there is no bus
behind this socket, or that we lost our place in the stream: it cannot be found again.
Wire format: https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator, Sequence

from jeepney import HeaderFields, Message
from jeepney.low_level import calc_msg_size

log = logging.getLogger(__name__)

HEAD = 16
"""So many bytes tell how long a message is."""
LONGEST = 1024 * 1024
"""Nothing that we ask for is nearly as long; taking in more would hold up everything else."""
READ_AT_ONCE = 64 * 1024
DESCRIPTORS_AT_ONCE = 16
"""What a bus lets through with one message."""
LIMIT = 128 * 1024 * 1024
"""Longer ones are none, says the specification."""


def received(connection: socket.socket) -> tuple[bytes, list[int]]:
    """What came, and the descriptors that came with it."""
    if sys.platform == "win32":
        raise OSError("CPython receives no descriptors on Windows")
    data, descriptors, _flags, _sender = socket.recv_fds(connection, READ_AT_ONCE, DESCRIPTORS_AT_ONCE)
    return data, descriptors


class Broken(Exception):
    """These bytes are no D-Bus messages. What comes after them cannot be read either."""


class Messages:
    """The messages of one stream."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._size: int | None = None
        """How long the message is that has begun to come."""
        self._to_skip = 0
        self._descriptors: list[int] = []

    def read(self, data: bytes, descriptors: Sequence[int] = ()) -> Iterator[Message]:
        """The messages that these bytes complete. Broken, after those, if the rest is none.

        `descriptors` came with the bytes; those that belong to a message are closed when the next one is asked for.
        """
        self._descriptors += descriptors
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._buffer += memoryview(data)[skipped:]
        while (message := self._next()) is not None:
            yield message
            self._drop(message.header.fields.get(HeaderFields.unix_fds, 0))

    def close(self) -> None:
        """Let go of what came for messages that were not completed."""
        self._drop(len(self._descriptors))

    def _next(self) -> Message | None:
        try:
            if self._size is None and len(self._buffer) >= HEAD:
                self._begin(calc_msg_size(bytes(self._buffer[:HEAD])))
            if self._size is None or len(self._buffer) < self._size:
                return None
            message = Message.from_buffer(bytes(self._buffer[: self._size]), self._descriptors)
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
        # They come with the first bytes of their message: there can be none of another one.
        self._drop(len(self._descriptors))
        self._to_skip = max(0, size - len(self._buffer))
        del self._buffer[:size]

    def _drop(self, number: int) -> None:
        for descriptor in self._descriptors[:number]:
            os.close(descriptor)
        del self._descriptors[:number]
