"""Getting into the X server of this session: where it is, and the cookie that opens it.

The connection's first bytes: https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html, appendix B.
The file of cookies: AuRead.c of https://gitlab.freedesktop.org/xorg/lib/libxau.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from deskbreak.ports import Unavailable
from deskbreak.words import _

SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where every X server listens
LOCAL, ANY = 256, 65535
"""Families of addresses: this machine by its name, and whatever there is."""
COOKIE = b"MIT-MAGIC-COOKIE-1"
PATIENCE = 2.0
"""Seconds until a server that does not answer at once is none."""


class Setup(NamedTuple):
    """What a server tells of itself: what our numbers begin with, and the root window of its first screen."""

    base: int
    root: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file of cookies."""

    family: int
    address: bytes
    number: bytes
    name: bytes
    data: bytes


def let_in(environment: Mapping[str, str]) -> tuple[socket.socket, Setup]:
    """A connection to the server that DISPLAY names. Unavailable, with the reason, when it does not let us in."""
    number = _display_number(environment)
    try:
        with ExitStack() as undo:
            connection = undo.enter_context(_connected(number))
            setup = _setup(_greeted(connection, *cookie(number, environment)))
            undo.pop_all()
            return connection, setup
    except (OSError, struct.error, IndexError) as error:
        raise Unavailable(_("no X server ({error})").format(error=error)) from error


def _display_number(environment: Mapping[str, str]) -> str:
    """The number of this machine's X server that DISPLAY names. Unavailable, with the reason, if it names none."""
    display = environment.get("DISPLAY", "")
    if not display:
        raise Unavailable(_("no X server (DISPLAY is not set)"))
    found = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if found is None:
        # Such a one is reached through the network, and deskbreak has no code for that.
        raise Unavailable(_("the X server {display} is on another machine").format(display=display))
    return found[1]


def _connected(number: str) -> socket.socket:
    """A connection to this server, by the file or by the name without one. OSError if nobody listens."""
    if sys.platform == "win32":
        raise OSError("CPython has no AF_UNIX on Windows")
    path = f"{SOCKETS}{number}"
    for address in (path, f"\0{path}"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            reason = error
        else:
            return connection
    raise reason


def cookie(number: str, environment: Mapping[str, str]) -> tuple[bytes, bytes]:
    """Name and data of what lets us in; empty where there is none: then the server knows us by our user."""
    home = environment.get("HOME", "/nonexistent")
    file = Path(environment.get("XAUTHORITY") or Path(home) / ".Xauthority")
    try:
        entries = list(_entries(file.read_bytes()))
    except (OSError, struct.error):
        return b"", b""
    here = os.fsencode(socket.gethostname())
    for entry in entries:
        for_us = entry.family == ANY or (entry.family == LOCAL and entry.address == here)
        if for_us and entry.number in (b"", number.encode()) and entry.name == COOKIE:
            return entry.name, entry.data
    return b"", b""


def _entries(data: bytes) -> Iterator[Entry]:
    at = 0

    def counted() -> bytes:
        nonlocal at
        (length,) = struct.unpack_from(">H", data, at)
        (field,) = struct.unpack_from(f"{length}s", data, at + 2)
        at += 2 + length
        return bytes(field)

    while at < len(data):
        (family,) = struct.unpack_from(">H", data, at)
        at += 2
        yield Entry(family, counted(), counted(), counted(), counted())


def _greeted(connection: socket.socket, name: bytes, data: bytes) -> bytes:
    """What the server tells of itself. OSError, with its reason, if it does not let us in."""
    hello = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(data))
    connection.sendall(hello + name + bytes(-len(name) % 4) + data + bytes(-len(data) % 4))
    status, reason_length, length = struct.unpack("<BBxxxxH", _exactly(connection, 8))
    rest = _exactly(connection, 4 * length)
    if status != 1:
        reason = rest[:reason_length] if status == 0 else rest
        raise OSError(reason.rstrip(b"\0\n").decode("latin-1"))
    return rest


def _exactly(connection: socket.socket, size: int) -> bytes:
    got = bytearray()
    while len(got) < size:
        more = connection.recv(size - len(got))
        if not more:
            raise ConnectionError("it hung up")
        got += more
    return bytes(got)


def _setup(told: bytes) -> Setup:
    (base,) = struct.unpack_from("<I", told, 4)
    vendor_length, formats = struct.unpack_from("<H3xB", told, 16)[0], told[21]
    (root,) = struct.unpack_from("<I", told, 32 + vendor_length + -vendor_length % 4 + 8 * formats)
    return Setup(base, root)
