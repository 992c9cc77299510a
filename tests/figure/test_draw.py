"""The pictures: every movement at small and large sizes, left and right, light and dark."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, ImageStat

from deskbreak.figure.draw import Painter, flipped
from deskbreak.figure.inks import BASE, inks
from deskbreak.figure.stage import Stage
from deskbreak.library.vocabulary import LIMBS, MEASURES, WORDS
from tests.figure.drawn import IDS, STANDING, animation, stage

ANY_POSE = {
    name: st.floats(low, high) for name, (low, high) in {**dict.fromkeys(sorted(LIMBS), (0, 360)), **MEASURES}.items()
}


def mean(picture: Image.Image) -> list[float]:
    return list(ImageStat.Stat(picture).mean)


@pytest.mark.parametrize("size", [64, 480])
@pytest.mark.parametrize("id", IDS)
def test_every_movement_is_drawn_and_nothing_is_cut_off(id: str, size: int) -> None:
    painter = Painter(stage(id), size)
    for t in (0, 0.25, 0.5):
        picture = painter.picture(t)
        assert (picture.mode, picture.size) == ("RGBA", (size, size))
        left, top, right, bottom = picture.getchannel("A").point(lambda a: 255 * (a > 100)).getbbox() or (0, 0, 0, 0)
        assert 0 < left < right < size
        assert 0 < top < bottom < size
        assert (right - left) * (bottom - top) > size * size / 16


@pytest.mark.parametrize("id", IDS)
def test_the_other_side_is_the_mirror_image(id: str) -> None:
    painter = Painter(stage(id), 96)
    left, right = painter.picture(0.4, "left"), painter.picture(0.4, "right")
    if stage(id).shown_side:
        assert left.tobytes() == ImageOps.mirror(right).tobytes()
        assert left.tobytes() != right.tobytes()
    else:
        assert left.tobytes() == right.tobytes()


def test_the_glow_is_warm_and_changes_sides_with_the_movement() -> None:
    standing = animation(dict(STANDING), dict(STANDING))
    glowing, plain = Painter(Stage(standing, ["quadratus lumborum"]), 240), Painter(Stage(standing), 240)
    for side in ("left", "right"):
        warm, cold = glowing.picture(0, side).convert("RGB"), plain.picture(0, side).convert("RGB")
        left, _top, right, _bottom = ImageChops.difference(warm, cold).getbbox() or (0, 0, 0, 0)
        assert (right <= 120) if side == "left" else (left >= 120)
        gained = [after - before for after, before in zip(mean(warm), mean(cold), strict=True)]
        assert gained[0] > 0 > gained[2], "more red, less blue"


def test_from_the_side_the_side_that_works_is_the_near_one() -> None:
    """Who looks to the left shows the left side. From the front it is as in a mirror."""
    side, front = stage("standing-hip-flexor-stretch"), stage("standing-ql-stretch")
    assert [flipped(side, one) for one in ("left", None, "right")] == [True, True, False]
    assert [flipped(front, one) for one in ("left", None, "right")] == [False, False, True]
    assert not flipped(stage("cat-cow"), "right")


def test_it_moves() -> None:
    painter = Painter(stage("standing-ql-stretch"), 64)
    assert painter.picture(0).tobytes() != painter.picture(0.5).tobytes()
    assert painter.picture(0.2).tobytes() == painter.picture(1.2).tobytes()


def test_a_colour_for_each_theme() -> None:
    light, dark = (Painter(stage("cat-cow"), 64, theme).picture(0) for theme in ("light", "dark"))
    assert light.tobytes() != dark.tobytes()
    assert (
        inks("light").keys()
        == inks("dark").keys()
        == {name + end for name in BASE for end in ("", "-line", "-far", "-line-far")}
    )


def test_edges_are_soft() -> None:
    alphas = set(Painter(stage("standing-back-extension"), 128).picture(0).getchannel("A").tobytes())
    assert len(alphas) > 60


def test_every_size_is_a_size() -> None:
    for size in (16, 33, 150, 700, 901):
        assert Painter(stage("open-book"), size).picture(0.3).size == (size, size)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.fixed_dictionaries(ANY_POSE), min_size=2, max_size=3),
    st.sampled_from(["front", "side", "top"]),
    st.sets(st.sampled_from(sorted(WORDS["animation.props"]))),
    st.sampled_from(["there-and-back", "round"]),
)
def test_whatever_the_library_lets_in_can_be_drawn(
    poses: list[dict[str, float]], view: str, props: set[str], order: str
) -> None:
    any_of_it = replace(animation(*poses, view=view), props=tuple(props), order=order)
    painter = Painter(Stage(any_of_it, ["gluteus medius"]), 48)
    for t in (0, 0.2, 0.7):
        assert painter.picture(t).getchannel("A").getextrema()[1] == 255
