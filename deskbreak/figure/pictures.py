"""Pictures to keep: a still, a moving one, a sheet of many."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from deskbreak.figure.draw import Painter
from deskbreak.figure.inks import SURFACE, inks
from deskbreak.figure.motion import FAR_END
from deskbreak.figure.stage import Stage

STILLS: Final = {"there-and-back": (0.0, 0.25, 0.5), "round": (0.0, 0.25, 0.75)}
"""The moments that tell most of a movement: its start, its middle and its end."""
FRAME: Final = 0.07
"""Seconds a frame of a moving picture is shown; GIF knows whole hundredths."""
STICKER: Final = 384
"""Pixels; those of the square around what is drawn are fewer, and a notice shows a quarter of that."""
EDGE: Final = 0.02
"""How wide the edge of a sticker is, of its width."""
SOLID, EDGE_STRENGTH = 140, 235
"""The least alpha of what the edge goes around, which a shadow does not have; and the edge's own."""
COLOURS: Final = 128
"""Of a moving picture, the same ones all through it: nothing flickers, and what stands still costs nothing."""
LOOKED_AT: Final = 6
"""The pictures from which these are taken."""
COLUMNS: Final = 4
TITLE: Final = 26


def still(stage: Stage, size: int, theme: str = "light", side: str | None = None) -> Image.Image:
    """The movement at its far end, transparent around."""
    return Painter(stage, size, theme).picture(FAR_END[stage.order], side)


def sticker(stage: Stage, side: str | None = None) -> Image.Image:
    """The movement at its far end, filling a square. Its pale edge sets it off from whatever dark there is around."""
    drawn = still(stage, STICKER, side=side)
    solid = drawn.getchannel("A").point([255 * (alpha > SOLID) for alpha in range(256)])
    left, top, right, bottom = solid.getbbox() or (0, 0, 1, 1)
    edge = round(EDGE * max(right - left, bottom - top)) + 1
    width = max(right - left, bottom - top) + 2 * edge
    # As much to the left as to the right: so the other side's is this one turned round.
    width += (right - left - width) % 2
    x, y = (left + right - width) // 2, (top + bottom - width) // 2
    square = (x, y, x + width, y + width)
    drawn, solid = drawn.crop(square), solid.crop(square)
    pale = solid.filter(ImageFilter.GaussianBlur(edge * 0.7)).point([min(EDGE_STRENGTH, a * 7) for a in range(256)])
    whole = Image.new("RGBA", drawn.size, SURFACE["light"])
    whole.putalpha(pale)
    whole.alpha_composite(drawn)
    return whole


def moving(stage: Stage, size: int, theme: str = "light", side: str | None = None) -> list[Image.Image]:
    """One cycle, `FRAME` seconds a picture, on the theme's surface, in few colours."""
    painter = Painter(stage, size, theme)
    count = max(2, round(stage.cycle / FRAME))
    pictures = [_on_surface(painter.picture(number / count, side), theme) for number in range(count)]
    few = _together(pictures[:: ceil(count / LOOKED_AT)]).quantize(COLOURS)
    return [picture.quantize(palette=few, dither=Image.Dither.NONE) for picture in pictures]


def sheet(stages: Sequence[tuple[str, Stage]], size: int, theme: str = "light", side: str | None = None) -> Image.Image:
    """Start, middle and end of every movement, beneath their titles."""
    wide, high = size * 3, size + TITLE
    columns = min(COLUMNS, len(stages)) or 1
    paper = Image.new("RGB", (wide * columns + 1, high * ceil(len(stages) / columns) + 1), SURFACE[theme])
    draw, font = ImageDraw.Draw(paper), ImageFont.load_default(15)
    line, text = inks(theme)["metal"], inks(theme)["seat-dark"]
    for number, (title, stage) in enumerate(stages):
        left, top = number % columns * wide, number // columns * high
        draw.rectangle((left, top, left + wide, top + high), outline=line)
        draw.text((left + 8, top + 4), title, fill=text, font=font)
        painter = Painter(stage, size, theme)
        for place, t in enumerate(STILLS[stage.order]):
            picture = painter.picture(t, side)
            paper.paste(picture, (left + place * size, top + TITLE), picture)
    return paper


def _together(pictures: Sequence[Image.Image]) -> Image.Image:
    """One above the other."""
    wide, high = pictures[0].size
    column = Image.new("RGB", (wide, high * len(pictures)))
    for number, picture in enumerate(pictures):
        column.paste(picture, (0, number * high))
    return column


def _on_surface(picture: Image.Image, theme: str) -> Image.Image:
    paper = Image.new("RGB", picture.size, SURFACE[theme])
    paper.paste(picture, (0, 0), picture)
    return paper
