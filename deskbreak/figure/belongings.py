"""What goes with the person: a ball, a bag, arrows."""

from __future__ import annotations

from typing import Final

from deskbreak.figure import body
from deskbreak.figure.geometry import Point, disc, towards
from deskbreak.figure.props import Bar, Made, Make, arrow, built
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

BALL: Final = 4.6
"""Radius."""
BAG: Final = (
    Bar(-7, -9, 7, 2.5, "bag-dark", 2.5),
    Bar(-4.8, -9, 4.8, 0.2, "bag-line", 1.5),
    Bar(-14, -31, 14, -5, "bag", 3.5),
    Bar(-14, -14, 14, -12.6, "bag-dark", 0.4),
    Bar(-10.5, -31, -8.1, -5, "bag-dark", 0.4),
    Bar(8.1, -31, 10.5, -5, "bag-dark", 0.4),
    Bar(-2.2, -16, 2.2, -10.6, "sun", 0.8),
)
GRIP: Final = -4.5
"""From the wrist to what a hanging hand holds."""


def ball(height: float, deep: float) -> Make:
    """A ball at this height above the hips, its middle so deep behind the spine, or to its left."""

    def make(now: Skeleton) -> Made:
        middle, angle = now.spine.at(height)
        at = now.joints["pelvis"].plus(middle).plus(towards(angle - 90), deep)
        return [
            Shape(disc(at, BALL), "ball-line"),
            Shape(disc(at, BALL - 0.7), "ball"),
            Shape(disc(Point(at.x - 1.4, at.y + 1.6), BALL * 0.4), "ball-light"),
        ]

    return make


def behind(height: float, pressed: float) -> Make:
    """A ball at the back, from the side, pressed so deep into it."""
    row = min(body.TRUNK, key=lambda row: abs(row.height - height))
    return ball(height, row.back + BALL - pressed)


def bag(now: Skeleton) -> Made:
    """In the right hand."""
    return built(BAG, now.joints["hand_r"].plus(Point(0, GRIP)))


def breath(now: Skeleton) -> Made:
    """Arrows beside the elbows; they go out with the ribs."""
    out = 47 + (now.pose["ribs"] - 1) * 40
    at = now.joints["spine_mid"].plus(Point(0, 3))
    return [*arrow(Point(at.x - out, at.y), 270, 13), *arrow(Point(at.x + out, at.y), 90, 13)]


def hike(now: Skeleton) -> Made:
    """An arrow beside the left hip; it goes up with it."""
    hip = now.joints["hip_l"]
    return arrow(Point(hip.x - 16, hip.y + 2 * (hip.y - now.joints["pelvis"].y)), 0, 22)
