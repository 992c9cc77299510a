"""What lies on the floor, and what there is around who walks or sways."""

from __future__ import annotations

from typing import Final

from deskbreak.figure.furniture import DESK, table
from deskbreak.figure.geometry import Point, circle, disc
from deskbreak.figure.props import Bar, Made, arrow, built, slab
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

PILLOW: Final = ((-17, -11), (17, -11), (17, 13), (-17, 13))
TREE: Final = ((-11, 54, 14, "leaf-dark"), (11, 56, 15, "leaf-dark"), (0, 68, 18, "leaf"), (-2, 54, 13, "leaf"))
"""The crown: where its parts are, how large, and their ink."""
OFFICE_SCREEN: Final = (
    Bar(-9, 0, -6.4, 8, "metal"),
    Bar(-22, 6, 6, 26, "screen", 1.5),
    Bar(-20, 8, 4, 24, "screen-light", 0.6),
)
OFFICE_CHAIR: Final = (
    Bar(14, 17, 17, 40, "metal"),
    Bar(2, 33, 30, 38, "seat", 2),
    Bar(25, 40, 30, 72, "seat", 2.4),
    Bar(4, 3, 27, 6, "metal", 1),
    Bar(14, 3, 17, 34, "metal", 1),
    Bar(2.8, 0, 7.2, 4.4, "screen", 2.2),
    Bar(23.8, 0, 28.2, 4.4, "screen", 2.2),
)


def mat(first: Skeleton) -> Made:
    """Under the whole person."""
    xs = [joint.x for joint in first.joints.values()]
    if first.view == "top":
        ys = [joint.y for joint in first.joints.values()]
        half = max((max(ys) - min(ys)) / 2 + 16, 70)
        bars = (Bar(-34, -half, 34, half, "mat-dark", 5), Bar(-33, 1.5 - half, 33, half, "mat", 5))
        return built(bars, Point(0, (min(ys) + max(ys)) / 2))
    left, right = min(xs) - 20, max(xs) + 24
    corners = [Point(left, -4.4), Point(right, -4.4), Point(right - 5, 3.2), Point(left + 5, 3.2)]
    return [slab(corners, "mat", 2), *built([Bar(left, -6, right, -3.8, "mat-dark", 1)], Point(0, 0))]


def pillow(first: Skeleton) -> Made:
    """Under the head, seen from above."""
    corners = [first.joints["head"].plus(Point(x, y)) for x, y in PILLOW]
    return [slab([Point(p.x, p.y - 0.8) for p in corners], "pillow-line", 7), slab(corners, "pillow", 7)]


def park(first: Skeleton) -> Made:
    """Trees, a path and the sun."""
    x = first.joints["pelvis"].x
    hill = [Point(x + at.x * 80, at.y * 16) for at in circle() if at.y >= -0.01]
    path = Bar(-78, -6, 78, 2.5, "path", 3)
    return [
        Shape(disc(Point(x + 58, 142), 11), "sun"),
        Shape(hill, "grass"),
        *_tree(x - 52, 1.35),
        *_tree(x + 50, 0.95),
        *built([path], Point(x, 0)),
    ]


def _tree(x: float, size: float) -> Made:
    trunk = Bar(-2.2 * size, None, 2.2 * size, 46 * size, "wood-dark")
    crown = [Shape(disc(Point(x + aside * size, up * size), wide * size), ink) for aside, up, wide, ink in TREE]
    return [*built([trunk], Point(x, 0)), *crown]


def office(first: Skeleton) -> Made:
    """The desk and the chair that are left behind."""
    x = first.joints["pelvis"].x - 66
    return [*table(x - 29, 42, DESK), *built(OFFICE_SCREEN, Point(x, DESK)), *built(OFFICE_CHAIR, Point(x, 0))]


def sway(first: Skeleton) -> Made:
    """Arrows on the ground, to both sides of the feet."""
    middle = (first.joints["foot_l"].x + first.joints["foot_r"].x) / 2
    return [*arrow(Point(middle - 42, 3), 270, 20), *arrow(Point(middle + 42, 3), 90, 20)]
