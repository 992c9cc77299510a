"""The tray icon as panels want it, out of the pictures in icons/tray.

What `tray_drawing` draws is kept as two planes of coverage a picture, one for each ink, so that the
resident program needs no drawing library in its memory and every panel gets its own inks.
Light inks are for dark panels and dark ones for light panels. Where nobody tells what the panel looks
like, one ink serves both: its luminance lies where the contrast to white and to black is about the same.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple

from deskbreak import places
from deskbreak.ports.tray import Icon, Panel, Pixmap, Shape

SIZES = (16, 22, 24, 32, 44, 48, 64)
"""What panels ask for: Xfce, Plasma and LXQt draw 22, GNOME 16, MATE and Cinnamon 24, twice that on HiDPI."""

Colour = tuple[int, int, int]


class Inks(NamedTuple):
    """The colours of one icon; `call` is for the states that ask for something, whose shapes differ as well."""

    ink: Colour
    call: Colour


INKS = {
    Panel.DARK: Inks((86, 214, 198), (255, 150, 84)),
    Panel.LIGHT: Inks((0, 98, 88), (176, 52, 0)),
    Panel.UNKNOWN: Inks((0, 145, 130), (217, 83, 25)),
}


class Planes(NamedTuple):
    """How much of each pixel is covered by the ink, and how much by the colour of a call: a byte each, row by row."""

    ink: bytes
    call: bytes


def pixmaps(icon: Icon) -> list[Pixmap]:
    """The icon in all `SIZES`. OSError when its file is missing."""
    packed = zlib.decompress(file(icon).read_bytes())
    found, start = [], 0
    for size in SIZES:
        middle, end = start + size * size, start + 2 * size * size
        planes = Planes(packed[start:middle], packed[middle:end])
        found.append((size, size, argb(planes, INKS[icon.panel])))
        start = end
    return found


def argb(planes: Planes, inks: Inks) -> bytes:
    """ARGB32 in network byte order. No pixel has both inks: a badge stands clear of what it lies on."""
    pixels = bytearray(4 * len(planes.ink))
    pixels[0::4] = (int.from_bytes(planes.ink) | int.from_bytes(planes.call)).to_bytes(len(planes.ink))
    for offset, (ink, call) in enumerate(zip(*inks, strict=True), start=1):
        pixels[offset::4] = planes.call.translate(bytes([ink]) + bytes([call]) * 255)
    return bytes(pixels)


def file(icon: Icon) -> Path:
    """Where its planes are kept, packed, the smallest size first."""
    name = f"{icon.shape}-{icon.twelfths}" if icon.shape is Shape.FILLING else str(icon.shape)
    return places.shipped("icons") / "tray" / f"{name}.planes"
