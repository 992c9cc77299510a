"""Puts the person on the ground, the props around, and says what a picture has to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from deskbreak.core.details import Animation
from deskbreak.figure import body
from deskbreak.figure.geometry import Box, Point, box, shifted
from deskbreak.figure.motion import pose_at
from deskbreak.figure.muscles import Spot, spots
from deskbreak.figure.person import person
from deskbreak.figure.pose import Pose, whole
from deskbreak.figure.scenes import gone_by, held, scenery
from deskbreak.figure.shape import Shape
from deskbreak.figure.skeleton import Skeleton, skeleton

MARGIN: Final = 6.0
SMALLEST: Final = 112.0
"""A picture shows at least this much, so that nobody sitting looks like a giant."""
SAMPLES: Final = 12
"""Moments of a cycle that are looked at to find out how much room it takes."""
NEAR_GROUND: Final = 14.0
"""What is lower than this throws a shadow."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What there is to paint at one moment, in units, with the ground at 0."""

    skeleton: Skeleton
    shapes: list[Shape]
    spots: list[Spot]
    behind: list[Shape]
    """What goes by."""

    @property
    def shadow(self) -> tuple[float, float]:
        """From where to where the shadow on the ground goes."""
        xs = [p.x for shape in self.shapes for p in shape.points if p.y < NEAR_GROUND]
        return (min(xs), max(xs)) if xs else (0.0, 0.0)


class Stage:
    """One animation. Its poses show the side that it names; whoever wants the other turns the picture round."""

    def __init__(self, animation: Animation, targets: Sequence[str] = ()) -> None:
        self.view, self.cycle, self.shown_side = animation.view, animation.cycle_s, animation.shown_side
        self.props, self.order = animation.props, animation.order
        self._targets = tuple(targets)
        self._anchor = str(animation.frames[0].pose.get("anchor", ""))
        self.poses = [whole(frame.pose, animation.view) for frame in animation.frames]
        self._home = 0.0
        if self._anchor:
            self._home = skeleton(self.poses[0], self.view).joints[self._anchor].x + self.poses[0]["root_dx"]

    def moment(self, t: float) -> Moment:
        """The picture's contents after `t` cycles."""
        return self.posed(pose_at(self.poses, t, self.order))

    def posed(self, pose: Pose) -> Moment:
        """The picture's contents in this pose."""
        free = skeleton(pose, self.view)
        shapes = [*held(self.props, free), *person(free)]
        way = Point(self._x(free), 0.0 if self.view == "top" else -_lowest(shapes))
        far = way.plus(Point(*body.FAR)) if self.view == "side" else way
        painted = [Shape(shifted(one.points, far if one.far else way), one.ink, one.far) for one in shapes]
        standing = replace(free, joints={name: at.plus(way) for name, at in free.joints.items()})
        side = self.shown_side[0] if self.shown_side else None
        glow = [spot._replace(at=spot.at.plus(way)) for spot in spots(free, self._targets, side)]
        return Moment(standing, painted, glow, gone_by(self.props, standing))

    @cached_property
    def scenery(self) -> list[Shape]:
        """The props that stay where they are."""
        return scenery(self.props, self.posed(self.poses[0]).skeleton)

    @cached_property
    def reach(self) -> Box:
        """What no moment and no prop goes beyond."""
        moments = [self.moment(number / SAMPLES) for number in range(SAMPLES)]
        moments += [self.posed(pose) for pose in self.poses]
        around = box(point for moment in moments for shape in moment.shapes for point in shape.points)
        props = [point for shape in self.scenery for point in shape.points]
        return box([*props, Point(around.left, around.bottom), Point(around.right, around.top)])

    @cached_property
    def window(self) -> Box:
        """The square that holds all of that."""
        around = self.reach
        half = max(around.width, around.height, SMALLEST - 2 * MARGIN) / 2 + MARGIN
        x, y = (around.left + around.right) / 2, (around.bottom + around.top) / 2
        if self.view != "top":
            # The ground stays at the bottom of the picture.
            y = min(y, half - MARGIN * 1.6)
            y = max(y, around.top + MARGIN - half)
        return Box(x - half, y - half, x + half, y + half)

    def _x(self, free: Skeleton) -> float:
        if self._anchor:
            return self._home - free.joints[self._anchor].x
        return free.pose["root_dx"]


def _lowest(shapes: Sequence[Shape]) -> float:
    return min(p.y for shape in shapes for p in shape.points)
