"""The head: a ball of hair with a face on it, which may look any way."""

from __future__ import annotations

from math import cos, hypot, pi, radians, sin
from typing import Final, NamedTuple

from deskbreak.figure import body
from deskbreak.figure.geometry import Point, disc, ellipse, towards
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

FACE: Final = 73.0
"""How much of the ball the face takes, in degrees from its middle."""
FACE_DOWN: Final = 25.0
FOREHEAD: Final = 1.1
"""How far the line around it is from the middle of the ball."""
EYES: Final = (-21.0, 21.0)
MOUTH: Final = (-15.0, -7.5, 0.0, 7.5, 15.0)
EARS: Final = (-88.0, 88.0)


class Place(NamedTuple):
    """On the ball of the head: to the right of the picture, up, and out of it."""

    x: float
    y: float
    z: float


def head(skeleton: Skeleton) -> list[Shape]:
    """Head, hair and face."""
    return _Head(skeleton.joints["head"], skeleton.pose["head"], skeleton.pose["look"]).shapes()


class _Head:
    def __init__(self, centre: Point, angle: float, look: float) -> None:
        self._centre, self._up, self._across = centre, towards(angle), towards(angle + 90)
        self._angle, self._look = angle, look

    def shapes(self) -> list[Shape]:
        """From the back to the front."""
        r = body.HEAD
        jaw = self._put(self._on(0, -58, 0.50))
        nose = self._put(self._on(0, -15, 1.02))
        hair = self._put(self._on(180, 42, 0.13))
        looks_away = cos(radians(self._look)) < -0.3
        shapes = [
            Shape(disc(jaw, r * 0.66 + body.LINE), "skin-line"),
            Shape(disc(nose, r * 0.16 + body.LINE * 0.8), "skin-line"),
            Shape(disc(hair, r * 1.04 + body.LINE), "hair-line"),
            # At the forehead, the line is one of skin and not of hair.
            Shape(self._face(FOREHEAD), "skin-line"),
            Shape(disc(jaw, r * 0.66), "skin"),
            Shape(disc(nose, r * 0.16), "skin"),
            Shape(disc(hair, r * 1.04), "hair"),
            Shape(self._face(), "skin"),
        ]
        shapes = [shape for shape in shapes if shape.points]
        if not looks_away and abs(sin(radians(self._look))) > 0.5:
            shapes.append(Shape(disc(nose, r * 0.16), "skin"))
        shapes += self._ears()
        shapes += self._features()
        return shapes

    def _on(self, aside: float, up: float, out: float = 1.0) -> Place:
        """A place on the ball, by degrees from straight ahead."""
        turn, lift = radians(self._look + aside), radians(up)
        return Place(out * sin(turn) * cos(lift), out * sin(lift), out * cos(turn) * cos(lift))

    def _put(self, place: Place) -> Point:
        r = body.HEAD
        return self._centre.plus(self._across, place.x * r).plus(self._up, place.y * r)

    def _face(self, edge: float = 1.0) -> list[Point]:
        """The part of the face that can be seen; what is behind the edge of the ball is drawn in to the edge."""
        middle = self._on(0, -FACE_DOWN)
        if middle.z < -0.35:
            return []
        along, over = self._on(90, 0), self._on(0, 90 - FACE_DOWN)
        wide, deep = sin(radians(FACE)), cos(radians(FACE))
        points = []
        for number in range(32):
            turn = 2 * pi * number / 32
            a, b = cos(turn) * wide, sin(turn) * wide * 1.02
            x, y, z = (deep * m + a * s + b * o for m, s, o in zip(middle, along, over, strict=True))
            if z < 0:
                length = hypot(x, y) or 1
                x, y = x / length * edge, y / length * edge
            points.append(self._put(Place(x, y, z)))
        return points

    def _ears(self) -> list[Shape]:
        places = [place for place in (self._on(aside, -9, 0.97) for aside in EARS) if place.z > -0.25]
        return [
            Shape(ellipse(self._put(place), body.HEAD * size, body.HEAD * size * 1.35, self._angle), ink)
            for place in places
            for size, ink in ((0.23, "skin-line"), (0.17, "skin"))
        ]

    def _patch(self, aside: float, up: float, wide: float, high: float, ink: str) -> list[Shape]:
        """Something flat on the face, narrower the more it is turned away."""
        place, r = self._on(aside, up), body.HEAD
        if place.z < 0.12:
            return []
        return [Shape(ellipse(self._put(place), r * wide * min(1, 0.45 + place.z * 0.6), r * high, self._angle), ink)]

    def _features(self) -> list[Shape]:
        r, shapes = body.HEAD, []
        for aside in EYES:
            shapes += self._patch(aside, -7, 0.1, 0.125, "eye")
            shapes += self._patch(aside * 1.05, 11, 0.17, 0.05, "hair")
            shapes += self._patch(aside * 1.75, -27, 0.16, 0.12, "blush")
        mouth = [self._on(aside, -41 + abs(aside) * 0.28) for aside in MOUTH]
        visible = [place for place in mouth if place.z > 0.05]
        if len(visible) > 1:
            top = [self._put(place) for place in visible]
            shapes.append(Shape(top + [point.plus(self._up, -r * 0.07) for point in reversed(top)], "mouth"))
        return shapes
