from __future__ import annotations

import itertools

import pytest
from PIL import Image, ImageChops

from deskbreak.ports import Icon, Shape
from deskbreak.tray_icon import draw

SIZES = (16, 22, 24, 32, 48, 64)
LIGHT, DARK = (237, 237, 237), (43, 43, 43)


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


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
