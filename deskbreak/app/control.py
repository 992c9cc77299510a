"""One instance, and the socket through which it is told what to do and tells how it stands.

The lock on a file, held for life, decides who is the one instance; the socket belongs to whoever holds
it. `ask` and `watch` are for the other end. See `app/protocol.py` for what is spoken.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import struct
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from deskbreak.app.control_client import CLIENT_SECONDS, Client
from deskbreak.app.loop import Loop
from deskbreak.app.protocol import LINE_LIMIT, WATCH, Handle, encode, replied
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

log = logging.getLogger(__name__)

CLIENTS = 32
"""More at once than this wait in the listening queue."""
QUEUE = 1024
"""How many may wait there; the system may hold fewer."""
WATCHERS = 8
"""Those that stay are counted apart, so that they never keep others out."""
TRY_AGAIN = 1.0
"""Seconds until somebody can be let in again when the system would not."""


class Instance:
    """The lock that makes this the one running deskbreak of its name."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self) -> bool:
        """Whether it is ours now, until the program ends in whatever way."""
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let another one start."""
        os.close(self._handle)


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
        self._socket = _unix_socket()
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
            raise DeskbreakError(
                _("deskbreak is watched by {number} others already.").format(number=WATCHERS),
                _("End one of them: deskbreak watch runs in a bar or a terminal."),
            )
        self._watchers.add(client)
        self._give_place(client)

    def _left(self, client: Client) -> None:
        self._watchers.discard(client)
        self._give_place(client)

    def _give_place(self, client: Client) -> None:
        self._clients.discard(client)
        self._loop.add(self)


def ask(file: Path, request: Request, seconds: float = CLIENT_SECONDS) -> dict[str, Any]:
    """Send a request to the running instance; its reply. OSError when nobody answers, ValueError for junk."""
    with contextlib.closing(_replies(file, request, seconds)) as replies:
        reply = next(replies, None)
    if reply is None:
        raise ConnectionError("the connection was closed")
    return reply


def watch(file: Path) -> Generator[dict[str, Any], None, None]:
    """The status of the running instance, now and at each change, until it ends. Errors as with `ask`."""
    return _replies(file, WATCH, CLIENT_SECONDS)


def _replies(file: Path, request: Request, seconds: float) -> Generator[dict[str, Any], None, None]:
    with _unix_socket() as connection:
        connection.settimeout(seconds)
        connection.connect(str(file))
        connection.sendall(encode(request))
        with connection.makefile("rb") as lines:
            while (line := lines.readline(LINE_LIMIT)).endswith(b"\n"):
                yield json.loads(line)
                # The first is owed at once; more come only when there is news.
                connection.settimeout(None)


def _unix_socket() -> socket.socket:
    if sys.platform == "win32":
        raise OSError("CPython has no AF_UNIX on Windows")
    return socket.socket(socket.AF_UNIX)


def _peer_is_us(connection: socket.socket) -> bool:
    """Whether the other end runs as this user. Elsewhere than on Linux the folder's mode says so alone."""
    if sys.platform != "linux":
        return True
    with contextlib.suppress(OSError):
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _pid, uid, _gid = struct.unpack("3i", credentials)
        return bool(uid == os.getuid())
    return False
