"""Arms and legs with their shoes."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin
from typing import Final

from deskbreak.figure import body
from deskbreak.figure.body import LINE
from deskbreak.figure.geometry import Point, beside, blend, nearest_turn, towards
from deskbreak.figure.hand import hand
from deskbreak.figure.pose import SIDES
from deskbreak.figure.shape import Shape, along, limb
from deskbreak.figure.skeleton import Bone, Skeleton

KNEE_FIRST: Final = (0.5, 0.85)
"""A thigh that points so much out of the picture has its knee before it: from here on, and fully."""
LAP: Final = 0.7
"""One that points out so much lies in the light."""
CLEAR: Final = 0.3
"""At this share of its length, a limb has left the trunk."""
ROUND: Final = 0.06
"""And one that comes out of the picture, which can be seen from where it begins."""
FLAT: Final = 0.5
"""From above, a lower leg that points so much out of the picture stands on a flat foot."""
TOES_UP: Final = 0.68
"""How long a foot is from above whose leg lies on its back: its toes point up."""


def arm(skeleton: Skeleton, side: str, far: bool = False) -> list[Shape]:
    """An arm with its sleeve and its hand."""
    upper, fore = (skeleton.bones[f"{joint}_{side}"] for joint in ("elbow", "hand"))
    bones, widths = (upper, fore), (body.UPPER_ARM_WIDTHS, body.FOREARM_WIDTHS)
    shapes = limb(bones, widths, "skin-line", grown=LINE, skip=CLEAR)
    shapes += limb((upper,), widths[:1], "skin")
    shapes += limb((upper,), (body.SLEEVE_WIDTHS,), "shirt-line", grown=LINE, skip=CLEAR)
    shapes += limb((upper,), (body.SLEEVE_WIDTHS,), "shirt")
    # Folded, the forearm lies before the sleeve.
    shapes += limb((fore,), widths[1:], "skin-line", grown=LINE, skip=CLEAR)
    shapes += hand(skeleton, side)
    shapes += limb((fore,), widths[1:], "skin")
    return _at_distance(shapes, far)


def leg(skeleton: Skeleton, side: str, far: bool = False) -> list[Shape]:
    """A leg with its shoe."""
    thigh, shin = skeleton.bones[f"knee_{side}"], skeleton.bones[f"foot_{side}"]
    shapes = _shoe(skeleton, side)
    bones, widths = (thigh, shin), (body.THIGH_WIDTHS, body.SHIN_WIDTHS)
    low, high = KNEE_FIRST
    if thigh.towards_viewer > low:
        # The lower leg begins with the round of the knee, before the thigh.
        edge = LINE * min((thigh.towards_viewer - low) / (high - low), 1)
        shapes += limb(bones[:1], widths[:1], "trousers-line", grown=LINE, skip=ROUND)
        shapes += limb(bones[:1], widths[:1], "lap" if thigh.towards_viewer > LAP else "trousers")
        shapes += limb(bones[1:], widths[1:], "trousers-line", grown=edge)
        shapes += limb(bones[1:], widths[1:], "trousers")
    else:
        shapes += limb(bones, widths, "trousers-line", grown=LINE, skip=CLEAR)
        shapes += limb(bones, widths, "trousers")
    return _at_distance(shapes, far)


def _shoe(skeleton: Skeleton, side: str) -> list[Shape]:
    shin, foot = skeleton.bones[f"foot_{side}"], skeleton.bones[f"toes_{side}"]
    profile = abs(sin(radians(skeleton.pose["hip_turn"])))
    if skeleton.view == "side" or (skeleton.view == "top" and profile > 0.7):
        return _soled(body.SHOE_SIDE, foot.start, foot.angle, _up(foot, shin))
    if skeleton.view == "top":
        if cos(radians(skeleton.pose["hip_turn"])) < 0:
            return _flat(foot, away=True)
        return _flat(foot, away=False, long=blend(TOES_UP, 1, min(shin.towards_viewer / FLAT, 1)))
    # Seen from the front, the toes come out of the picture, and a little to where the foot points.
    return _soled(body.SHOE_FRONT, foot.start.plus(towards(foot.angle), 1.2), _level(skeleton, shin), 1.0)


def _level(skeleton: Skeleton, shin: Bone) -> float:
    """The direction of a sole from the front: flat on the ground, or square to the leg that lifts it."""
    lifted = shin.end.y - min(skeleton.joints[f"foot_{side}"].y for side in SIDES)
    tilt = nearest_turn(shin.angle, 180) - 180
    stands = min(max((8 - lifted) / 6, 0), 1) * min(max((60 - abs(tilt)) / 15, 0), 1)
    return 90 + tilt * (1 - stands)


def _flat(foot: Bone, away: bool, long: float = 1) -> list[Shape]:
    """A foot from above: its laces, or its sole."""
    shoe = [(x * long, y) for x, y in body.SHOE_ABOVE]
    parts = [([(x * 1.08, y * 1.16) for x, y in shoe], "shoe-line"), (shoe, "shoe")]
    if away:
        parts += [([(x * 0.88, y * 0.8) for x, y in shoe], "sole")]
        parts += [(list(bar), "sole-line") for bar in body.TREAD]
    else:
        parts += [([(x * long, y) for x, y in bar], "sole") for bar in body.LACES]
    return [Shape(along(foot.start, foot.angle, outline), ink) for outline, ink in parts]


def _soled(outline: body.Outline, place: Point, angle: float, up: float) -> list[Shape]:
    """A shoe with a light sole; `up` is the side of the leg."""
    low = -body.SOLE + body.SHOE_SOLE
    left, right = min(x for x, y in outline if y < low), max(x for x, y in outline if y < low)
    sole = [(left, low), (left, -body.SOLE), (right, -body.SOLE), (right + 0.8, low)]
    grown = [(x * 1.08, max(y * 1.12, -body.SOLE)) for x, y in outline]
    return [
        Shape(along(place, angle, grown, up), "shoe-line"),
        Shape(along(place, angle, outline, up), "shoe"),
        Shape(along(place, angle, sole, up), "sole"),
    ]


def _up(foot: Bone, shin: Bone) -> float:
    """On which side of the foot the leg is."""
    side = beside(foot.angle)
    return 1.0 if side.x * (shin.start.x - shin.end.x) + side.y * (shin.start.y - shin.end.y) >= 0 else -1.0


def _at_distance(shapes: list[Shape], far: bool) -> list[Shape]:
    return [replace(shape, ink=f"{shape.ink}-far", far=True) for shape in shapes] if far else shapes
