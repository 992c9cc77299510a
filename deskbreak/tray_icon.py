"""Draws the tray icon: a ring that fills while you sit, and another shape for each state.

Every size is drawn by itself, on a canvas `FINER` times as large, with strokes a whole number of
pixels wide, and then reduced: scaled-down large icons blur at 16 to 22 px.
Light inks are for dark panels and dark ones for light panels. Where nobody tells what the panel looks
like, one ink serves both: its luminance lies where the contrast to white and to black is about the same.
The empty part of the ring is a thin line, the full part a thick one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageDraw

from deskbreak.ports import Icon, Panel, Shape

FINER = 8
CLEAR = (0, 0, 0, 0)

Colour = tuple[int, int, int, int]


class Inks(NamedTuple):
    """The colours of one icon; `call` is for the states that ask for something, whose shapes differ as well."""

    ink: Colour
    call: Colour


INKS = {
    Panel.DARK: Inks((86, 214, 198, 255), (255, 150, 84, 255)),
    Panel.LIGHT: Inks((0, 98, 88, 255), (176, 52, 0, 255)),
    Panel.UNKNOWN: Inks((0, 145, 130, 255), (217, 83, 25, 255)),
}


def draw(icon: Icon, size: int) -> Image.Image:
    """The icon as an RGBA picture of `size` x `size` pixels."""
    pen = _Pen(size, INKS[icon.panel])
    _SHAPES[icon.shape](pen, icon.twelfths)
    return pen.image.reduce(FINER)


class _Pen:
    """Draws in units of the final picture's pixels."""

    def __init__(self, size: int, inks: Inks) -> None:
        self.image = Image.new("RGBA", (size * FINER, size * FINER), CLEAR)
        self._draw = ImageDraw.Draw(self.image)
        self.ink, self.call = inks
        self.size = size
        self.stroke = max(2, round(size * 0.15))
        self.inset = max(1, round(size * 0.045))

    def arc(self, twelfths: int) -> None:
        """The ring from the top clockwise."""
        self._draw.arc(self._round(self.inset), -90, -90 + 30 * twelfths, fill=self.ink, width=self.stroke * FINER)

    def piece(self, start: float, end: float) -> None:
        """A piece of the ring; degrees, clockwise from the right."""
        self._draw.arc(self._round(self.inset), start, end, fill=self.ink, width=self.stroke * FINER)

    def track(self) -> None:
        """The ring's empty part: a line along the outer edge."""
        line = max(1, round(self.size * 0.06))
        self._draw.arc(self._round(self.inset), 0, 360, fill=self.ink, width=line * FINER)

    def disc(self, colour: Colour) -> None:
        """The whole round, filled."""
        self._draw.ellipse(self._round(self.inset), fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: Colour | None = None) -> None:
        """A filled round; x, y and radius are shares of the size."""
        self._draw.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill=colour or self.ink)

    def bar(self, x: float, y: float, width: float, height: float, colour: Colour | None = None) -> None:
        """An upright box on whole pixels, from its upper left corner; shares of the size."""
        left, top = round(x * self.size), round(y * self.size)
        right = left + max(1, round(width * self.size))
        bottom = top + max(1, round(height * self.size))
        box = (left * FINER, top * FINER, right * FINER - 1, bottom * FINER - 1)
        self._draw.rectangle(box, fill=colour or self.ink)

    def middle(self, width: float, y: float, height: float, colour: Colour | None = None) -> None:
        """A box whose middle is the picture's, so both its sides lie on whole pixels alike; shares of the size."""
        half = max(1, round(width * self.size / 2)) / self.size
        self.bar(0.5 - half, y, 2 * half, height, colour)

    def pair(self, gap: float, y: float, width: float, height: float) -> None:
        """Two such boxes beside each other, with a gap of two pixels at least."""
        half = max(1, round(gap * self.size / 2)) / self.size
        wide = max(1, round(width * self.size)) / self.size
        self.bar(0.5 - half - wide, y, wide, height)
        self.bar(0.5 + half, y, wide, height)

    def shape(self, *points: tuple[float, float], colour: Colour | None = None) -> None:
        """A filled outline; points are shares of the size."""
        scale = self.size * FINER
        self._draw.polygon([(x * scale, y * scale) for x, y in points], fill=colour or self.ink)

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
    pen.disc(pen.call)
    pen.shape((0.5, 0.16), (0.8, 0.5), (0.2, 0.5), colour=CLEAR)
    pen.middle(0.18, 0.48, 0.34, CLEAR)


def _asked(pen: _Pen, _twelfths: int) -> None:
    """Still open: the ring with a badge at its corner."""
    pen.track()
    pen.dot(0.74, 0.74, 0.34, CLEAR)
    pen.dot(0.74, 0.74, 0.26, pen.call)


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
    pen.dot(0.74, 0.74, 0.26, pen.call)


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
