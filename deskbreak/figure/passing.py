"""What goes by behind who walks: trees and stones, desks and chairs."""

from __future__ import annotations

from functools import cache
from typing import Final

from deskbreak.figure.furniture import DESK, table
from deskbreak.figure.geometry import ORIGIN, Point, disc, shifted
from deskbreak.figure.props import Bar, Made, built
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

VIEW: Final = 82.0
"""How far to either side of the person things are seen."""
WAY: Final = 110.0
"""How far two steps go; the ground passes so far in one cycle, and what stands on it."""
TREE: Final = (
    (-16.0, 92.0, 21.0, "leaf-dark"),
    (17.0, 95.0, 22.0, "leaf-dark"),
    (1.0, 113.0, 26.0, "leaf"),
    (-4.0, 90.0, 19.0, "leaf"),
)
"""The crown: where its parts are, how large, and their ink."""
SCREEN: Final = (
    Bar(-10.4, 0, -4.4, 1.6, "metal"),
    Bar(-9, 0, -6.4, 8, "metal"),
    Bar(-22, 6, 6, 26, "screen", 1.5),
    Bar(-20, 8, 4, 24, "screen-light", 0.6),
)
CHAIR: Final = (
    Bar(24, 33, 29, 78, "wall-dark", 2.4),
    Bar(-6, 34, 29, 40, "wall-dark", 2.5),
    Bar(10, 5, 13.4, 35, "wall", 1),
    Bar(-3, 3, 26, 6, "wall", 1),
    Bar(-4.4, 0, 0.4, 4.4, "wall-dark", 2.2),
    Bar(22.6, 0, 27.4, 4.4, "wall-dark", 2.2),
)
"""Pale, because it goes by behind legs."""
BACK: Final = 12.0
"""How much higher the desks stand than the person: the floor is seen a little from above."""


def park(now: Skeleton) -> Made:
    """Trees and, on the path, stones."""
    return _by(now, _tree(), 1, 20) + _by(now, _stone(), 3)


def office(now: Skeleton) -> Made:
    """Desks with their chairs, and the joints of the floor."""
    return _by(now, _place(), 1) + _by(now, _stone(), 3)


def _by(now: Skeleton, thing: Made, times: int, first: float = 0) -> Made:
    """So many of it on the way of one cycle, as they stand now; of each, what can be seen."""
    apart = WAY / times
    start = first - now.pose["passed"] / 360 * WAY
    return [
        seen
        for number in range(-4 * times, 4 * times + 1)
        if abs(x := start + number * apart) < VIEW + 50
        for shape in thing
        if (seen := _seen(shape, x))
    ]


def _seen(shape: Shape, x: float) -> Shape | None:
    """What of a convex shape is in view when it has come so far."""
    points = [Point(min(max(point.x + x, -VIEW), VIEW), point.y) for point in shape.points]
    if all(point.x == -VIEW for point in points) or all(point.x == VIEW for point in points):
        return None
    return Shape(points, shape.ink)


@cache
def _tree() -> Made:
    trunk = built([Bar(-3.4, 4, 3.4, 78, "wood-dark")], ORIGIN)
    return trunk + [Shape(disc(Point(aside, up), wide), ink) for aside, up, wide, ink in TREE]


@cache
def _stone() -> Made:
    return built([Bar(-4, -4.6, 4, -3.2, "path-line", 0.7)], ORIGIN)


@cache
def _place() -> Made:
    stands = [*built(CHAIR, Point(12, 0)), *table(-32, 46, DESK), *built(SCREEN, Point(-4, DESK))]
    return [Shape(shifted(shape.points, Point(0, BACK)), shape.ink) for shape in stands]
