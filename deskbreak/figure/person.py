"""The whole person: every part, from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians

from deskbreak.figure.head import head
from deskbreak.figure.limbs import LAP, arm, leg
from deskbreak.figure.muscles import HIPS, TRUNK
from deskbreak.figure.pose import SIDES
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton
from deskbreak.figure.trunk import neck, shirt, trousers

GLOW, GLOW_HIPS = Shape((), TRUNK), Shape((), HIPS)
"""Nothing themselves: where the glow of the muscles is painted."""


def person(skeleton: Skeleton) -> list[Shape]:
    """The shapes of the person, the far ones first."""
    parts = _from_the_side if skeleton.view == "side" else _from_the_front
    return list(parts(skeleton))


def _from_the_side(skeleton: Skeleton) -> Iterator[Shape]:
    raised = _raised(skeleton, "l")
    yield from arm(skeleton, "r", far=True)
    yield from leg(skeleton, "r", far=True)
    yield from neck(skeleton)
    yield from trousers(skeleton)
    yield from leg(skeleton, "l")
    yield from shirt(skeleton)
    yield from (GLOW, GLOW_HIPS)
    if raised:
        yield from arm(skeleton, "l")
    yield from head(skeleton)
    if not raised:
        yield from arm(skeleton, "l")


def _from_the_front(skeleton: Skeleton) -> Iterator[Shape]:
    away = cos(radians(skeleton.pose["turn"])) < -0.1
    behind = [side for side in SIDES if skeleton.pose[f"arm_depth_{side}"] < 0]
    raised = [side for side in SIDES if side not in behind and _raised(skeleton, side)]
    legs = sorted(SIDES, key=lambda side: skeleton.pose[f"leg_depth_{side}"])
    nearer = [side for side in legs if not away and _before_the_shirt(skeleton, side)]
    for side in behind:
        yield from arm(skeleton, side)
    if away:
        for side in raised:
            yield from arm(skeleton, side)
    for side in legs:
        if side not in nearer:
            yield from leg(skeleton, side)
    yield from trousers(skeleton)
    yield from shirt(skeleton)
    yield GLOW
    for side in nearer:
        yield from leg(skeleton, side)
    yield GLOW_HIPS
    if not away:
        for side in raised:
            yield from arm(skeleton, side)
    yield from neck(skeleton)
    yield from head(skeleton)
    for side in SIDES:
        if side not in behind and side not in raised:
            yield from arm(skeleton, side)


def _before_the_shirt(skeleton: Skeleton, side: str) -> bool:
    """Whether this thigh comes out of the picture other than on a lap, where the shirt hangs over it."""
    thigh = skeleton.bones[f"knee_{side}"]
    return thigh.towards_viewer > LAP and cos(radians(thigh.angle)) > -0.77


def _raised(skeleton: Skeleton, side: str) -> bool:
    """Whether this arm goes up beside the head, which is then before it."""
    upper = skeleton.bones[f"elbow_{side}"]
    return upper.towards_viewer < 0.7 and cos(radians(upper.angle - skeleton.pose["thorax"])) > 0.3
