"""The trunk from all around."""

from __future__ import annotations

import pytest

from deskbreak.figure import body
from deskbreak.figure.geometry import Point, box
from deskbreak.figure.pose import whole
from deskbreak.figure.skeleton import skeleton
from deskbreak.figure.trunk import shirt as painted
from deskbreak.figure.trunk import surface
from tests.figure.drawn import STANDING


def shirt(**said: float) -> list[Point]:
    shapes = painted(skeleton(whole(STANDING | said, "front"), "front"))
    return list(next(shape.points for shape in shapes if shape.ink == "shirt"))


def test_it_is_as_wide_as_the_table_of_the_body_says() -> None:
    front, side = box(shirt()), box(shirt(turn=90, hip_turn=90))
    assert front.width == pytest.approx(2 * max(row.side for row in body.TRUNK), abs=0.1)
    assert side.right == pytest.approx(max(row.front for row in body.TRUNK), abs=0.1)
    assert side.left == pytest.approx(-max(row.back for row in body.TRUNK if row.height > body.HEM), abs=0.7)


@pytest.mark.parametrize(("one", "other"), [(305, -55), (335, -25), (180, -180)])
def test_a_turn_is_the_same_however_it_is_counted(one: float, other: float) -> None:
    for a, b in zip(shirt(turn=one), shirt(turn=other), strict=True):
        assert a == pytest.approx(b)


def test_turned_to_the_left_is_the_mirror_image_of_turned_to_the_right() -> None:
    left, right = box(shirt(turn=50)), box(shirt(turn=310))
    assert (left.left, left.right) == pytest.approx((-right.right, -right.left))


def test_what_lies_at_the_back_is_at_the_back() -> None:
    from_the_side = skeleton(whole(STANDING | {"turn": 90, "hip_turn": 90}, "front"), "front")
    assert surface(from_the_side, 10, 0, -0.6).x < 0 < surface(from_the_side, 10, 0, 0.6).x
    from_the_front = skeleton(whole(STANDING, "front"), "front")
    assert surface(from_the_front, 10, -0.6, -0.6).x < 0 < surface(from_the_front, 10, 0.6, -0.6).x
