"""From the angles of a pose to where the joints are; the middle of the hips is at the origin."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sqrt

from deskbreak.figure import body
from deskbreak.figure.geometry import ORIGIN, Point, blend, nearest_turn, towards
from deskbreak.figure.pose import SIDES, Pose

LEFTWARDS = {"l": -1.0, "r": 1.0}
"""Which way of the middle a side is; seen from the front, as in a mirror."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A part of a limb. `towards_viewer` is 0 where it lies in the picture and 1 where it points out of it."""

    start: Point
    end: Point
    angle: float
    towards_viewer: float = 0.0


@dataclass(frozen=True, slots=True)
class Spine:
    """The line of the trunk, by heights above the hips."""

    pose: Pose
    hips: float
    """The direction that the pelvis has."""
    waist: Point
    neck: Point

    def at(self, height: float) -> tuple[Point, float]:
        """The place in the middle of the trunk at this height, and the direction there."""
        scale = self.pose["torso_scale"]
        if height <= 0:
            return ORIGIN.plus(towards(self.hips), height * scale), self.hips
        middle = nearest_turn((self.lumbar + self.thorax) / 2, self.lumbar)
        if height <= body.LUMBAR:
            return _arc(ORIGIN, self.waist, self.hips, middle, height / body.LUMBAR, body.LUMBAR * scale)
        share = (height - body.LUMBAR) / body.THORAX
        # The curve goes on to the neck, and does not end with the ribs.
        last = self.thorax + (self.thorax - middle) / 2
        if share <= 1:
            return _arc(self.waist, self.neck, middle, last, share, body.THORAX * scale)
        return self.neck.plus(towards(last), (share - 1) * body.THORAX * scale), last

    @property
    def lumbar(self) -> float:
        return self.pose["lumbar"]

    @property
    def thorax(self) -> float:
        return nearest_turn(self.pose["thorax"], self.lumbar)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where everything is, by name: foot_l is the ankle, toes_l their tip, hand_l the wrist, fingers_l their tip."""

    view: str
    pose: Pose
    spine: Spine
    joints: dict[str, Point]
    bones: dict[str, Bone]


def skeleton(pose: Pose, view: str) -> Skeleton:
    """The skeleton of a whole pose."""
    spine = _spine(pose, view)
    joints = {"pelvis": ORIGIN, "spine_mid": spine.waist, "neck": spine.neck}
    # A trunk that leans out of the picture has its head before it.
    joints["head"] = spine.neck.plus(towards(pose["head"]), body.NECK * (1 + pose["torso_scale"]) / 2)
    bones: dict[str, Bone] = {}
    for side in SIDES:
        for joint, bone in (*_arm(pose, spine, side), *_leg(pose, side)):
            name = f"{joint}_{side}"
            joints[name] = bone.end
            bones[name] = bone
        joints[f"shoulder_{side}"] = bones[f"elbow_{side}"].start
        joints[f"hip_{side}"] = bones[f"knee_{side}"].start
    return Skeleton(view, pose, spine, joints, bones)


def _spine(pose: Pose, view: str) -> Spine:
    lumbar, scale = pose["lumbar"], pose["torso_scale"]
    waist = ORIGIN.plus(towards(lumbar), body.LUMBAR * scale)
    neck = waist.plus(towards(pose["thorax"]), body.THORAX * scale)
    if view == "side":
        # The pelvis goes on with the curve of the back.
        hips = lumbar - 0.45 * (nearest_turn(pose["thorax"], lumbar) - lumbar)
    else:
        hips = nearest_turn(pose["pelvis"], lumbar)
    return Spine(pose, hips, waist, neck)


def _arc(a: Point, b: Point, leaves: float, arrives: float, share: float, length: float) -> tuple[Point, float]:
    """On the curve (Hermite's) that leaves `a` and arrives at `b` in these directions."""
    s2, s3 = share * share, share**3
    out, into = towards(leaves), towards(arrives)
    place = Point(
        a.x * (1 - 3 * s2 + 2 * s3) + b.x * (3 * s2 - 2 * s3),
        a.y * (1 - 3 * s2 + 2 * s3) + b.y * (3 * s2 - 2 * s3),
    )
    place = place.plus(out, (share - 2 * s2 + s3) * length).plus(into, (s3 - s2) * length)
    return place, blend(leaves, arrives, share)


def _arm(pose: Pose, spine: Spine, side: str) -> list[tuple[str, Bone]]:
    upper, fore = pose[f"upper_arm_{side}"], pose[f"forearm_{side}"]
    middle, along = spine.at(body.SHOULDERS)
    raised = max(0.0, cos(radians(upper - along)))
    # An arm overhead takes its shoulder along: up, and a little to the neck.
    out = LEFTWARDS[side] * pose["shoulder_w"] * (body.SHOULDER - 1.5 * raised)
    shoulder = middle.plus(towards(along + 90), out).plus(towards(along), body.SHRUG * raised * raised)
    scale = pose["arm_scale"]
    elbow = _bone(shoulder, upper, body.UPPER_ARM * scale, pose[f"upper_arm_scale_{side}"])
    wrist = _bone(elbow.end, fore, body.FOREARM * scale, pose[f"forearm_scale_{side}"])
    fingers = _bone(wrist.end, pose[f"hand_{side}"], body.HAND, 1)
    return [("elbow", elbow), ("hand", wrist), ("fingers", fingers)]


def _leg(pose: Pose, side: str) -> list[tuple[str, Bone]]:
    out = LEFTWARDS[side] * pose["hip_w"] * body.HIP
    hip = ORIGIN.plus(towards(pose["pelvis"] + 90), out)
    hip = Point(hip.x + pose[f"hip_dx_{side}"], hip.y)
    knee = _bone(hip, pose[f"thigh_{side}"], body.THIGH, pose[f"thigh_scale_{side}"])
    ankle = _bone(knee.end, pose[f"shin_{side}"], body.SHIN, pose[f"shin_scale_{side}"])
    toes = _bone(ankle.end, pose[f"foot_{side}"], body.FOOT, 1)
    return [("knee", knee), ("foot", ankle), ("toes", toes)]


def _bone(start: Point, angle: float, length: float, scale: float) -> Bone:
    return Bone(start, start.plus(towards(angle), length * scale), angle, sqrt(max(0.0, 1 - scale * scale)))
