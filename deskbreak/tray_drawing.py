"""Draws the tray icon: a ring that fills while you sit, and another shape for each state.

Every size is drawn by itself, on a canvas `FINER` times as large, with strokes a whole number of
pixels wide, and then reduced: scaled-down large icons blur at 16 to 22 px. The empty part of the ring
is a thin line, the full part a thick one. `python -m deskbreak.tray_drawing` writes icons/tray.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

from deskbreak.ports.tray import Icon, Shape
from deskbreak.tray_icon import INKS, SIZES, Planes, argb, file

FINER = 8
INK, CALL, CLEAR = (255, 0, 0), (0, 255, 0), (0, 0, 0)
"""What a pen leaves: how much of either ink covers a pixel. Their colours come later; blue is not used."""

Ink = tuple[int, int, int]


def draw(icon: Icon, size: int) -> Image.Image:
    """The icon as an RGBA picture of `size` x `size` pixels."""
    pixels = argb(planes(icon, size), INKS[icon.panel])
    alpha, red, green, blue = Image.frombytes("RGBA", (size, size), pixels).split()
    return Image.merge("RGBA", (red, green, blue, alpha))


def planes(icon: Icon, size: int) -> Planes:
    """How much of each pixel either ink covers."""
    pen = _Pen(size)
    _SHAPES[icon.shape](pen, icon.twelfths)
    ink, call, _blue = pen.image.reduce(FINER).split()
    return Planes(ink.tobytes(), call.tobytes())


def icons() -> Iterator[Icon]:
    """Every one there is, for whatever panel."""
    for shape in Shape:
        yield from (Icon(shape, twelfths) for twelfths in range(13 if shape is Shape.FILLING else 1))


def packed(icon: Icon) -> bytes:
    """What the file of an icon holds."""
    return zlib.compress(b"".join(plane for size in SIZES for plane in planes(icon, size)), 9)


class _Pen:
    """Draws in units of the final picture's pixels."""

    def __init__(self, size: int) -> None:
        self.image = Image.new("RGB", (size * FINER, size * FINER), CLEAR)
        self._draw = ImageDraw.Draw(self.image)
        self.size = size
        self.stroke = max(2, round(size * 0.15))
        self.inset = max(1, round(size * 0.045))

    def arc(self, twelfths: int) -> None:
        """The ring from the top clockwise."""
        self._draw.arc(self._round(self.inset), -90, -90 + 30 * twelfths, fill=INK, width=self.stroke * FINER)

    def piece(self, start: float, end: float) -> None:
        """A piece of the ring; degrees, clockwise from the right."""
        self._draw.arc(self._round(self.inset), start, end, fill=INK, width=self.stroke * FINER)

    def track(self) -> None:
        """The ring's empty part: a line along the outer edge."""
        line = max(1, round(self.size * 0.06))
        self._draw.arc(self._round(self.inset), 0, 360, fill=INK, width=line * FINER)

    def disc(self, ink: Ink) -> None:
        """The whole round, filled."""
        self._draw.ellipse(self._round(self.inset), fill=ink)

    def dot(self, x: float, y: float, radius: float, ink: Ink = INK) -> None:
        """A filled round; x, y and radius are shares of the size."""
        self._draw.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill=ink)

    def bar(self, x: float, y: float, width: float, height: float, ink: Ink = INK) -> None:
        """An upright box on whole pixels, from its upper left corner; shares of the size."""
        left, top = round(x * self.size), round(y * self.size)
        right = left + max(1, round(width * self.size))
        bottom = top + max(1, round(height * self.size))
        box = (left * FINER, top * FINER, right * FINER - 1, bottom * FINER - 1)
        self._draw.rectangle(box, fill=ink)

    def middle(self, width: float, y: float, height: float, ink: Ink = INK) -> None:
        """A box whose middle is the picture's, so both its sides lie on whole pixels alike; shares of the size."""
        half = max(1, round(width * self.size / 2)) / self.size
        self.bar(0.5 - half, y, 2 * half, height, ink)

    def pair(self, gap: float, y: float, width: float, height: float) -> None:
        """Two such boxes beside each other, with a gap of two pixels at least."""
        half = max(1, round(gap * self.size / 2)) / self.size
        wide = max(1, round(width * self.size)) / self.size
        self.bar(0.5 - half - wide, y, wide, height)
        self.bar(0.5 + half, y, wide, height)

    def shape(self, *points: tuple[float, float], ink: Ink = INK) -> None:
        """A filled outline; points are shares of the size."""
        scale = self.size * FINER
        self._draw.polygon([(x * scale, y * scale) for x, y in points], fill=ink)

    def _round(self, inset: int) -> tuple[int, int, int, int]:
        """The box of the round that lies so many pixels inside."""
        first, last = inset * FINER, (self.size - inset) * FINER - 1
        return first, first, last, last

    def _box(self, *shares: float) -> tuple[float, ...]:
        return tuple(share * self.size * FINER for share in shares)


def _filling(pen: _Pen, twelfths: int) -> None:
    pen.track()
    pen.arc(twelfths)


def _near(pen: _Pen, _twelfths: int) -> None:
    pen.arc(12)
    pen.dot(0.5, 0.5, 0.16)


def _due(pen: _Pen, _twelfths: int) -> None:
    """Stand up: an arrow cut out of a full disc."""
    pen.disc(CALL)
    pen.shape((0.5, 0.16), (0.8, 0.5), (0.2, 0.5), ink=CLEAR)
    pen.middle(0.18, 0.48, 0.34, CLEAR)


def _asked(pen: _Pen, _twelfths: int) -> None:
    """Still open: the ring with a badge at its corner."""
    pen.track()
    pen.dot(0.74, 0.74, 0.34, CLEAR)
    pen.dot(0.74, 0.74, 0.26, CALL)


def _snoozed(pen: _Pen, _twelfths: int) -> None:
    """Later: the hands of a clock."""
    pen.arc(12)
    pen.bar(0.45, 0.27, 0.11, 0.3)
    pen.bar(0.45, 0.46, 0.27, 0.11)


def _on_break(pen: _Pen, _twelfths: int) -> None:
    """Somebody with both arms up."""
    pen.dot(0.5, 0.17, 0.15)
    pen.shape(
        (0.04, 0.12), (0.19, 0.06), (0.4, 0.36), (0.6, 0.36), (0.81, 0.06), (0.96, 0.12), (0.66, 0.52), (0.34, 0.52)
    )
    pen.shape((0.36, 0.4), (0.64, 0.4), (0.72, 0.98), (0.55, 0.98), (0.5, 0.68), (0.45, 0.98), (0.28, 0.98))


def _paused(pen: _Pen, _twelfths: int) -> None:
    pen.track()
    pen.pair(0.09, 0.29, 0.14, 0.42)


def _away(pen: _Pen, _twelfths: int) -> None:
    """Nobody in the ring: a broken one."""
    for part in range(4):
        pen.piece(part * 90 + 20, part * 90 + 70)


def _deferred(pen: _Pen, _twelfths: int) -> None:
    """Hold on: a full ring with a bar across."""
    pen.arc(12)
    thick = max(1, round(0.07 * pen.size)) / pen.size
    pen.middle(0.46, 0.5 - thick, 2 * thick)


def _held_long(pen: _Pen, _twelfths: int) -> None:
    """Held back for so long that somebody should look: the same with a badge."""
    _deferred(pen, 0)
    pen.dot(0.74, 0.74, 0.34, CLEAR)
    pen.dot(0.74, 0.74, 0.26, CALL)


def _off_hours(pen: _Pen, _twelfths: int) -> None:
    """The moon."""
    pen.dot(0.5, 0.5, 0.46)
    pen.dot(0.7, 0.36, 0.38, CLEAR)


def _standing(pen: _Pen, _twelfths: int) -> None:
    """Somebody upright, arms down."""
    pen.dot(0.5, 0.17, 0.15)
    pen.middle(0.4, 0.36, 0.34)
    pen.pair(0.1, 0.66, 0.13, 0.32)


_SHAPES: dict[Shape, Callable[[_Pen, int], None]] = {
    Shape.FILLING: _filling,
    Shape.NEAR: _near,
    Shape.DUE: _due,
    Shape.ASKED: _asked,
    Shape.SNOOZED: _snoozed,
    Shape.ON_BREAK: _on_break,
    Shape.PAUSED: _paused,
    Shape.AWAY: _away,
    Shape.DEFERRED: _deferred,
    Shape.HELD_LONG: _held_long,
    Shape.OFF_HOURS: _off_hours,
    Shape.STANDING: _standing,
}


if __name__ == "__main__":
    file(Icon(Shape.DUE)).parent.mkdir(exist_ok=True)
    for each in icons():
        file(each).write_bytes(packed(each))
