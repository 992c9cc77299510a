"""Every prop by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deskbreak.figure import belongings, furniture, passing, surroundings
from deskbreak.figure.props import Made, Make
from deskbreak.figure.skeleton import Skeleton

STANDING: Final[dict[str, Make]] = {
    "sway": surroundings.sway,
    "park": surroundings.park,
    "office": surroundings.office,
    "doorframe": furniture.doorframe,
    "wall-left": furniture.wall_left(2 * belongings.BALL - 1.6),
    "mat": surroundings.mat,
    "pillow": surroundings.pillow,
    "chair-aside": furniture.chair_aside,
    "chair": furniture.chair,
    "chair-back": furniture.chair_back,
    "desk": furniture.desk,
    "desk-front": furniture.desk_front,
    "desk-right": furniture.desk_right,
}
"""What stays where it is, from the back to the front."""
HELD: Final[dict[str, Make]] = {
    "ball-lumbar": belongings.behind(12, 1.4),
    "ball-hip": belongings.behind(-1, 1.6),
    "ball-lumbar-below": belongings.behind(12, 4.6),
    "ball-lumbar-left": belongings.ball(12, 12),
    "bag-right": belongings.bag,
    "breath": belongings.breath,
    "hike": belongings.hike,
}
"""What goes with the person, who is before it."""
PASSING: Final[dict[str, Make]] = {"park": passing.park, "office": passing.office}
"""What goes by behind who walks."""


def scenery(props: Sequence[str], first: Skeleton) -> Made:
    """The props that stay where they are."""
    return _made(STANDING, props, first)


def held(props: Sequence[str], now: Skeleton) -> Made:
    """The props that go with the person."""
    return _made(HELD, props, now)


def gone_by(props: Sequence[str], now: Skeleton) -> Made:
    """The props that go by."""
    return _made(PASSING, props, now)


def _made(makers: dict[str, Make], props: Sequence[str], skeleton: Skeleton) -> Made:
    return [shape for name, make in makers.items() if name in props for shape in make(skeleton)]
