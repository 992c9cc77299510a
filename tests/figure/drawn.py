"""What the tests of the figure look at: the shipped movements on their stages, and poses of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from deskbreak import places
from deskbreak.core.details import Animation, Frame
from deskbreak.figure.geometry import Point
from deskbreak.figure.stage import Moment, Stage
from deskbreak.library.load import Content, library

STANDING: dict[str, float] = {
    "lumbar": 0, "thorax": 0, "head": 0, "pelvis": 0,
    "upper_arm_l": 190, "forearm_l": 185, "upper_arm_r": 170, "forearm_r": 175,
    "thigh_l": 183, "shin_l": 181, "foot_l": 250, "thigh_r": 177, "shin_r": 179, "foot_r": 110,
}  # fmt: skip
FROM_THE_SIDE = STANDING | {
    "upper_arm_l": 180, "forearm_l": 180, "upper_arm_r": 180, "forearm_r": 180,
    "thigh_l": 180, "shin_l": 180, "foot_l": 90, "thigh_r": 180, "shin_r": 180, "foot_r": 90,
}  # fmt: skip


@cache
def content() -> Content:
    return library(places.shipped("config"))


IDS = sorted(content().movements)


@cache
def stage(movement: str) -> Stage:
    return Stage(content().details(movement).animation, content().movements[movement].target)


@cache
def moments(movement: str) -> list[Moment]:
    """One cycle, in 24 moments."""
    return [stage(movement).moment(number / 24) for number in range(24)]


def animation(*poses: Mapping[str, float | str], view: str = "front", shown_side: str | None = "left") -> Animation:
    """An animation of these poses, four seconds long."""
    return Animation(view, 4, tuple(Frame("", "", pose) for pose in poses), (), shown_side)


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others."""
    x, y = end.x - start.x, end.y - start.y
    share = ((point.x - start.x) * x + (point.y - start.y) * y) / (x * x + y * y)
    return point.distance(Point(start.x + x * min(max(share, 0), 1), start.y + y * min(max(share, 0), 1)))


def inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether a point lies in a polygon."""
    within = False
    for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (a.y > point.y) != (b.y > point.y) and point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x):
            within = not within
    return within
