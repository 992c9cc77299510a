"""Chairs, desks, walls and doors."""

from __future__ import annotations

from typing import Final

from deskbreak.figure import body
from deskbreak.figure.geometry import Point
from deskbreak.figure.props import Bar, Made, Make, built, slab
from deskbreak.figure.skeleton import Skeleton

DESK: Final = 62.0
"""How high a desk is."""
STANDING_DESK: Final = 66.0
ROOM: Final = 158.0
"""How high a wall or a door is drawn."""
SEAT: Final = 8.4
"""From the joints of the hips down to the seat."""
PALM: Final = 2.2
"""From the middle of a flat hand down."""
CLEAR: Final = 5.0
"""How much further in front than usual somebody sits who rounds their back."""
LEANS: Final = 3.5
"""How much further behind who leans on the backrest."""
EMPTY_SEAT: Final = 36.0
"""How high the seat of a chair is that nobody sits on."""

CHAIR_SIDE: Final = (
    Bar(-13, None, -10.4, -2, "metal-far"),
    Bar(15, None, 17.6, -2, "metal-far"),
    Bar(-17.5, -4, -14, 10, "metal"),
    Bar(-17, None, -14.2, -2, "metal"),
    Bar(19, None, 21.8, -2, "metal"),
    Bar(-17, -5.5, 23, 0, "seat", 2.5),
)
CHAIR_BEHIND: Final = (
    Bar(-16.6, None, -14.4, -10, "metal-far"),
    Bar(14.4, None, 16.6, -10, "metal-far"),
    Bar(-16.4, 0, -13.6, 16, "metal"),
    Bar(13.6, 0, 16.4, 16, "metal"),
    Bar(-20, 12, 20, 36, "seat-dark", 5),
)
CHAIR_SEAT: Final = ((-20, 1), (20, 1), (24, -10), (-24, -10))
CHAIR_FRONT: Final = (
    Bar(-24, -14, 24, -9, "seat-dark", 2),
    Bar(-23, None, -20.2, -13, "metal"),
    Bar(20.2, None, 23, -13, "metal"),
)
SCREEN_SIDE: Final = (
    Bar(-1.4, 0, 1.4, 10, "metal"),
    Bar(-7, 0, 7, 1.6, "metal"),
    Bar(-1.4, 6, 1.4, 35, "screen", 1),
    Bar(-2.8, 7, -1.0, 34, "screen-light", 0.6),
    Bar(-21, 0, -8, 1.5, "metal-line", 0.6),
)


def chair(first: Skeleton) -> Made:
    """The chair that somebody sits on, its backrest clear of their back."""
    seat = first.joints["pelvis"].plus(Point(0, -SEAT))
    return _chair_side(seat.plus(Point(-CLEAR, 0)), 48) if first.view == "side" else _chair_front(seat)


def chair_back(first: Skeleton) -> Made:
    """One whose backrest they lean on, and which ends at the shoulder blades; from the side."""
    return _chair_side(first.joints["pelvis"].plus(Point(LEANS, -SEAT)), 41)


def chair_aside(first: Skeleton) -> Made:
    """The chair that somebody got up from, beside them."""
    return _chair_front(Point(first.joints["pelvis"].x + 85, EMPTY_SEAT))


def _chair_side(seat: Point, back: float) -> Made:
    return built((*CHAIR_SIDE, Bar(-18.5, 6, -13.2, back, "seat", 2.5)), seat)


def _chair_front(seat: Point) -> Made:
    top = slab([seat.plus(Point(x, y)) for x, y in CHAIR_SEAT], "seat", 4)
    return [*built(CHAIR_BEHIND, seat), top, *built(CHAIR_FRONT, seat)]


def table(left: float, wide: float, high: float) -> Made:
    """A desk's top and legs, from its left edge."""
    bars = (
        Bar(5, None, 7.6, -3, "wood-dark"),
        Bar(wide - 7.6, None, wide - 5, -3, "wood-dark"),
        Bar(2.5, None, 5.6, -3, "wood"),
        Bar(wide - 5.6, None, wide - 2.5, -3, "wood"),
        Bar(0, -4, wide, 0, "wood", 1.6),
    )
    return built(bars, Point(left, high))


def desk(first: Skeleton) -> Made:
    """With a screen and keys on it, in front of who sits there."""
    near = first.joints["pelvis"].x + 34
    return [*table(near, 46, DESK), *built(SCREEN_SIDE, Point(near + 24, DESK))]


def desk_front(first: Skeleton) -> Made:
    """In front of who stands there, as far as the hands reach."""
    return table(first.joints["hand_l"].x - 3, 50, STANDING_DESK)


def desk_right(first: Skeleton) -> Made:
    """Under the right hand, which lies on it."""
    return table(first.joints["hand_r"].x - 5, 38, first.joints["hand_r"].y - PALM)


def wall_left(ball: float) -> Make:
    """At the back of who stands there with a ball so wide behind them, or where the forearm leans."""

    def make(first: Skeleton) -> Made:
        if first.view == "side":
            edge = first.joints["pelvis"].x - body.TRUNK[4].back - ball
        else:
            edge = first.joints["elbow_l"].x - 4.4
        bars = (
            Bar(-11, None, 0, ROOM, "wall", 0.5),
            Bar(-2, None, 0, ROOM, "wall-dark", 0.5),
            Bar(-11, None, 1, 8, "wall-dark", 0.5),
        )
        return built(bars, Point(edge, 0))

    return make


def doorframe(first: Skeleton) -> Made:
    """Around the person, its right post where the right hand is."""
    middle, right = first.joints["pelvis"].x, first.joints["hand_r"].x
    half = max(right - middle, 46)
    bars = (
        Bar(-half, None, right - middle, ROOM, "door", 0.5),
        Bar(-half - 7, None, -half, ROOM + 7, "wood", 0.8),
        Bar(right - middle, None, right - middle + 7, ROOM + 7, "wood", 0.8),
        Bar(-half - 7, ROOM, right - middle + 7, ROOM + 7, "wood", 0.8),
        Bar(-half - 2, None, -half, ROOM, "wood-dark", 0.3),
        Bar(right - middle, None, right - middle + 2, ROOM, "wood-dark", 0.3),
    )
    return built(bars, Point(middle, 0))
