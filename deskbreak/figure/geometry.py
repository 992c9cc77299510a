"""Points and directions as the poses have them: 0 degrees is up, 90 to the right of the screen; y grows upwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import cos, hypot, pi, radians, sin
from typing import NamedTuple


class Point(NamedTuple):
    """A place, or a way from one place to another."""

    x: float
    y: float

    def plus(self, way: Point, times: float = 1.0) -> Point:
        return Point(self.x + way.x * times, self.y + way.y * times)

    def distance(self, other: Point) -> float:
        return hypot(self.x - other.x, self.y - other.y)


class Box(NamedTuple):
    """What something covers, edge by edge."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


ORIGIN = Point(0, 0)


def towards(degrees: float) -> Point:
    """One unit in this direction."""
    angle = radians(degrees)
    return Point(sin(angle), cos(angle))


def beside(degrees: float) -> Point:
    """One unit to the left of who goes in this direction; of a limb that hangs down, it is the right of the screen."""
    return towards(degrees - 90)


def blend(a: float, b: float, share: float) -> float:
    """From `a` (share 0) to `b` (share 1)."""
    return a + (b - a) * share


def nearest_turn(angle: float, to: float) -> float:
    """The same direction, in degrees that are at most half a turn from `to`."""
    return to + (angle - to + 180) % 360 - 180


def through(values: Sequence[float], share: float) -> float:
    """A smooth curve through four values, at a share of the way from the second to the third; never beyond these."""
    before, a, b, after = values
    step = b - a
    start, end = _slope(a - before, step), _slope(step, after - b)
    s2, s3 = share * share, share**3
    return a + start * (s3 - 2 * s2 + share) + step * (3 * s2 - 2 * s3) + end * (s3 - s2)


def _slope(before: float, after: float) -> float:
    """How fast it passes between two steps: not at all where it turns back. Fritsch and Butland (1984)."""
    return 2 * before * after / (before + after) if before * after > 0 else 0.0


@cache
def circle(corners: int = 28) -> tuple[Point, ...]:
    """The points of a circle of radius 1."""
    return tuple(Point(cos(2 * pi * n / corners), sin(2 * pi * n / corners)) for n in range(corners))


def ellipse(centre: Point, wide: float, high: float, angle: float = 0) -> list[Point]:
    """An ellipse by its half axes; at angle 0 it stands upright."""
    across, along = towards(angle + 90), towards(angle)
    return [centre.plus(across, point.x * wide).plus(along, point.y * high) for point in circle()]


def disc(centre: Point, radius: float) -> list[Point]:
    return [Point(centre.x + point.x * radius, centre.y + point.y * radius) for point in circle()]


def box(points: Iterable[Point]) -> Box:
    """The smallest box around these points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def shifted(points: Iterable[Point], way: Point) -> list[Point]:
    """The same points elsewhere."""
    x, y = way
    return [Point(point.x + x, point.y + y) for point in points]


def rounded(corners: Sequence[Point], radius: float, steps: int = 5) -> list[Point]:
    """A polygon with its corners rounded off."""
    smooth: list[Point] = []
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        start, end = _cut(corner, before, radius), _cut(corner, after, radius)
        for step in range(steps + 1):
            share = step / steps
            one = Point(blend(start.x, corner.x, share), blend(start.y, corner.y, share))
            two = Point(blend(corner.x, end.x, share), blend(corner.y, end.y, share))
            smooth.append(Point(blend(one.x, two.x, share), blend(one.y, two.y, share)))
    return smooth


def _cut(corner: Point, neighbour: Point, radius: float) -> Point:
    """Where the rounding begins on the edge to this neighbour."""
    length = corner.distance(neighbour)
    share = min(radius / length, 0.5) if length else 0
    return Point(blend(corner.x, neighbour.x, share), blend(corner.y, neighbour.y, share))
