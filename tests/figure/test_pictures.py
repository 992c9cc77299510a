"""Stills, moving pictures and sheets."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageSequence, ImageStat

from deskbreak.figure.draw import Painter
from deskbreak.figure.inks import SURFACE
from deskbreak.figure.pictures import FRAME, SOLID, TITLE, moving, sheet, sticker, still
from tests.figure.drawn import IDS, stage

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"


def test_a_still_is_transparent_around() -> None:
    picture = still(stage("knee-rolls"), 64)
    assert picture.getpixel((0, 0)) == (*picture.getpixel((0, 0))[:3], 0)  # type: ignore[index]


@pytest.mark.parametrize("id", IDS)
def test_a_sticker_is_as_large_as_it_can_be_and_seen_on_the_dark(id: str) -> None:
    """Its edge is pale all around, wherever something dark would end in the dark."""
    picture = sticker(stage(id), "left")
    assert picture.width == picture.height
    solid = picture.getchannel("A").point([255 * (alpha > SOLID) for alpha in range(256)])
    left, top, right, bottom = solid.getbbox() or (0, 0, 0, 0)
    assert max(right - left, bottom - top) >= picture.width * 0.96
    rim = ImageChops.subtract(solid, solid.filter(ImageFilter.MinFilter(3)))
    on_black = Image.new("RGB", picture.size)
    on_black.paste(picture, (0, 0), picture)
    assert ImageStat.Stat(on_black.convert("L"), rim).mean[0] > 150


def test_a_sticker_of_the_other_side_is_turned_round() -> None:
    left, right = (sticker(stage("standing-ql-stretch"), side) for side in ("left", "right"))
    assert left.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes() == right.tobytes()


def test_one_cycle_of_a_moving_picture() -> None:
    frames = moving(stage("walk-break"), 64, "dark")
    assert len(frames) == round(stage("walk-break").cycle / FRAME)
    for frame in frames:
        corner = frame.convert("RGB").crop((0, 0, 1, 1)).tobytes()
        assert max(abs(one - other) for one, other in zip(corner, SURFACE["dark"], strict=True)) <= 3
    assert frames[0].tobytes() != frames[len(frames) // 2].tobytes()


@pytest.mark.parametrize(("name", "theme"), [("", "light"), ("-dark", "dark")])
def test_the_moving_picture_of_the_readme_shows_what_is_drawn_now(name: str, theme: str) -> None:
    """Where it does not: `make screenshots`."""
    one = stage("standing-ql-stretch")
    with Image.open(SCREENSHOTS / f"standing-ql-stretch{name}.gif") as kept:
        painter = Painter(one, kept.width, theme)
        for share in (0.0, 0.5):
            kept.seek(_frame_at(kept, share))
            wanted = Image.new("RGB", kept.size, SURFACE[theme])
            picture = painter.picture(share)
            wanted.paste(picture, (0, 0), picture)
            off = ImageStat.Stat(ImageChops.difference(wanted, kept.convert("RGB"))).mean
            assert max(off) < 2, (share, off)
    assert (SCREENSHOTS / f"standing-ql-stretch{name}.gif").stat().st_size < 400_000


def _frame_at(moving: Image.Image, share: float) -> int:
    """The frame that is shown after this share of all the time."""
    lasts = []
    for frame in ImageSequence.Iterator(moving):
        lasts.append(frame.info["duration"])
    until = accumulate(lasts)
    return next(number for number, end in enumerate(until) if end > share * sum(lasts))


def test_a_sheet_holds_all_of_them() -> None:
    picture = sheet([(id, stage(id)) for id in IDS], 32)
    assert picture.size == (32 * 3 * 4 + 1, (32 + TITLE) * 9 + 1)
