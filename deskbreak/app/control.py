"""The socket through which the one instance is told what to do and tells how it stands.

It belongs to whoever holds the lock of `app/instance.py`. `app/remote.py` is the other end, and
`app/protocol.py` has what is spoken.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import struct
import sys
from pathlib import Path

from deskbreak.app.control_client import Client
from deskbreak.app.loop import Loop
from deskbreak.app.protocol import CLIENTS, WATCH, WATCHERS, unix_socket
from deskbreak.app.replies import Handle, replied, watched_enough

log = logging.getLogger(__name__)

QUEUE = 1024
"""How many may wait to be let in; the system may hold fewer."""
TRY_AGAIN = 1.0
"""Seconds until somebody can be let in again when the system would not."""


class ControlServer:
    """The listening socket, a `Source` and a `Timed`; only for whoever holds the lock."""

    wants_write = False

    def __init__(self, file: Path, loop: Loop, handle: Handle) -> None:
        self._file = file
        self._loop = loop
        self._handle = handle
        self._clients: set[Client] = set()
        self._watchers: set[Client] = set()
        self.deadline: float | None = None
        # A socket file left by one that was killed: the lock says nobody listens on it.
        file.unlink(missing_ok=True)
        self._socket = unix_socket()
        self._socket.setblocking(False)
        self._socket.bind(str(file))
        file.chmod(0o600)
        self._socket.listen(QUEUE)
        loop.add(self)
        loop.add_timed(self)

    def fileno(self) -> int:
        return self._socket.fileno()

    def ready(self) -> None:
        """Take in whoever is waiting."""
        while len(self._clients) < CLIENTS:
            try:
                connection, _address = self._socket.accept()
            except BlockingIOError:
                return
            except OSError as error:
                log.warning("nobody can be let in: %s", error)
                self.deadline = self._loop.clock.now() + TRY_AGAIN
                break
            if _peer_is_us(connection):
                self._clients.add(Client(connection, self._loop, self._handle, self._watched_by, self._left))
            else:
                connection.close()
        # Full, or out of descriptors: whoever waits would wake the loop for nothing until somebody leaves.
        self._loop.remove(self)

    def on_time(self, _now: float) -> None:
        """The system may let somebody in by now."""
        self.deadline = None
        self._loop.add(self)

    def publish(self) -> None:
        """Tell those who watch how things stand now. Nothing is worked out while nobody does."""
        if self._watchers:
            line = replied(lambda: self._handle(WATCH))
            for watcher in list(self._watchers):
                watcher.send(line)

    def close(self) -> None:
        """Listen no more and take the socket file away."""
        for client in [*self._clients, *self._watchers]:
            client.close()
        self._loop.remove(self)
        self._loop.remove_timed(self)
        self._socket.close()
        self._file.unlink(missing_ok=True)

    def _watched_by(self, client: Client) -> None:
        if len(self._watchers) >= WATCHERS:
            raise watched_enough(WATCHERS)
        self._watchers.add(client)
        self._give_place(client)

    def _left(self, client: Client) -> None:
        self._watchers.discard(client)
        self._give_place(client)

    def _give_place(self, client: Client) -> None:
        self._clients.discard(client)
        self._loop.add(self)


def _peer_is_us(connection: socket.socket) -> bool:
    """Whether the other end runs as this user. Elsewhere than on Linux the folder's mode says so alone."""
    if sys.platform != "linux":
        return True
    with contextlib.suppress(OSError):
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _pid, uid, _gid = struct.unpack("3i", credentials)
        return bool(uid == os.getuid())
    return False
