"""Arms and legs, hands and shoes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deskbreak.figure import body
from deskbreak.figure.geometry import beside, disc, towards
from deskbreak.figure.shape import Shape, along, limb, tube
from deskbreak.figure.skeleton import LEFTWARDS, Bone, Skeleton

KNEE_FIRST: Final = 0.7
"""A thigh that points so much out of the picture has its knee before it."""


def arm(skeleton: Skeleton, side: str, far: bool = False) -> list[Shape]:
    """An arm with its sleeve and its hand."""
    upper, fore, hand = (skeleton.bones[f"{joint}_{side}"] for joint in ("elbow", "hand", "fingers"))
    bones, widths = (upper, fore), (body.UPPER_ARM_WIDTHS, body.FOREARM_WIDTHS)
    inner = _thumb_side(skeleton, side)
    shapes = limb(bones, widths, "skin-line", line=True)
    shapes += [Shape(along(hand.start, hand.angle, _larger(outline), inner), "skin-line")
               for outline in (body.PALM, body.THUMB)]  # fmt: skip
    shapes += [Shape(along(hand.start, hand.angle, outline, inner), "skin") for outline in (body.THUMB, body.PALM)]
    shapes += limb(bones, widths, "skin")
    shapes += limb((upper,), (body.SLEEVE_WIDTHS,), "shirt-line", line=True)
    shapes += limb((upper,), (body.SLEEVE_WIDTHS,), "shirt")
    return _at_distance(shapes, far)


def leg(skeleton: Skeleton, side: str, far: bool = False) -> list[Shape]:
    """A leg with its shoe."""
    thigh, shin = skeleton.bones[f"knee_{side}"], skeleton.bones[f"foot_{side}"]
    shapes = _shoe(skeleton, side)
    if thigh.towards_viewer > KNEE_FIRST:
        # On a lap, the shirt goes down to the thighs.
        hangs = abs(thigh.angle - 180) < 40
        shapes += limb((thigh,), (body.THIGH_WIDTHS,), "trousers-line", line=True)
        shapes += limb((thigh,), (body.THIGH_WIDTHS,), "trousers", root=not hangs)
        shapes += _knee(thigh, shin)
    else:
        bones, widths = (thigh, shin), (body.THIGH_WIDTHS, body.SHIN_WIDTHS)
        shapes += limb(bones, widths, "trousers-line", line=True)
        shapes += limb(bones, widths, "trousers")
    return _at_distance(shapes, far)


def _knee(thigh: Bone, shin: Bone) -> list[Shape]:
    """A lower leg whose knee comes out of the picture: the knee is round, and before the thigh."""
    lower = tube(shin, body.SHIN_WIDTHS), tube(shin, body.SHIN_WIDTHS, body.LINE)
    return [
        Shape(disc(shin.start, 6.3 + body.LINE), "trousers-line"),
        Shape(lower[1], "trousers-line"),
        Shape(disc(shin.start, 6.3), "trousers"),
        Shape(lower[0], "trousers"),
        Shape(disc(shin.start.plus(towards(thigh.angle), 0.6), 4.4), "knee"),
    ]


def _shoe(skeleton: Skeleton, side: str) -> list[Shape]:
    shin, foot = skeleton.bones[f"foot_{side}"], skeleton.bones[f"toes_{side}"]
    outline: body.Outline
    if skeleton.view == "side":
        outline, place, angle = body.SHOE_SIDE, foot.start, foot.angle
        up = _up(foot, shin)
    else:
        # Seen from the front, the toes come out of the picture, and a little to where the foot points.
        outline, angle, up = body.SHOE_FRONT, shin.angle - 90, 1.0
        place = foot.start.plus(towards(foot.angle), 1.2)
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


def _thumb_side(skeleton: Skeleton, side: str) -> float:
    return 1.0 if skeleton.view == "side" else LEFTWARDS[side] * -1


def _larger(outline: body.Outline) -> list[tuple[float, float]]:
    return [(x + (body.LINE if x > 4 else 0), y + (body.LINE if y > 0 else -body.LINE)) for x, y in outline]


def _at_distance(shapes: list[Shape], far: bool) -> list[Shape]:
    return [replace(shape, ink=f"{shape.ink}-far", far=True) for shape in shapes] if far else shapes
