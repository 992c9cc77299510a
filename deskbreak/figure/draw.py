"""The picture itself, with Pillow. Painted several times finer than it is shown, so that edges come out smooth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from deskbreak.figure.geometry import Box, Point, box
from deskbreak.figure.inks import GLOW, GLOW_HEART, SHADOW, inks
from deskbreak.figure.muscles import Spot
from deskbreak.figure.shape import Shape
from deskbreak.figure.stage import Moment, Stage

FINEST: Final = ((128, 6), (500, 4), (900, 3))
"""Up to this size so many times finer; beyond, twice."""
BEHIND: Final = 2
"""So many times finer is what goes by."""
Size = tuple[int, int]


class Painter:
    """Paints the moments of one stage at one size; what does not move is painted once.

    `theme` is "light" or "dark": what the picture will lie on. The picture itself is transparent around the figure.
    """

    def __init__(self, stage: Stage, size: int, theme: str = "light") -> None:
        self._stage, self.size = stage, size
        self._theme, self._inks = theme, inks(theme)
        self._finer = next((finer for most, finer in FINEST if size <= most), 2)
        window = stage.window
        self._scale = size / window.width
        self._corner = Point(window.left, window.top)
        self._scenery = self._layer(stage.scenery)

    def picture(self, t: float, side: str | None = None) -> Image.Image:
        """The moment after `t` cycles, as RGBA, with this side of the body at work; None: the side that is drawn."""
        painted = self.moment(self._stage.moment(t))
        return painted.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if flipped(self._stage, side) else painted

    def moment(self, moment: Moment) -> Image.Image:
        """This moment, as it stands in the poses."""
        image = self._scenery.copy()
        if moment.behind:
            image.alpha_composite(*self._cut_out(moment.behind, (), BEHIND))
        layer, place = self._cut_out(moment.shapes, moment.spots, self._finer)
        if self._stage.view == "top":
            self._shade_below(image, layer, place)
        else:
            self._shade_ground(image, moment)
        image.alpha_composite(layer, place)
        return image

    # -- layers ----------------------------------------------------------------

    def _layer(self, shapes: Sequence[Shape]) -> Image.Image:
        fine = self.size * self._finer
        canvas = Image.new("RGBA", (fine, fine), (*self._inks["seat-line"], 0))
        self._paint(canvas, shapes, (0, 0), (), self._finer)
        return canvas.reduce(self._finer)

    def _cut_out(self, shapes: Sequence[Shape], spots: Sequence[Spot], finer: int) -> tuple[Image.Image, Size]:
        """These shapes on a picture no larger than needed, and where on the whole one it belongs."""
        left, top, right, bottom = self._pixels(box(point for shape in shapes for point in shape.points))
        size = ((right - left) * finer, (bottom - top) * finer)
        canvas = Image.new("RGBA", size, (*self._inks["trousers-line"], 0))
        self._paint(canvas, shapes, (left, top), spots, finer)
        return canvas.reduce(finer), (left, top)

    def _pixels(self, area: Box) -> tuple[int, int, int, int]:
        scale, corner = self._scale, self._corner
        left, top = int((area.left - corner.x) * scale) - 1, int((corner.y - area.top) * scale) - 1
        right, bottom = int((area.right - corner.x) * scale) + 2, int((corner.y - area.bottom) * scale) + 2
        return max(left, 0), max(top, 0), min(right, self.size), min(bottom, self.size)

    def _paint(
        self, canvas: Image.Image, shapes: Sequence[Shape], origin: Size, spots: Sequence[Spot], finer: int
    ) -> None:
        draw = ImageDraw.Draw(canvas)
        scale = self._scale * finer
        x0 = self._corner.x * scale + origin[0] * finer
        y0 = self._corner.y * scale - origin[1] * finer
        for shape in shapes:
            if not shape.points:
                for spot in spots:
                    if spot.layer == shape.ink:
                        self._warm(canvas, (spot.at.x * scale - x0, y0 - spot.at.y * scale), spot.radius * scale)
                continue
            flat = [part for x, y in shape.points for part in (x * scale - x0, y0 - y * scale)]
            draw.polygon(flat, fill=self._inks[shape.ink])

    # -- light and shade -----------------------------------------------------------

    def _warm(self, canvas: Image.Image, at: tuple[float, float], radius: float) -> None:
        sprite = _glow(max(2, round(radius * 2)))
        left, top = round(at[0] - radius), round(at[1] - radius)
        source = (max(0, -left), max(0, -top))
        if source[0] < sprite.width and source[1] < sprite.height:
            canvas.alpha_composite(sprite, (max(0, left), max(0, top)), source)

    def _shade_ground(self, image: Image.Image, moment: Moment) -> None:
        left, right = moment.shadow
        wide, high = (right - left + 16) * self._scale, 8.5 * self._scale
        sprite = _shadow(max(2, round(wide)), max(2, round(high)), SHADOW[self._theme])
        x = round(((left + right) / 2 - self._corner.x) * self._scale - wide / 2)
        y = round((self._corner.y - 0.4) * self._scale - high / 2)
        source = (max(0, -x), max(0, -y))
        if source[0] < sprite.width and source[1] < sprite.height:
            image.alpha_composite(sprite, (max(0, x), max(0, y)), source)

    def _shade_below(self, image: Image.Image, layer: Image.Image, place: Size) -> None:
        """From above, the shadow has the form of the figure."""
        red, green, blue, depth = SHADOW[self._theme]
        soft = layer.getchannel("A").point([value * depth // 200 for value in range(256)])
        soft = soft.filter(ImageFilter.BoxBlur(max(1.0, self._scale * 1.6)))
        shade = Image.new("RGBA", layer.size, (red, green, blue, 0))
        shade.putalpha(soft)
        away = round(2.6 * self._scale)
        image.alpha_composite(shade, (place[0] + away, place[1] + away))


def flipped(stage: Stage, side: str | None) -> bool:
    """Whether the picture is turned round for this side.

    From the front and from above the poses are as in a mirror. From the side they look to the right with the shown
    side near; but who looks to the right has the right side near, so there it is the other way round.
    """
    if stage.shown_side is None:
        return False
    return (side is not None and side != stage.shown_side) != (stage.view == "side")


@lru_cache(maxsize=32)
def _glow(size: int) -> Image.Image:
    distance = Image.radial_gradient("L").resize((size, size))
    strength = distance.point([round(165 * max(0.0, 1 - value / 181) ** 1.3) for value in range(256)])
    heart = distance.point([round(150 * max(0.0, 1 - value / 150) ** 1.5) for value in range(256)])
    warm = Image.composite(Image.new("RGB", (size, size), GLOW_HEART), Image.new("RGB", (size, size), GLOW), heart)
    warm.putalpha(strength)
    return warm


@lru_cache(maxsize=64)
def _shadow(wide: int, high: int, colour: tuple[int, int, int, int]) -> Image.Image:
    distance = Image.radial_gradient("L").resize((wide, high))
    depth = colour[3]
    soft = Image.new("RGBA", (wide, high), colour[:3])
    soft.putalpha(distance.point([round(depth * min(1.0, max(0.0, 1 - value / 181) * 1.8)) for value in range(256)]))
    return soft
