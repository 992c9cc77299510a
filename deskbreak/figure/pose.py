"""A pose with everything said: what its keyframe leaves out has its usual value."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians
from typing import Final

Pose = Mapping[str, float]
"""Angles in degrees, scales, widths and shifts by name."""

SIDES: Final = ("l", "r")
TURNS: Final = {"front": 0.0, "top": 0.0, "side": 90.0}
"""Which way the chest looks: 0 at the viewer, 90 to the right of the screen, 180 away."""
ANGLES: Final = frozenset(
    {
        *("lumbar", "thorax", "head", "pelvis", "turn", "look", "hip_turn", "passed"),
        *(f"{limb}_{side}" for limb in ("upper_arm", "forearm", "hand", "thigh", "shin", "foot") for side in SIDES),
    }
)
USUAL: Final = {
    **dict.fromkeys(("arm_scale", "torso_scale", "ribs"), 1.0),
    **{f"{limb}_scale_{side}": 1.0 for limb in ("thigh", "shin", "forearm", "upper_arm") for side in SIDES},
    **{f"hip_dx_{side}": 0.0 for side in SIDES},
    **{f"{limb}_depth_{side}": 0.0 for limb in ("arm", "leg") for side in SIDES},
    **{f"{shape}_{side}": 0.0 for shape in ("fist", "edge") for side in SIDES},
    "root_dx": 0.0,
    "passed": 0.0,
}


def whole(keyframe: Mapping[str, float | str], view: str) -> dict[str, float]:
    """The pose of this keyframe, as the view has it."""
    said = {name: value for name, value in keyframe.items() if not isinstance(value, str)}
    turn = said.get("turn", TURNS[view])
    usual = USUAL | {f"hand_{side}": said[f"forearm_{side}"] for side in SIDES}
    usual |= {"turn": turn, "look": turn, "hip_turn": TURNS[view]}
    pose = usual | said
    widths = {"shoulder_w": abs(cos(radians(pose["turn"]))), "hip_w": abs(cos(radians(pose["hip_turn"])))}
    return widths | pose
