"""What an X server knows of the last touch, so that somebody who came back is told from what nobody did.

The time without input begins anew in three cases: somebody touches something, the desk is knocked against and moves
the mouse a little, or a program has it begin anew to keep the screen on (XResetScreenSaver), as players do. The server
counts for keyboards and for pointers apart too: only for a program both begin anew at the same moment. A knock may well
be less than a pixel; the pointer stays where it is then, and what tells that from a button are the axes of the device.
Protocols: https://www.x.org/releases/X11R7.7/doc/xextproto/sync.html and .../inputproto/XI2proto.txt
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

from deskbreak.desktop.x11 import X11, Extension, Pointer

QUERY_COUNTER = 5
"""A request of SYNC."""
IDLE, KEYS, POINTERS = b"IDLETIME", b"DEVICEIDLETIME 3", b"DEVICEIDLETIME 2"
"""Counters: of everything, of the master keyboard and of the master pointer, whose numbers are the same everywhere."""
INPUT = "XInputExtension"
ALL, MASTER_POINTER = 0, 2
"""Devices."""
QUERY_VERSION, QUERY_DEVICE = 47, 48
"""Requests of XInput 2."""
VERSION = (2, 0)
AXIS = 2
"""The class of what has a value."""
TOGETHER = 0.01
"""Counters that are no further apart began anew together: they are asked one after the other."""
FAR = 1 << 16


@dataclass(slots=True)
class Look:
    """One look. What the server does not tell stays as it is here."""

    idle: float = 0.0
    """Seconds since the last input of any kind ..."""
    keys: float = inf
    pointers: float = inf
    axes: tuple[tuple[int, int], ...] = ()
    """Of the pointer: whole and fraction of each."""
    at: Pointer | None = None

    @property
    def is_anew(self) -> bool:
        """Whether the time began anew without a touch."""
        return max(self.keys, self.pointers) - self.idle < TOGETHER

    @property
    def is_key(self) -> bool:
        """Whether a key was the last touch."""
        return self.keys - self.idle < TOGETHER

    def pixels(self, other: Look) -> int:
        """How far the pointer is from where it was; far, when only one of them is on this screen."""
        if self.at is None or other.at is None:
            return 0 if self.at is other.at else FAR
        return max(abs(self.at.x - other.at.x), abs(self.at.y - other.at.y))

    def has_moved(self, other: Look) -> bool:
        """Whether the pointer has moved at all."""
        return (self.at, self.axes) != (other.at, other.axes)


class Touch:
    """Asks the server. Without XInput 2 a mouse has to move by a pixel to be seen moving."""

    def __init__(
        self, x: X11, sync: Extension, counters: Mapping[bytes, int], on_ready: Callable[[bytes], object]
    ) -> None:
        """`on_ready` is called once it is known what can be asked, with what it tells of its devices."""
        self._x = x
        self._sync = sync
        self._counters = counters
        self._input: Extension | None = None
        self._on_ready = on_ready
        x.extension(INPUT, self._found_input)

    def look(self, tell: Callable[[Look], object]) -> None:
        """Tell what there is to be seen; nothing, if the connection ends before."""
        look = Look()

        def last(pointer: Pointer | None) -> None:
            look.at = pointer
            if self._x.fileno() >= 0:
                tell(look)

        def asked(name: str) -> Callable[[bytes], object]:
            return lambda reply: setattr(look, name, counted(reply))

        for name, counter in (("idle", IDLE), ("keys", KEYS), ("pointers", POINTERS)):
            if counter in self._counters:
                body = struct.pack("<I", self._counters[counter])
                self._x.send(self._sync.opcode, QUERY_COUNTER, body, asked(name))
        if self._input is not None:
            self._query(self._input, MASTER_POINTER, lambda reply: setattr(look, "axes", _axes(reply)))
        # The replies come in this order.
        self._x.pointer(last)

    def _found_input(self, extension: Extension | None) -> None:
        if extension is None:
            self._on_ready(b"")
            return
        version = struct.pack("<HH", *VERSION)
        # One that is too old refuses.
        self._x.send(
            extension.opcode,
            QUERY_VERSION,
            version,
            lambda _reply: self._use(extension),
            lambda _code: self._on_ready(b""),
        )

    def _use(self, extension: Extension) -> None:
        self._input = extension
        self._query(extension, ALL, self._on_ready)

    def _query(self, extension: Extension, device: int, tell: Callable[[bytes], object]) -> None:
        self._x.send(extension.opcode, QUERY_DEVICE, struct.pack("<Hxx", device), tell)


def counted(reply: bytes, at: int = 8) -> float:
    """The seconds that a counter shows."""
    high, low = struct.unpack_from("<iI", reply, at)
    return float((high << 32) | low) / 1000


def _axes(reply: bytes) -> tuple[tuple[int, int], ...]:
    """Of the first two, those of movement: others count the steps of a wheel."""
    classes, name = struct.unpack_from("<HH", reply, 32 + 6)
    at, axes = 32 + 12 + (name + 3 & ~3), []
    for _class in range(classes):
        kind, words, _source, number = struct.unpack_from("<HHHH", reply, at)
        if kind == AXIS and number < 2:
            axes.append(struct.unpack_from("<iI", reply, at + 28))
        at += 4 * words
    return tuple(axes)
