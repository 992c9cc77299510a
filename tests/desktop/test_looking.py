"""The picture helpers, on pictures drawn here."""

from __future__ import annotations

from PIL import Image, ImageDraw

from .looking import Box, changed, crop_up, lines, patches, standing_out

RED, BLUE = (200, 0, 0), (0, 0, 200)


def picture() -> Image.Image:
    """A blue square and, larger, a red ring open to one side."""
    image = Image.new("RGB", (60, 40), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 3, 6, 7), fill=BLUE)
    draw.rectangle((20, 10, 39, 29), fill=RED)
    draw.rectangle((24, 14, 39, 25), fill="white")
    return image


def test_alike_pictures_have_no_change() -> None:
    assert changed(picture(), picture()) is None


def test_change_is_boxed_in_the_coordinates_of_the_whole_picture() -> None:
    before, after = picture(), picture()
    after.putpixel((50, 30), BLUE)
    after.putpixel((55, 32), BLUE)
    assert changed(before, after) == Box(50, 30, 56, 33)
    assert changed(before, after, Box(40, 20, 55, 40)) == Box(50, 30, 51, 31)
    assert changed(before, after, Box(0, 0, 20, 20)) is None


def test_patch_has_box_centre_and_area() -> None:
    (patch,) = patches(picture(), BLUE)
    assert patch.box == Box(2, 3, 7, 8)
    assert patch.centre == (4, 5)
    assert patch.area == 25


def test_open_ring_is_one_patch() -> None:
    (patch,) = patches(picture(), RED)
    assert patch.box == Box(20, 10, 40, 30)
    assert patch.area == 20 * 20 - 16 * 12


def test_largest_patch_comes_first_and_tolerance_counts() -> None:
    image = picture()
    image.putpixel((50, 35), (190, 5, 0))
    assert [patch.area for patch in patches(image, "#c80000")] == [208]
    assert [patch.area for patch in patches(image, "#c80000", 10)] == [208, 1]


def test_touching_by_a_corner_only_is_apart() -> None:
    image = Image.new("RGB", (4, 4), "white")
    image.putpixel((1, 1), RED)
    image.putpixel((2, 2), RED)
    assert len(patches(image, RED)) == 2


def test_what_stands_out_of_its_background_is_found_whatever_its_colour() -> None:
    image = picture()
    image.paste((250, 250, 250), (0, 30, 60, 40))
    found = standing_out(image, Box(1, 1, 59, 28), tolerance=6)
    assert [patch.box for patch in found] == [Box(20, 10, 40, 28), Box(2, 3, 7, 8)]


def test_lines_of_a_menu_are_found_without_its_frame_and_separators() -> None:
    image = Image.new("RGB", (80, 60), "black")
    draw = ImageDraw.Draw(image)
    draw.rectangle((10, 10, 69, 49), fill="white", outline="gray")
    draw.text((30, 14), "iota", fill="black")
    draw.rectangle((16, 14, 25, 23), fill=BLUE)
    draw.line((12, 29, 67, 29), fill="gray")
    draw.text((30, 34), "gap", fill="black")
    first, second = lines(image, Box(10, 10, 70, 50))
    assert first.holds(Box(16, 14, 40, 24))
    assert first.bottom < 29 < second.top
    assert second.left >= 30


def test_magnified_part_keeps_its_pixels_sharp() -> None:
    large = crop_up(picture(), Box(2, 3, 8, 8), 4)
    assert large.size == (24, 20)
    assert sorted(large.getcolors() or []) == [(80, (255, 255, 255)), (400, BLUE)]
