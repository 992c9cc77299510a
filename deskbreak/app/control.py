"""One instance, and the socket through which it is told what to do.

JSON lines: {"v": 1, "do": "snooze", "minutes": 5} in, {"v": 1, "ok": true, …} or {"v": 1, "ok": false,
"title": …, "hint": …} out. The lock on a file, held for life, decides who is the one instance; the
socket belongs to whoever holds it. A client gets 2 s and 64 KiB a line.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskbreak.app.loop import Loop
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

log = logging.getLogger(__name__)

VERSION = 1
LINE_LIMIT = 64 * 1024
CLIENT_SECONDS = 2.0
CLIENTS = 32
"""More at once than this wait in the listening queue."""

Handle = Callable[[Request], dict[str, Any]]


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
    """The listening socket, a `Source`; only for whoever holds the lock."""

    wants_write = False

    def __init__(self, file: Path, loop: Loop, handle: Handle) -> None:
        self._file = file
        self._loop = loop
        self._handle = handle
        self._clients: set[_Client] = set()
        # A socket file left by one that was killed: the lock says nobody listens on it.
        file.unlink(missing_ok=True)
        self._socket = _unix_socket()
        self._socket.setblocking(False)
        self._socket.bind(str(file))
        file.chmod(0o600)
        self._socket.listen(128)
        loop.add(self)

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
                break
            if _peer_is_us(connection):
                self._clients.add(_Client(connection, self._loop, self._handle, self._left))
            else:
                connection.close()
        # Full, or out of descriptors: whoever waits would wake the loop for nothing until somebody leaves.
        if self._clients:
            self._loop.remove(self)

    def _left(self, client: _Client) -> None:
        self._clients.discard(client)
        self._loop.add(self)

    def close(self) -> None:
        """Listen no more and take the socket file away."""
        for client in list(self._clients):
            client.close()
        self._loop.remove(self)
        self._socket.close()
        self._file.unlink(missing_ok=True)


class _Client:
    """One connection: a `Source` and a `Timed`."""

    def __init__(
        self, connection: socket.socket, loop: Loop, handle: Handle, on_closed: Callable[[_Client], None]
    ) -> None:
        self._connection = connection
        self._connection.setblocking(False)
        self._loop = loop
        self._handle = handle
        self._on_closed = on_closed
        self._in = bytearray()
        self._out = bytearray()
        self.deadline: float | None = loop.clock.now() + CLIENT_SECONDS
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
        try:
            data = self._connection.recv(LINE_LIMIT)
        except BlockingIOError:
            self._flush()
            return
        except OSError:
            self.close()
            return
        self._in += data
        *lines, rest = bytes(self._in).split(b"\n")
        self._in[:] = rest
        for line in lines:
            self._out += _encode(_answer(self._handle, line))
        if len(self._in) > LINE_LIMIT:
            self._out += _encode(_refused(_("the request is too long"), ""))
            data = b""
        self._flush()
        if not data:
            self.close()

    def close(self) -> None:
        if self.deadline is None:
            return
        self.deadline = None
        self._loop.remove(self)
        self._loop.remove_timed(self)
        self._connection.close()
        self._on_closed(self)

    def _flush(self) -> None:
        try:
            while self._out:
                del self._out[: self._connection.send(self._out)]
        except BlockingIOError:
            return
        except OSError:
            self.close()


def ask(file: Path, request: Request, seconds: float = CLIENT_SECONDS) -> dict[str, Any]:
    """Send a request to the running instance; its reply. OSError when nobody answers, ValueError for junk."""
    with _unix_socket() as connection:
        connection.settimeout(seconds)
        connection.connect(str(file))
        connection.sendall(_encode(request))
        with connection.makefile("rb") as lines:
            line = lines.readline(LINE_LIMIT)
    if not line:
        raise ConnectionError("the connection was closed")
    reply: dict[str, Any] = json.loads(line)
    return reply


def _unix_socket() -> socket.socket:
    if sys.platform == "win32":
        raise OSError("CPython has no AF_UNIX on Windows")
    return socket.socket(socket.AF_UNIX)


def _answer(handle: Handle, line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return _refused(_("that was not JSON"), "")
    if not isinstance(request, dict) or request.get("v") != VERSION:
        return _refused(
            _("that was not spoken in version {version} of the protocol").format(version=VERSION),
            _("The running deskbreak may be another version: quit it and start it again."),
        )
    try:
        return {"ok": True, **handle(request)}
    except DeskbreakError as error:
        return _refused(error.title, error.hint)
    except Exception:
        log.exception("the request %s failed", request)
        return _refused(_("deskbreak could not do that: a bug"), _("The log has more."))


def _refused(title: str, hint: str) -> dict[str, Any]:
    return {"ok": False, "title": title, "hint": hint}


def _encode(message: dict[str, Any]) -> bytes:
    return json.dumps({"v": VERSION, **message}).encode() + b"\n"


def _peer_is_us(connection: socket.socket) -> bool:
    """Whether the other end runs as this user. Elsewhere than on Linux the folder's mode says so alone."""
    if sys.platform != "linux":
        return True
    with contextlib.suppress(OSError):
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        _pid, uid, _gid = struct.unpack("3i", credentials)
        return bool(uid == os.getuid())
    return False
