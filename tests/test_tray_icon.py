from __future__ import annotations

import itertools
import zlib

import pytest
from PIL import Image, ImageChops

from deskbreak.ports.tray import Icon, Panel, Shape
from deskbreak.tray_drawing import draw, icons, packed, planes
from deskbreak.tray_icon import INKS, SIZES, file, pixmaps

LIGHT, DARK = (237, 237, 237), (43, 43, 43)
GROUNDS = {
    Panel.DARK: [(shade, shade, shade) for shade in range(44)],
    Panel.LIGHT: [(shade, shade, shade) for shade in range(240, 256)],
}
"""What panels look like, roughly from one end to the other."""


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("panel", GROUNDS)
@pytest.mark.parametrize("which", [0, 1], ids=["ink", "call"])
def test_the_inks_for_a_panel_stand_out_well_from_it(panel: Panel, which: int) -> None:
    """As WCAG asks of text, and better than the ink that has to serve both."""
    for ground in GROUNDS[panel]:
        assert contrast(INKS[panel][which], ground) >= 4.5
        assert contrast(INKS[panel][which], ground) > contrast(INKS[Panel.UNKNOWN][which], ground) + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("panel", Panel)
def test_only_the_colours_depend_on_the_panel(panel: Panel, size: int) -> None:
    for shape in Shape:
        drawn, other = (draw(Icon(shape, 6, each), size) for each in (panel, Panel.UNKNOWN))
        assert drawn.getchannel("A").tobytes() == other.getchannel("A").tobytes()
        assert (drawn.tobytes() == other.tobytes()) is (panel is Panel.UNKNOWN)
        inks = set(INKS[panel])
        colours = {pixel[:3] for _n, pixel in drawn.getcolors(size * size) or [] if pixel[3] == 255}  # type: ignore[index]
        assert colours <= inks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", [Shape.NEAR, Shape.PAUSED, Shape.DEFERRED, Shape.STANDING, Shape.ON_BREAK, Shape.DUE])
def test_what_is_upright_is_the_same_on_both_sides(shape: Shape, size: int) -> None:
    alpha = draw(Icon(shape), size).getchannel("A")
    uneven = ImageChops.difference(alpha, alpha.transpose(Image.Transpose.FLIP_LEFT_RIGHT)).histogram()
    assert sum(uneven[128:]) <= size * size * 0.01


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", Shape)
def test_it_stands_out_on_light_and_dark_panels(shape: Shape, size: int) -> None:
    picture = draw(Icon(shape, 6), size)
    assert picture.size == (size, size)
    for panel in (LIGHT, DARK):
        on_panel = Image.new("RGB", picture.size, panel)
        on_panel.paste(picture, mask=picture)
        colours = on_panel.getcolors(size * size)
        assert colours is not None
        strong = sum(n for n, colour in colours if isinstance(colour, tuple) and contrast(colour, panel) >= 3)
        assert strong >= size * size * 0.07


@pytest.mark.parametrize("size", SIZES)
def test_shapes_differ_without_colour(size: int) -> None:
    """Told apart by their outline alone: the coverage differs in many pixels for each pair."""
    covers = {shape: draw(Icon(shape, 6), size).getchannel("A") for shape in Shape}
    for one, other in itertools.combinations(Shape, 2):
        histogram = ImageChops.difference(covers[one], covers[other]).histogram()
        assert sum(histogram[100:]) >= size * size * 0.04, (one, other)


def test_each_twelfth_fills_the_ring_further() -> None:
    covered = [sum(draw(Icon(Shape.FILLING, n), 22).getchannel("A").histogram()[200:]) for n in range(13)]
    assert covered == sorted(set(covered))


@pytest.mark.parametrize("size", SIZES)
def test_strokes_are_crisp(size: int) -> None:
    """Where the ring crosses the middle lines, its outer edge lies on a whole pixel."""
    alpha = draw(Icon(Shape.FILLING, 12), size).getchannel("A")
    middle = size // 2
    row = [alpha.getpixel((x, middle)) for x in range(size)]
    blurred = [value for value in row if isinstance(value, int) and 40 < value < 215]
    assert len(blurred) <= 4


def test_what_panels_get_is_what_is_drawn() -> None:
    """`make icons` renews them. A difference in rounding is none that anybody sees."""
    drawn = {file(icon): icon for icon in icons()}
    assert set(file(Icon(Shape.DUE)).parent.iterdir()) == set(drawn)
    for kept, icon in drawn.items():
        now, then = (zlib.decompress(data) for data in (packed(icon), kept.read_bytes()))
        assert len(now) == len(then)
        assert max(abs(a - b) for a, b in zip(now, then, strict=True)) <= 2, kept.name


@pytest.mark.parametrize("panel", Panel)
def test_pixmaps_are_argb_in_every_size(panel: Panel) -> None:
    for width, height, pixels in pixmaps(Icon(Shape.ASKED, panel=panel)):
        picture = draw(Icon(Shape.ASKED, panel=panel), width)
        alpha, red, green, blue = (pixels[offset::4] for offset in range(4))
        assert (width, height, [red, green, blue, alpha]) == (*picture.size, [c.tobytes() for c in picture.split()])
    assert [width for width, _height, _pixels in pixmaps(Icon(Shape.DUE))] == list(SIZES)


def test_no_pixel_has_both_inks() -> None:
    for icon, size in itertools.product(icons(), SIZES):
        assert not any(ink and call for ink, call in zip(*planes(icon, size), strict=True)), (icon, size)
