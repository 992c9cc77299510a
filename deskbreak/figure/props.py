"""What props are built of: bars with round corners, told by their edges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from deskbreak.figure.geometry import Point, rounded, towards
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton

Made = list[Shape]
Make = Callable[[Skeleton], Made]
"""Makes a prop that fits the person: what stands still goes by the first pose, what is held by the present one."""


class Bar(NamedTuple):
    """A part of a prop, told from the prop's own middle; without a bottom it reaches to the ground."""

    left: float
    bottom: float | None
    right: float
    top: float
    ink: str
    round: float = 1.2


def built(bars: Sequence[Bar], at: Point) -> Made:
    """These bars, their middle at this place."""
    return [
        slab(
            [
                Point(at.x + bar.left, 0 if bar.bottom is None else at.y + bar.bottom),
                Point(at.x + bar.right, 0 if bar.bottom is None else at.y + bar.bottom),
                Point(at.x + bar.right, at.y + bar.top),
                Point(at.x + bar.left, at.y + bar.top),
            ],
            bar.ink,
            bar.round,
        )
        for bar in bars
    ]


def arrow(tip: Point, angle: float, length: float, size: float = 4.5) -> Made:
    """An arrow that points into this direction, and ends at its tip."""
    ahead, aside = towards(angle), towards(angle + 90)
    neck, end = tip.plus(ahead, -size * 1.2), tip.plus(ahead, -length)
    shaft = [neck.plus(aside, -1.1), neck.plus(aside, 1.1), end.plus(aside, 1.1), end.plus(aside, -1.1)]
    return [slab(shaft, "arrow", 1), Shape([tip, neck.plus(aside, size), neck.plus(aside, -size)], "arrow")]


def slab(corners: Sequence[Point], ink: str, radius: float) -> Shape:
    """Any polygon with round corners."""
    return Shape(rounded(corners, radius), ink)
