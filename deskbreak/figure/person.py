"""The whole person: every part, from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians

from deskbreak.figure.head import head
from deskbreak.figure.limbs import arm, leg
from deskbreak.figure.muscles import HIPS, TRUNK
from deskbreak.figure.pose import SIDES
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton
from deskbreak.figure.trunk import neck, trunk

GLOW, GLOW_HIPS = Shape((), TRUNK), Shape((), HIPS)
"""Nothing themselves: where the glow of the muscles is painted."""


def person(skeleton: Skeleton) -> list[Shape]:
    """The shapes of the person, the far ones first."""
    parts = _from_the_side if skeleton.view == "side" else _from_the_front
    return list(parts(skeleton))


def _from_the_side(skeleton: Skeleton) -> Iterator[Shape]:
    yield from arm(skeleton, "r", far=True)
    yield from leg(skeleton, "r", far=True)
    yield from neck(skeleton)
    yield from trunk(skeleton)
    yield from leg(skeleton, "l")
    yield from (GLOW, GLOW_HIPS)
    yield from head(skeleton)
    yield from arm(skeleton, "l")


def _from_the_front(skeleton: Skeleton) -> Iterator[Shape]:
    away = cos(radians(skeleton.pose["turn"])) < -0.1
    behind = [side for side in SIDES if skeleton.pose[f"arm_depth_{side}"] < 0]
    raised = [side for side in SIDES if side not in behind and _raised(skeleton, side)]
    legs = sorted(SIDES, key=lambda side: skeleton.pose[f"leg_depth_{side}"])
    nearer = [side for side in legs if (skeleton.bones[f"knee_{side}"].towards_viewer > 0.7) != away]
    for side in behind:
        yield from arm(skeleton, side, far=True)
    for side in legs:
        if side not in nearer:
            yield from leg(skeleton, side)
    if not away:
        yield from trunk(skeleton)
        yield GLOW
        for side in nearer:
            yield from leg(skeleton, side)
        yield GLOW_HIPS
    for side in raised:
        yield from arm(skeleton, side)
    if away:
        yield from trunk(skeleton)
        yield from (GLOW, GLOW_HIPS)
    yield from neck(skeleton)
    yield from head(skeleton)
    for side in SIDES:
        if side not in behind and side not in raised:
            yield from arm(skeleton, side)


def _raised(skeleton: Skeleton, side: str) -> bool:
    """Whether this arm goes up beside the head, which is then before it."""
    return cos(radians(skeleton.pose[f"upper_arm_{side}"] - skeleton.pose["thorax"])) > 0.3
