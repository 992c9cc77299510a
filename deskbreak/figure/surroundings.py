"""What lies on the floor, and what there is around who walks or sways."""

from __future__ import annotations

from typing import Final

from deskbreak.figure.geometry import Point, circle, disc
from deskbreak.figure.passing import VIEW
from deskbreak.figure.props import Bar, Made, arrow, built, slab
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

WIDE: Final = 62.0
"""Half of how wide a mat is."""
PILLOW: Final = ((-17, -11), (17, -11), (17, 13), (-17, 13))
ROOM: Final = (
    Bar(-VIEW, 0, VIEW, 154, "door", 6),
    Bar(-VIEW, -6, VIEW, 18, "path", 3),
)
SKY: Final = (
    Bar(-VIEW, 0, VIEW, 154, "sky", 6),
    Bar(-VIEW, -6, VIEW, 2.5, "path", 3),
)


def mat(first: Skeleton) -> Made:
    """Under the whole person; from above in the middle, so that a shift of the person is one on the mat."""
    if first.view == "top":
        ys = [joint.y for joint in first.joints.values()]
        half = max((max(ys) - min(ys)) / 2 + 16, 70)
        bars = (Bar(-WIDE, -half, WIDE, half, "mat-dark", 5), Bar(1 - WIDE, 1.5 - half, WIDE - 1, half, "mat", 5))
        return built(bars, Point(0, (min(ys) + max(ys)) / 2))
    xs = [joint.x for joint in first.joints.values()]
    left, right = min(xs) - 20, max(xs) + 32
    deep = 3.2 if first.view == "side" else 16
    corners = [Point(left, -4.4), Point(right, -4.4), Point(right - 5, deep), Point(left + 5, deep)]
    return [slab(corners, "mat", 2), *built([Bar(left, -6, right, -3.8, "mat-dark", 1)], Point(0, 0))]


def pillow(first: Skeleton) -> Made:
    """Under the head, seen from above."""
    corners = [first.joints["head"].plus(Point(x, y)) for x, y in PILLOW]
    return [slab([Point(p.x, p.y - 0.8) for p in corners], "pillow-line", 7), slab(corners, "pillow", 7)]


def park(first: Skeleton) -> Made:
    """The sky with its sun, a meadow and the path; the trees go by."""
    x = first.joints["pelvis"].x
    sky, path = built(SKY, Point(x, 0))
    meadow = [Point(x + at.x * VIEW, at.y * 18) for at in circle() if at.y >= -0.01]
    return [sky, Shape(disc(Point(x + 58, 134), 10), "sun"), Shape(meadow, "grass"), path]


def office(first: Skeleton) -> Made:
    """The wall and the floor; the desks go by."""
    return built(ROOM, Point(first.joints["pelvis"].x, 0))


def sway(first: Skeleton) -> Made:
    """Arrows on the ground, to both sides of the feet."""
    middle = (first.joints["foot_l"].x + first.joints["foot_r"].x) / 2
    return [*arrow(Point(middle - 46, 3), 270, 20), *arrow(Point(middle + 46, 3), 90, 20)]
