"""The trunk: trousers up to the hem, the shirt, the neck."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians, sin, tan
from typing import Final

from deskbreak.figure import body
from deskbreak.figure.geometry import Point, blend, disc, nearest_turn, through, towards
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

COLLAR: Final = 46.2
"""How high up the trunk the shirt ends."""
HEM: Final = ((0.6, 0.9), (0.2, 1.4), (-0.2, 1.4), (-0.6, 0.9))
"""How far its line hangs down, by shares of its half width."""
WAISTBAND: Final = 12.0
"""How high the trousers are painted, under the shirt."""
LOWER_RIBS: Final = 26.0
"""Their height."""
NECK: Final = 4.3
"""Half width."""
FRONT: Final = 5.5
"""How far before the middle of the neck the collar is open."""


def trousers(skeleton: Skeleton) -> list[Shape]:
    """Their upper end, without legs."""
    heights = [height for height in _HEIGHTS if height < WAISTBAND]
    return [Shape(_outline(_edge(skeleton, heights, heights)), "trousers")]


def shirt(skeleton: Skeleton) -> list[Shape]:
    """Down to the hem, without sleeves."""
    left, right = ([hem] + [height for height in _HEIGHTS if height > hem] for hem in _hem(skeleton))
    edge = _edge(skeleton, left, right) + _hem_round(skeleton, right[0], left[0])
    return [Shape(_outline(edge, body.LINE), "shirt-line"), Shape(_outline(edge), "shirt")]


def _hem(skeleton: Skeleton) -> tuple[float, float]:
    """How high the shirt ends, to the left and to the right: in profile, it rises in front with the thigh."""
    profile = sin(radians(skeleton.pose["hip_turn"]))
    thigh = nearest_turn(skeleton.bones["knee_l"].angle, skeleton.spine.hips + 180)
    tilt = min(max((skeleton.spine.hips + 180 - thigh) * profile / 2, 0), 65) * abs(profile)
    front = body.HEM + min(tan(radians(tilt)) * 9, body.HEM_MOST)
    back = body.HEM - min(tan(radians(tilt)) * 5, 2.5)
    return (back, front) if profile >= 0 else (front, back)


def neck(skeleton: Skeleton) -> list[Shape]:
    """The neck, down to the collar: deep in front, high at the back."""
    collar, angle = skeleton.spine.at(COLLAR)
    up, across = towards(angle), towards(angle + 90)
    head, aside = skeleton.joints["head"], towards(skeleton.pose["head"] + 90)
    turn = radians(skeleton.pose["turn"])
    facing = max(0.0, cos(turn))
    bottom = collar.plus(up, -blend(0.4, 3.2, facing)).plus(across, FRONT * sin(turn) * facing)
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


def _hem_round(skeleton: Skeleton, right: float, left: float) -> list[tuple[Point, Point, float]]:
    """The hem from right to left: it goes round the body, and the eye is above it."""
    if left != right:
        return []
    low, angle = skeleton.spine.at(left)
    half = _row(left).side * abs(cos(radians(skeleton.pose["hip_turn"])))
    return [(low.plus(towards(angle + 90), half * x), towards(angle + 180), y) for x, y in HEM]


def _edge(skeleton: Skeleton, left: Sequence[float], right: Sequence[float]) -> list[tuple[Point, Point, float]]:
    """From the lowest height on the left up, and on the right down again: the middle, and which way and how far out."""
    across = {height: _across(skeleton, height) for height in {*left, *right}}
    up = [(middle, towards(angle - 90), wide) for middle, angle, (wide, _) in (across[height] for height in left)]
    down = [(middle, towards(angle + 90), wide) for middle, angle, (_, wide) in (across[height] for height in right)]
    return up + down[::-1]


def _across(skeleton: Skeleton, height: float) -> tuple[Point, float, tuple[float, float]]:
    """The middle at this height, the direction there, and how far the trunk goes to the left and to the right."""
    middle, angle = skeleton.spine.at(height)
    row = _row(height)
    side = row.side * _breath(skeleton, height)
    return middle, angle, _turned(_turn(skeleton, height), side, row.front, row.back)


def _outline(edge: Sequence[tuple[Point, Point, float]], grown: float = 0) -> list[Point]:
    return [middle.plus(out, wide + grown) for middle, out, wide in edge]


def _breath(skeleton: Skeleton, height: float) -> float:
    """How much wider the ribs are here than usual; their lower ones move most."""
    return 1 + (skeleton.pose["ribs"] - 1) * max(0.0, 1 - ((height - LOWER_RIBS) / 15) ** 2)


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


@lru_cache(maxsize=256)
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
_HEIGHTS: Final = tuple(row.height for row in _ROWS)
