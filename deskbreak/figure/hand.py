"""Hands: open or closed, flat or from the edge."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians
from typing import Final

from deskbreak.figure import body
from deskbreak.figure.body import LINE, Outline
from deskbreak.figure.geometry import blend, disc
from deskbreak.figure.shape import Shape, along
from deskbreak.figure.skeleton import LEFTWARDS, Skeleton

OPEN: Final[Outline] = (
    (-0.6, -2.3), (2.0, -2.9), (5.2, -3.1), (8.2, -3.0), (8.9, -2.4), (8.8, -1.7), (10.1, -1.6), (10.7, -1.0),
    (10.6, -0.3), (11.0, 0.1), (11.3, 0.7), (10.9, 1.3), (10.3, 1.5), (10.2, 2.2), (9.4, 2.8), (5.4, 2.9), (2.4, 2.7),
    (-0.6, 2.3),
)  # fmt: skip
"""From the wrist on: to the fingertips, and to the side of the thumb."""
CLOSED: Final[Outline] = (
    (-0.6, -2.3), (1.6, -3.0), (3.4, -3.5), (5.2, -3.5), (6.1, -3.1), (6.4, -2.5), (6.8, -1.8), (7.0, -1.2),
    (7.0, -0.5), (7.1, 0.0), (7.0, 0.7), (6.9, 1.3), (6.7, 1.9), (6.4, 2.5), (5.6, 3.0), (4.0, 3.2), (2.0, 2.9),
    (-0.6, 2.3),
)  # fmt: skip
"""The same points on a fist."""
OPEN_THUMB: Final[Outline] = (
    (0.6, 1.2), (1.6, 3.2), (3.4, 4.7), (5.4, 5.3), (6.6, 5.2), (6.7, 4.5), (5.2, 3.4), (4.0, 1.4),
)  # fmt: skip
CLOSED_THUMB: Final[Outline] = (
    (0.6, 1.0), (1.2, 2.6), (2.4, 3.9), (4.2, 4.1), (5.4, 3.0), (5.3, 1.9), (4.2, 1.5), (3.0, 0.8),
)  # fmt: skip
OPEN_GAPS: Final[tuple[Outline, ...]] = (
    ((5.6, -1.75), (8.8, -1.85), (8.8, -1.5), (5.6, -1.5)),
    ((5.8, -0.25), (10.5, -0.4), (10.5, -0.05), (5.8, 0.0)),
    ((5.6, 1.2), (10.2, 1.3), (10.2, 1.65), (5.6, 1.45)),
)
"""What is between the fingers."""
CLOSED_GAPS: Final[tuple[Outline, ...]] = (
    ((3.8, -1.75), (6.5, -1.85), (6.5, -1.5), (3.8, -1.5)),
    ((3.9, -0.25), (6.9, -0.4), (6.9, -0.05), (3.9, 0.0)),
    ((3.8, 1.2), (6.7, 1.3), (6.7, 1.65), (3.8, 1.45)),
)
EDGE: Final = 0.5
"""How broad a hand is from its edge, in parts of a flat one."""


def hand(skeleton: Skeleton, side: str) -> list[Shape]:
    """A hand on its wrist."""
    bone, pose = skeleton.bones[f"fingers_{side}"], skeleton.pose
    palm, thumb, *gaps = _outlines(pose[f"fist_{side}"], pose[f"edge_{side}"], _thumb(skeleton, side))
    wrist = body.FOREARM_WIDTHS[-1].front

    def shape(outline: Outline, ink: str) -> Shape:
        return Shape(along(bone.start, bone.angle, outline), ink)

    return [
        shape(_larger(palm), "skin-line"),
        shape(_larger(thumb), "skin-line"),
        Shape(disc(bone.start, wrist + LINE), "skin-line"),
        Shape(disc(bone.start, wrist), "skin"),
        shape(thumb, "skin"),
        shape(palm, "skin"),
        *(shape(gap, "skin-line") for gap in gaps),
    ]


@lru_cache(maxsize=64)
def _outlines(fist: float, edge: float, thumb: float) -> tuple[Outline, ...]:
    """Palm, thumb, and what is between the fingers; mostly, a hand is as it was."""
    broad, fingers = blend(1, EDGE, edge), 1.0 if thumb >= 0 else -1.0
    pairs = [(OPEN, CLOSED, fingers), (OPEN_THUMB, CLOSED_THUMB, thumb)]
    pairs += [(opened, closed, fingers) for opened, closed in zip(OPEN_GAPS, CLOSED_GAPS, strict=True)]
    return tuple(
        tuple((blend(x, x2, fist), blend(y, y2, fist) * broad * way) for (x, y), (x2, y2) in zip(a, b, strict=True))
        for a, b, way in pairs
    )


def _thumb(skeleton: Skeleton, side: str) -> float:
    """On which side of the hand the thumb is: in front, and seen from the front towards the middle of the body.

    Where a hand goes from pointing down to pointing up, the forearm turns, and the thumb goes across.
    """
    if skeleton.view == "side":
        return 1.0
    down = -cos(radians(skeleton.bones[f"fingers_{side}"].angle))
    return -LEFTWARDS[side] * max(-1.0, min(1.0, down * 2.5))


@lru_cache(maxsize=64)
def _larger(outline: Outline) -> Outline:
    """Moved out from its own middle by the width of the line."""
    middle = sum(x for x, _ in outline) / len(outline), sum(y for _, y in outline) / len(outline)
    return tuple((_out(x, middle[0]), _out(y, middle[1])) for x, y in outline)


def _out(value: float, middle: float) -> float:
    return value + max(-LINE, min(LINE, (value - middle) * 2))
