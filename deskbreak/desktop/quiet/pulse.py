"""A connection to PulseAudio, or to PipeWire in its place, that lives in the loop."""

from __future__ import annotations

import logging
import os
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from deskbreak.desktop.quiet.pulse_wire import Broken, Command, blob, number, packet, packets, properties
from deskbreak.desktop.quiet.settings_folder import settings_folder
from deskbreak.desktop.stream import Stream
from deskbreak.ports import Unavailable
from deskbreak.words import _

log = logging.getLogger(__name__)

Values = list[Any]
OnValues = Callable[[Values], object]

VERSION = 19
"""Of the protocol: the first that tells whether a stream is held (corked)."""
COOKIE_BYTES = 256
SOURCE_OUTPUTS = 0x8
"""What to be told changes of: the streams that record."""


def server_path(environment: Mapping[str, str]) -> Path:
    """The socket of the sound server. Unavailable, with the reason, where it is on another machine or nowhere."""
    server = environment.get("PULSE_SERVER", "")
    if server:
        # A machine's id may stand before it, in braces, and several may be named.
        first = server.split()[0].rpartition("}")[2]
        path = first.removeprefix("unix:")
        if not path.startswith("/"):
            raise Unavailable(_("the sound server {server} is on another machine").format(server=server))
        return Path(path)
    run = environment.get("XDG_RUNTIME_DIR", "/nonexistent")
    return Path(environment.get("PULSE_RUNTIME_PATH") or Path(run) / "pulse") / "native"


def cookie(environment: Mapping[str, str]) -> bytes:
    """What lets us in; zeros where there is none: then it knows us by our user."""
    named = environment.get("PULSE_COOKIE") or settings_folder(environment) / "pulse/cookie"
    for file in (Path(named), Path(environment.get("HOME", "/nonexistent")) / ".pulse-cookie"):
        try:
            data = file.read_bytes()
        except OSError:
            continue
        if len(data) == COOKIE_BYTES:
            return data
    return bytes(COOKIE_BYTES)


def check_server(environment: Mapping[str, str]) -> None:
    """Unavailable, with the reason, where no sound server listens. The socket of one that died may still lie there."""
    _connected(server_path(environment)).close()


class Pulse(Stream):
    """One connection: a `Source` for the loop."""

    def __init__(
        self,
        environment: Mapping[str, str],
        on_change: Callable[[], object],
        on_lost: Callable[[str], object],
    ) -> None:
        """Connect. `on_change` is called when we are let in, and when a stream that records comes, goes or changes.

        When the connection ends, but for `close`, `on_lost` is called with the reason. Unavailable when nobody listens.
        """
        super().__init__(_connected(server_path(environment)), "sound server")
        self._on_change = on_change
        self._on_lost = on_lost
        self.server = ""
        """What it calls itself, once we are let in: PipeWire says that it is PulseAudio on PipeWire, and which."""
        self._tags = count(1)
        self._in = bytearray()
        self._asked: dict[int, tuple[OnValues, OnValues]] = {}
        self._introduce(cookie(environment))

    def ready(self) -> None:
        """Send what waits, take in what came."""
        data = self.receive()
        if data is None:
            return
        if not data:
            self._lose(_("the sound server went away"))
            return
        self._in += data
        try:
            for values in packets(self._in):
                self._take(values)
        except Broken as error:
            log.warning("this is no sound server: %s", error)
            self._lose(_("the sound server says what deskbreak does not understand"))

    def close(self) -> None:
        """End the connection; nobody is told anything."""
        self._asked.clear()
        super().close()

    def ask(
        self, command: Command, on_reply: OnValues, *arguments: bytes, on_error: OnValues = lambda _values: None
    ) -> None:
        """Send a command; one of the two is called, later, if the server answers at all."""
        tag = next(self._tags)
        self._asked[tag] = (on_reply, on_error)
        self.send(packet(command, tag, *arguments))

    # -- inside -------------------------------------------------------------

    def _introduce(self, known_by: bytes) -> None:
        """Say who we are, in words and by the kernel's: a server that asks for those only now would miss them else."""
        tag = next(self._tags)
        self._asked[tag] = (self._let_in, self._kept_out)
        hello = packet(Command.AUTH, tag, number(VERSION), blob(known_by))
        try:
            sent = _sent_with_credentials(self.socket, hello)
        except OSError as error:
            log.debug("cannot send to the sound server: %s", error)
        else:
            self._out += hello[sent:]

    def _let_in(self, _version: Values) -> None:
        name = properties({"application.name": "deskbreak", "application.id": "deskbreak"})
        self.ask(Command.SET_CLIENT_NAME, lambda _values: None, name)
        self.ask(Command.GET_SERVER_INFO, self._named)
        self.ask(Command.SUBSCRIBE, lambda _values: self._on_change(), number(SOURCE_OUTPUTS), on_error=self._kept_out)

    def _named(self, values: Values) -> None:
        if values and isinstance(values[0], str):
            self.server = values[0]

    def _kept_out(self, _error: Values) -> None:
        self._lose(_("the sound server does not let deskbreak in"))

    def _take(self, values: Values) -> None:
        try:
            self._dispatch(values)
        except Exception:
            # What a server sends, or what a callback makes of it, must not end the program.
            log.exception("could not take in %s", values[:2])

    def _dispatch(self, values: Values) -> None:
        command, tag, *rest = values
        match command:
            case Command.SUBSCRIBE_EVENT:
                self._on_change()
            case Command.REPLY | Command.ERROR if tag in self._asked:
                on_reply, on_error = self._asked.pop(tag)
                (on_reply if command == Command.REPLY else on_error)(rest)

    def _lose(self, reason: str) -> None:
        self.close()
        self._on_lost(reason)


def _sent_with_credentials(connection: socket.socket, data: bytes) -> int:
    """How much of it was sent, with process, user and group, for which the kernel vouches: unix(7)."""
    if sys.platform != "linux":
        return connection.send(data)
    who = struct.pack("=iII", os.getpid(), os.getuid(), os.getgid())
    return connection.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, who)])


def _connected(path: Path) -> socket.socket:
    if sys.platform == "win32":
        raise Unavailable("CPython has no AF_UNIX on Windows")
    connection = socket.socket(socket.AF_UNIX)
    # One that hangs, with too many at its door already, refuses at once: nobody waits.
    connection.setblocking(False)
    try:
        connection.connect(str(path))
    except OSError as error:
        connection.close()
        reason = _("no sound server at {path} ({error})").format(path=path, error=error.strerror)
        raise Unavailable(reason) from error
    return connection
