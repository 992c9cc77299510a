"""A connection to a Wayland compositor that lives in the loop: what it offers, requests to it, events from it.

No library: what we want of a compositor are three requests. It speaks in the byte order of the machine.
Protocol: https://wayland.freedesktop.org/docs/html/ch04.html
"""

from __future__ import annotations

import logging
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from deskbreak.desktop.stream import Stream
from deskbreak.ports import Unavailable
from deskbreak.words import _

log = logging.getLogger(__name__)

OnEvent = Callable[[int, bytes], object]
"""Told the number of an event, and its arguments as they came."""

DISPLAY, REGISTRY, SYNC = 1, 2, 3
"""Objects: the first is always there, the others are the first that we make."""
DISPLAY_SYNC, GET_REGISTRY, BIND = 0, 1, 0
"""Requests."""
FAILED, OFFERED, TAKEN_BACK = 0, 0, 1
"""Events."""
HEADER = 8
PATIENCE = 2.0


class Wayland:
    """One connection: a `Source` for the loop."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Connect to this session's compositor. Unavailable, with the reason, when there is none."""
        self._stream = Stream(_connected(environment), "compositor")
        self._in = bytearray()
        self._ids = count(SYNC + 1)
        self._bound: dict[int, str] = {}
        """By its number, what we make use of."""
        self._is_known = False
        self._listeners: dict[int, OnEvent] = {DISPLAY: self._of_display, REGISTRY: self._of_registry}
        self.offers: dict[str, dict[int, int]] = {}
        """By interface, what there is of that kind: number and version."""
        self.on_offers: Callable[[], object] = lambda: None
        """Called once all of what it offers is known, and again when there is more."""
        self.on_lost: Callable[[str], object] = lambda _why: None
        """Called once, with the reason, when the compositor or something that we use is gone; not for `close`."""
        self._listeners[SYNC] = lambda _event, _body: self._know()
        self.send(DISPLAY, GET_REGISTRY, struct.pack("=I", REGISTRY))
        self.send(DISPLAY, DISPLAY_SYNC, struct.pack("=I", SYNC))

    # -- for the loop -------------------------------------------------------

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def wants_write(self) -> bool:
        return self._stream.wants_write

    def ready(self) -> None:
        """Send what waits, take in what came."""
        data = self._stream.receive()
        if data is None:
            return
        if not data:
            self._lose(_("the compositor went away"))
            return
        self._in += data
        self._take_all()

    def close(self) -> None:
        """End the connection, and with it all that was made on it."""
        self._stream.close()
        self._listeners.clear()

    # -- requests -----------------------------------------------------------

    def send(self, thing: int, request: int, body: bytes) -> None:
        """Send a request to something that we know the number of."""
        self._stream.send(struct.pack("=II", thing, (HEADER + len(body)) << 16 | request) + body)

    def new(self, on_event: OnEvent) -> int:
        """The number of something that is about to be made."""
        number = next(self._ids)
        self._listeners[number] = on_event
        return number

    def forget(self, thing: int) -> None:
        """It is gone: what still comes from it is not heard."""
        self._listeners.pop(thing, None)

    def bind(self, interface: str, name: int, version: int, on_event: OnEvent = lambda _event, _body: None) -> int:
        """The number by which to speak to one of the things of this interface."""
        self._bound[name] = interface
        number = self.new(on_event)
        text = interface.encode() + b"\0"
        text += bytes(-len(text) % 4)
        self.send(
            REGISTRY,
            BIND,
            struct.pack("=II", name, len(interface) + 1) + text + struct.pack("=II", version, number),
        )
        return number

    # -- inside -------------------------------------------------------------

    def _take_all(self) -> None:
        while len(self._in) >= HEADER:
            thing, word = struct.unpack_from("=II", self._in)
            size = word >> 16
            if size < HEADER:
                self._lose(_("what answers there is no compositor"))
                return
            if len(self._in) < size:
                return
            body = bytes(self._in[HEADER:size])
            del self._in[:size]
            self._take(thing, word & 0xFFFF, body)

    def _take(self, thing: int, event: int, body: bytes) -> None:
        listener = self._listeners.get(thing)
        if listener is None:
            return
        try:
            listener(event, body)
        except Exception:
            # What a compositor sends, or what a callback makes of it, must not end the program.
            log.exception("could not take in event %d of %d: %s", event, thing, body[:64].hex())

    def _of_display(self, event: int, body: bytes) -> None:
        if event == FAILED:
            log.warning("the compositor ends the connection: %s", _text(body, HEADER))
            self._lose(_("the compositor refuses ({error})").format(error=_text(body, HEADER)))

    def _of_registry(self, event: int, body: bytes) -> None:
        (name,) = struct.unpack_from("=I", body)
        if event == OFFERED:
            interface = _text(body, 4)
            (version,) = struct.unpack_from("=I", body, len(body) - 4)
            self.offers.setdefault(interface, {})[name] = version
            if self._is_known:
                self.on_offers()
        elif event == TAKEN_BACK and name in self._bound:
            self._lose(_("the compositor took {interface} back").format(interface=self._bound[name]))
        elif event == TAKEN_BACK:
            for numbers in self.offers.values():
                numbers.pop(name, None)

    def _know(self) -> None:
        self._is_known = True
        self.on_offers()

    def _lose(self, why: str) -> None:
        self.close()
        self._in.clear()
        self.on_lost(why)


def is_there(environment: Mapping[str, str]) -> bool:
    """Whether anybody listens where the compositor should be."""
    try:
        _connected(environment).close()
    except Unavailable:
        return False
    return True


def _connected(environment: Mapping[str, str]) -> socket.socket:
    # Without the variable it is called so; that is what everybody else falls back on too.
    name, folder = environment.get("WAYLAND_DISPLAY") or "wayland-0", environment.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "win32":
        raise Unavailable("CPython has no AF_UNIX on Windows")
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(str(Path(folder or "/nonexistent") / name))
    except OSError as error:
        connection.close()
        raise Unavailable(_("no compositor at {name} ({error})").format(name=name, error=error)) from error
    return connection


def _text(body: bytes, at: int) -> str:
    """The string that begins there."""
    (length,) = struct.unpack_from("=I", body, at)
    return body[at + 4 : at + 4 + max(0, length - 1)].decode("utf-8", "replace")
