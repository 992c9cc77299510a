"""A connection to the X server that lives in the loop: requests, replies and events, a few of each.

No library: python-xlib takes more memory than all of our own adapters together. Every reply is a callback. A request
that failed calls `on_error`; one about a window that is gone is the usual case. There is no time limit: from a server
that hangs come no events either, and there is nothing to be done without it.
Protocol: https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html, appendix B has the bytes.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from deskbreak.desktop.stream import Stream
from deskbreak.desktop.x11_server import let_in

log = logging.getLogger(__name__)

OnReply = Callable[[bytes], object]
OnError = Callable[[int], object]
OnEvent = Callable[[bytes], object]

CHANGE_WINDOW_ATTRIBUTES, INTERN_ATOM, GET_PROPERTY, QUERY_POINTER, QUERY_EXTENSION = 2, 16, 20, 38, 98
"""Opcodes."""
EVENT_MASK = 0x800
"""The attribute of a window that says which of its events we are sent."""
PROPERTY_CHANGE = 1 << 22
"""Events to listen for: a property of the window changed."""
PROPERTY_NOTIFY, GENERIC = 28, 35
"""Codes of events."""
ERROR, REPLY = 0, 1
GONE = 0
"""The error that a request gets whose connection ended; the server's own begin with 1."""
SHORTEST = 32
"""Bytes that every reply, event and error has."""
LONGEST = 1024 * 1024
"""Nothing that we ask for is nearly as long."""
PROPERTY_WORDS = 1024
"""So many words of four bytes of a property are read; what we look at is shorter."""


class Extension(NamedTuple):
    """An extension of this server: the opcode of its requests, and the first of its events."""

    opcode: int
    first_event: int


class Pointer(NamedTuple):
    """Where the pointer is, in pixels of the screen."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class _Asked:
    on_reply: OnReply
    on_error: OnError


class X11:
    """One connection: a `Source` for the loop. It listens to the first screen of its server."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Connect to the server that DISPLAY names. Unavailable, with the reason, when it does not let us in."""
        connection, (self._base, self.root) = let_in(environment)
        self._stream = Stream(connection, "X server")
        self._sequence = 0
        self._ids = count(1)
        self._in = bytearray()
        self._asked: dict[int, _Asked] = {}
        self._listeners: dict[int, list[OnEvent]] = {}
        self.on_lost: list[Callable[[], object]] = []
        """Called once when the server goes away, in order; not for `close`."""

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
        self._in += data
        if not data or not self._take_all():
            self.close()
            for tell in self.on_lost:
                tell()

    def close(self) -> None:
        """End the connection; whoever waits for a reply is told."""
        self._stream.close()
        asked, self._asked = self._asked, {}
        for each in asked.values():
            each.on_error(GONE)

    # -- requests -----------------------------------------------------------

    def send(
        self,
        opcode: int,
        detail: int,
        body: bytes,
        on_reply: OnReply | None = None,
        on_error: OnError = lambda _code: None,
    ) -> None:
        """Send a request; `detail` is its second byte. One that has a reply must be given `on_reply`."""
        padded = body + bytes(-len(body) % 4)
        self._sequence = (self._sequence + 1) & 0xFFFF
        if on_reply is not None:
            self._asked[self._sequence] = _Asked(on_reply, on_error)
        self._stream.send(struct.pack("<BBH", opcode, detail, 1 + len(padded) // 4) + padded)

    def on_event(self, code: int, callback: OnEvent) -> None:
        """Have this called with the bytes of each such event."""
        self._listeners.setdefault(code, []).append(callback)

    def new_id(self) -> int:
        """A number that names something we are about to make."""
        return self._base | next(self._ids)

    def listen(self, window: int, mask: int) -> None:
        """Be sent these events of the window, and no others; 0 for none."""
        self.send(CHANGE_WINDOW_ATTRIBUTES, 0, struct.pack("<III", window, EVENT_MASK, mask))

    def extension(self, name: str, tell: Callable[[Extension | None], object]) -> None:
        """Tell how to speak to an extension; None if the server has none of this name."""

        def told(reply: bytes) -> None:
            present, opcode, first_event = struct.unpack_from("<BBB", reply, 8)
            tell(Extension(opcode, first_event) if present else None)

        body = struct.pack("<HH", len(name), 0) + name.encode()
        self.send(QUERY_EXTENSION, 0, body, told, lambda _code: tell(None))

    def atoms(self, names: Sequence[str], tell: Callable[[dict[str, int]], object]) -> None:
        """Tell the numbers of these names, once all are known."""
        found: dict[str, int] = {}

        def one(name: str) -> None:
            def told(reply: bytes) -> None:
                (found[name],) = struct.unpack_from("<I", reply, 8)
                if len(found) == len(names):
                    tell(found)

            self.send(INTERN_ATOM, 0, struct.pack("<HH", len(name), 0) + name.encode(), told)

        for name in names:
            one(name)

    def property(self, window: int, atom: int, tell: Callable[[bytes], object]) -> None:
        """Tell what a property of this window holds; b"" where it, or the window, is not there."""

        def told(reply: bytes) -> None:
            width, (units,) = reply[1] // 8, struct.unpack_from("<I", reply, 16)
            tell(reply[32 : 32 + units * width])

        body = struct.pack("<IIIII", window, atom, 0, 0, PROPERTY_WORDS)
        self.send(GET_PROPERTY, 0, body, told, lambda _code: tell(b""))

    def pointer(self, tell: Callable[[Pointer | None], object]) -> None:
        """Tell where the pointer is; None if it is on another screen."""

        def told(reply: bytes) -> None:
            tell(Pointer(*struct.unpack_from("<hh", reply, 16)) if reply[1] else None)

        self.send(QUERY_POINTER, 0, struct.pack("<I", self.root), told, lambda _code: tell(None))

    # -- inside -------------------------------------------------------------

    def _take_all(self) -> bool:
        """Whether what came can be the words of an X server."""
        while len(self._in) >= SHORTEST:
            size = SHORTEST
            if self._in[0] & 0x7F in (REPLY, GENERIC):
                size += 4 * int.from_bytes(self._in[4:8], "little")
            if size > LONGEST:
                log.warning("this is no X server: %d bytes at once", size)
                return False
            if len(self._in) < size:
                break
            packet = bytes(self._in[:size])
            del self._in[:size]
            self._take(packet)
        return True

    def _take(self, packet: bytes) -> None:
        try:
            self._dispatch(packet)
        except Exception:
            # What a server sends, or what a callback makes of it, must not end the program.
            log.exception("could not take in %s", packet[:SHORTEST].hex())

    def _dispatch(self, packet: bytes) -> None:
        code = packet[0] & 0x7F
        if code not in (ERROR, REPLY):
            for tell in self._listeners.get(code, ()):
                tell(packet)
            return
        asked = self._asked.pop(int.from_bytes(packet[2:4], "little"), None)
        if code == ERROR:
            log.debug("the X server refused a request: error %d, opcode %d", packet[1], packet[10])
        if asked is not None and code == REPLY:
            asked.on_reply(packet)
        elif asked is not None:
            asked.on_error(packet[1])
