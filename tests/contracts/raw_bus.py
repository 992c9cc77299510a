"""A socket that lets everybody in as a bus does, and then sends bytes that no bus would."""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from jeepney import DBusAddress, Message, new_signal

GUID = "0123456789abcdef0123456789abcdef"


class RawBus:
    """Listens at a path from entering `with` until leaving it; `sends` is all that anybody ever hears of it."""

    def __init__(self, path: Path, sends: bytes) -> None:
        self._sends = sends
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._let_in: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, name="raw bus")

    @property
    def visits(self) -> int:
        """How many came in."""
        return len(self._let_in)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing alone would not wake a thread that waits in accept.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for each in (self._listening, *self._let_in):
            each.close()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._listening.accept()
            except OSError:
                return
            self._greet(visitor)
            self._let_in.append(visitor)

    def _greet(self, visitor: socket.socket) -> None:
        visitor.settimeout(5.0)
        try:
            _read_to(visitor, b"\r\n")
            visitor.sendall(f"OK {GUID}\r\n".encode())
            _read_to(visitor, b"BEGIN\r\n")
            visitor.sendall(self._sends)
        except OSError:
            # It has heard enough.
            return


def head(body: int, fields: int = 0) -> bytes:
    """The first bytes of a signal that promises a body of so many bytes."""
    return struct.pack("<cBBBIII", b"l", 4, 0, 1, body, 1, fields)


def signal(text: str) -> bytes:
    """A whole message."""
    message: Message = new_signal(DBusAddress("/", interface="a.b"), "C", "s", (text,))
    data: bytes = message.serialise(1)
    return data


def _read_to(visitor: socket.socket, end: bytes) -> None:
    got = b""
    while not got.endswith(end):
        more = visitor.recv(1)
        if not more:
            raise ConnectionError("gone")
        got += more
