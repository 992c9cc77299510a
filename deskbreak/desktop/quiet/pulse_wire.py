"""The bytes of PulseAudio's native protocol: packets of tagged values, each tag telling what follows it.

PipeWire speaks it, too. Not specified anywhere but in the sources: tagstruct.c, pstream.c and native-common.h of
https://gitlab.freedesktop.org/pulseaudio/pulseaudio, and PROTOCOL there, which tells the versions apart.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import Any

HEAD = struct.Struct(">IIIII")
"""Length of what follows, channel, offset in two halves, flags."""
CONTROL = 0xFFFFFFFF
"""The channel of commands; all others carry sound."""
NOTHING = 0xFFFFFFFF
"""An index that points nowhere."""
LONGEST = 1024 * 1024
"""Bytes. No list that we ask for is nearly as long."""


class Command(IntEnum):
    """Those that we send or hear."""

    ERROR = 0
    REPLY = 2
    AUTH = 8
    SET_CLIENT_NAME = 9
    GET_SERVER_INFO = 20
    GET_SOURCE_INFO = 23
    GET_SOURCE_OUTPUT_INFO_LIST = 32
    SUBSCRIBE = 35
    SUBSCRIBE_EVENT = 66


class Broken(Exception):
    """These bytes are not of this protocol."""


def number(value: int) -> bytes:
    return struct.pack(">cI", b"L", value)


def text(value: str) -> bytes:
    return b"t" + value.encode() + b"\0"


def blob(value: bytes) -> bytes:
    return struct.pack(">cI", b"x", len(value)) + value


def properties(values: Mapping[str, str]) -> bytes:
    """Each value is counted, and ends in a zero like a string of C."""
    parts = [b"P"]
    for key, value in values.items():
        data = value.encode() + b"\0"
        parts += [text(key), number(len(data)), blob(data)]
    return b"".join([*parts, b"N"])


def packet(command: Command, tag: int, *arguments: bytes) -> bytes:
    """A command; its reply comes with the same tag."""
    payload = b"".join([number(command), number(tag), *arguments])
    return HEAD.pack(len(payload), CONTROL, 0, 0, 0) + payload


def packets(buffer: bytearray) -> Iterator[list[Any]]:
    """The values of each command that is there as a whole; it is taken out of the buffer. Broken, if it is none."""
    while len(buffer) >= HEAD.size:
        length, channel, *_rest = HEAD.unpack_from(buffer)
        if length > LONGEST:
            raise Broken(f"{length} bytes at once")
        if len(buffer) < HEAD.size + length:
            return
        payload = bytes(buffer[HEAD.size : HEAD.size + length])
        del buffer[: HEAD.size + length]
        if channel == CONTROL:
            yield values(payload)


def values(payload: bytes) -> list[Any]:
    """All values of a packet in their order: a list of properties is a dict of texts. Broken, if they are none."""
    reader = _Reader(payload)
    found = []
    try:
        while reader.at < len(payload):
            found.append(reader.value())
    except (struct.error, ValueError, KeyError) as error:
        raise Broken(f"{type(error).__name__} at byte {reader.at}: {error}") from error
    return found


class _Reader:
    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self.at = 0

    def value(self) -> Any:
        return _READ[self._take(1)](self)

    def number(self) -> int:
        (value,) = self.fixed(">I")
        return int(value)

    def fixed(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self._take(struct.calcsize(layout)))

    def text(self) -> str:
        end = self._payload.index(b"\0", self.at)
        data = self._payload[self.at : end]
        self.at = end + 1
        return data.decode(errors="replace")

    def blob(self) -> bytes:
        return self._take(self.number())

    def each(self, size: int) -> bytes:
        """So many bytes for each channel."""
        (channels,) = self._take(1)
        return self._take(channels * size)

    def properties(self) -> dict[str, str]:
        found = {}
        while (key := self.value()) is not None:
            self.value()  # Its length, once more.
            data = self.value()
            if not isinstance(key, str) or not isinstance(data, bytes):
                raise ValueError("no list of properties")
            found[key] = data.rstrip(b"\0").decode(errors="replace")
        return found

    def _take(self, size: int) -> bytes:
        data = self._payload[self.at : self.at + size]
        if len(data) < size:
            raise ValueError("it ends too soon")
        self.at += size
        return data


_READ: dict[bytes, Callable[[_Reader], Any]] = {
    b"L": _Reader.number,
    b"t": _Reader.text,
    b"N": lambda _reader: None,
    b"1": lambda _reader: True,
    b"0": lambda _reader: False,
    b"x": _Reader.blob,
    b"P": _Reader.properties,
    b"B": lambda reader: reader.fixed(">B")[0],
    b"R": lambda reader: reader.fixed(">Q")[0],
    b"r": lambda reader: reader.fixed(">q")[0],
    b"U": lambda reader: reader.fixed(">Q")[0],
    b"T": lambda reader: reader.fixed(">II"),
    b"V": _Reader.number,
    b"a": lambda reader: reader.fixed(">BBI"),  # Format, channels, rate.
    b"m": lambda reader: reader.each(1),
    b"v": lambda reader: reader.each(4),
    b"f": lambda reader: (reader.value(), reader.value()),  # Encoding and its properties.
}
