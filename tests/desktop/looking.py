"""Finding things in a screenshot, with Pillow alone."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias, cast

from PIL import Image, ImageChops, ImageColor

# What lies closer together than LEADING is of one line; what is lower than LETTER is no line,
# and what is FLAT times as wide as it is high is a separator.
LEADING = 3
LETTER = 5
FLAT = 10

Colour: TypeAlias = tuple[int, int, int]


class Box(NamedTuple):
    """Left, top, right and bottom as Pillow has them: right and bottom lie just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[int, int]:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def grown(self, margin: int) -> Box:
        """With so much more on each side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def around(self, other: Box) -> Box:
        """The smallest box with both in it."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def moved(self, right: int, down: int) -> Box:
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def holds(self, other: Box) -> bool:
        return self.around(other) == self


class _Run(NamedTuple):
    """An unbroken stretch of one row."""

    y: int
    start: int
    end: int

    @property
    def box(self) -> Box:
        return Box(self.start, self.y, self.end, self.y + 1)


class Patch(NamedTuple):
    """A connected area of one colour; `area` counts its pixels."""

    box: Box
    area: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.box.centre


def changed(before: Image.Image, after: Image.Image, box: Box | None = None) -> Box | None:
    """The box around all pixels which differ, looking only within `box`; None if there are none."""
    area = box or Box(0, 0, *after.size)
    found = ImageChops.difference(before.crop(area), after.crop(area)).getbbox()
    if found is None:
        return None
    left, top, right, bottom = found
    return Box(area.left + left, area.top + top, area.left + right, area.top + bottom)


def patches(image: Image.Image, colour: str | Colour, tolerance: int = 0) -> list[Patch]:
    """The connected areas of `colour`, each channel within `tolerance`, the largest first."""
    return _connected(_mask(image, colour, tolerance))


def standing_out(image: Image.Image, box: Box, tolerance: int = 4) -> list[Patch]:
    """The connected areas within `box` which are not of its background: the colour most often seen in it."""
    part = image.convert("RGB").crop(box)
    background = max(part.getcolors(box.width * box.height) or [], key=lambda entry: entry[0])[1]
    found = _connected(ImageChops.invert(_mask(part, cast(Colour, background), tolerance)))
    return [Patch(patch.box.moved(box.left, box.top), patch.area) for patch in found]


def lines(image: Image.Image, box: Box) -> list[Box]:
    """The lines of text within `box`, a menu's as a rule, from the top; pictures beside the text belong to it."""
    inked = [patch.box for patch in standing_out(image, box)]
    # The frame and separators are out; the dots of letters stay, for they join their line below.
    letters = sorted((ink for ink in inked if ink != box and ink.width < FLAT * ink.height), key=lambda ink: ink.top)
    found: list[Box] = []
    for letter in letters:
        if found and letter.top <= found[-1].bottom + LEADING:
            found[-1] = found[-1].around(letter)
        else:
            found.append(letter)
    return [line for line in found if line.height >= LETTER]


def crop_up(image: Image.Image, box: Box, factor: int) -> Image.Image:
    """The part within `box`, magnified so that single pixels stay sharp."""
    return image.crop(box).resize((box.width * factor, box.height * factor), Image.Resampling.NEAREST)


def _mask(image: Image.Image, colour: str | Colour, tolerance: int) -> Image.Image:
    """A grey picture: 255 where the colour fits, 0 elsewhere."""
    wanted = ImageColor.getrgb(colour) if isinstance(colour, str) else colour
    mask = Image.new("L", image.size, 255)
    for band, level in zip(image.convert("RGB").split(), wanted, strict=False):
        fits = [255 if abs(value - level) <= tolerance else 0 for value in range(256)]
        mask = ImageChops.darker(mask, band.point(fits))
    return mask


def _connected(mask: Image.Image) -> list[Patch]:
    """The connected areas of 255, the largest first."""
    rows = _rows_of_runs(mask)
    found = []
    for runs in rows.values():
        while runs:
            found.append(_grow(runs.pop(), rows))
    return sorted(found, key=lambda patch: patch.area, reverse=True)


def _rows_of_runs(mask: Image.Image) -> dict[int, set[_Run]]:
    """The unbroken stretches of every row which has any."""
    width, pixels = mask.width, mask.tobytes()
    rows = {}
    for y in range(mask.height):
        row = pixels[y * width : (y + 1) * width]
        if runs := {_Run(y, *hit.span()) for hit in re.finditer(rb"\xff+", row)}:
            rows[y] = runs
    return rows


def _grow(seed: _Run, rows: dict[int, set[_Run]]) -> Patch:
    """Takes all runs out of `rows` which hang together with `seed`."""
    box, area, edge = seed.box, 0, [seed]
    while edge:
        run = edge.pop()
        box, area = box.around(run.box), area + run.end - run.start
        for y in (run.y - 1, run.y + 1):
            near = {other for other in rows.get(y, ()) if other.start < run.end and run.start < other.end}
            edge += near
            rows.get(y, set()).difference_update(near)
    return Patch(box, area)
