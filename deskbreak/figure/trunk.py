"""The trunk: trousers up to the hem, the shirt, the neck."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import Final

from deskbreak.figure import body
from deskbreak.figure.geometry import Point, blend, disc, nearest_turn, through, towards
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

COLLAR: Final = 46.2
"""How high up the trunk the shirt ends."""
NECK: Final = 4.3
"""Half width."""


def trunk(skeleton: Skeleton) -> list[Shape]:
    """Trousers and shirt, without limbs."""
    heights = [row.height for row in _ROWS]
    below = [height for height in heights if height < body.HEM] + [body.HEM + 1.5]
    above = [body.HEM] + [height for height in heights if height > body.HEM]
    return [
        Shape(_outline(skeleton, above, body.LINE), "shirt-line"),
        Shape(_outline(skeleton, below), "trousers"),
        Shape(_outline(skeleton, above), "shirt"),
    ]


def neck(skeleton: Skeleton) -> list[Shape]:
    """The neck, down to the collar: deep in front, high at the back."""
    collar, angle = skeleton.spine.at(COLLAR)
    up, across = towards(angle), towards(angle + 90)
    head, aside = skeleton.joints["head"], towards(skeleton.pose["head"] + 90)
    facing = cos(radians(skeleton.pose["turn"]))
    bottom = collar.plus(up, -blend(0.4, 3.2, max(0.0, facing)))
    points = [
        collar.plus(across, -NECK).plus(up, 0.8),
        bottom.plus(across, -NECK * 0.55),
        bottom.plus(across, NECK * 0.55),
        collar.plus(across, NECK).plus(up, 0.8),
        head.plus(aside, NECK * 0.84),
        head.plus(aside, -NECK * 0.84),
    ]
    shapes = [Shape(points, "neck")]
    return [*shapes, Shape(disc(bottom.plus(up), 2.8), "neck")] if facing > 0.3 else shapes


def surface(skeleton: Skeleton, height: float, sideways: float, forwards: float) -> Point:
    """A place in the trunk: how high, and shares of the half widths, to the left (-1) or right, back (-1) or front."""
    middle, angle = skeleton.spine.at(height)
    turn = _turn(skeleton, height)
    row = _row(height)
    deep = row.front if forwards > 0 else row.back
    depth = forwards * deep * sin(radians(turn))
    return middle.plus(towards(angle + 90), sideways * row.side * abs(cos(radians(turn))) + depth)


def _outline(skeleton: Skeleton, heights: list[float], grown: float = 0) -> list[Point]:
    left, right = [], []
    for height in heights:
        middle, angle = skeleton.spine.at(height)
        row = _row(height)
        to_left, to_right = _turned(_turn(skeleton, height), row.side, row.front, row.back)
        across = towards(angle + 90)
        left.append(middle.plus(across, -to_left - grown))
        right.append(middle.plus(across, to_right + grown))
    return left + right[::-1]


def _turned(turn: float, side: float, front: float, back: float) -> tuple[float, float]:
    """How far the trunk goes to the left and to the right of its middle, turned so many degrees from the viewer."""
    across, deep = side * cos(radians(turn)), sin(radians(turn))
    left, right = (back, front) if deep > 0 else (front, back)
    return hypot(across, left * deep), hypot(across, right * deep)


def _turn(skeleton: Skeleton, height: float) -> float:
    """Which way the trunk looks at this height: the hips as they are, the chest as it is, the waist between them."""
    share = min(max((height - 4) / 30, 0), 1)
    hips = skeleton.pose["hip_turn"]
    return blend(hips, nearest_turn(skeleton.pose["turn"], hips), share)


def _row(height: float) -> body.Row:
    """The widths at any height."""
    rows = _ROWS
    if height <= rows[0].height:
        return rows[0]
    for low, high in pairwise(rows):
        if height <= high.height:
            share = (height - low.height) / (high.height - low.height)
            return body.Row(*(blend(a, b, share) for a, b in zip(low, high, strict=True)))
    return rows[-1]


def _smooth(rows: tuple[body.Row, ...], parts: int = 3) -> tuple[body.Row, ...]:
    """The same widths with others between them, without corners."""
    found = []
    for number in range(len(rows) - 1):
        around = (rows[max(number - 1, 0)], rows[number], rows[number + 1], rows[min(number + 2, len(rows) - 1)])
        for part in range(parts):
            found.append(body.Row(*(through(values, part / parts) for values in zip(*around, strict=True))))
    return (*found, rows[-1])


_ROWS: Final = _smooth(body.TRUNK)
