"""The words that files of the library may use, and the lengths that their texts may have."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of this text, as a set of them."""
    return frozenset(text.split())


WORDS: Final[dict[str, frozenset[str]]] = {
    key: words(text)
    for key, text in {
        "context": "seated standing doorway floor",
        "space": "chair arm-span desk doorway wall mat corridor",
        "kind": "stretch mobility strength release walk",
        "dose.mode": "hold reps time",
        "seed_relation": "direct variation adaptation",
        "sources.type": "seed public general-knowledge",
        "animation.view": "front side top",
        "animation.order": "there-and-back round",
        "animation.props": "chair chair-back desk desk-front desk-right wall-left doorframe mat pillow bag-right "
        "ball-hip ball-lumbar ball-lumbar-left ball-lumbar-below breath chair-aside hike office park sway",
        "animation.shown_side": "left right",
        "tags": "balance breath crossed-leg extension flank-pressure flexion floor-transfer glute-pressure hip-flexion "
        "hip-hinge isometric kneeling lateral-flexion legs load long-sitting overhead pelvic-lateral-tilt posture "
        "rotation shoulder-load side-lying single-leg split-stance stand supine walk",
        "items.side": "left right sore other alternate both",
        "message.kind": "due walk discreet side doorway strength long-sit weekly evening gentle snooze check-in "
        "settings summary closing",
    }.items()
}
"""What may stand at a key, or in the list there."""
FAMILIES: Final = words(
    "side-bend twist pelvis hip extension breath posture stand legs strength-side release knee-hug core walk"
)
"""Ours; a family of one's own is welcome, if it is none of these misspelt."""
BODY_WORDS: Final = words("butt buttock buttocks glute glutes groin sore pain painful")
"""Words that are nobody else's business; no notice calls a movement by them."""
NOT_SAID: Final = words(
    "must should never failed missed lazy cure cures cured fix fixes prevent prevents heal heals pain pains painful "
    "pain-free damage damages dangerous kill kills killer"
)
"""Words that order, blame, promise or frighten; no notice has them."""

LONGEST: Final[dict[str, int]] = {
    "name": 40,
    "notice_name": 30,
    "family": 40,
    "side_means": 80,
    "steps": 80,
    "breathing": 120,
    "mistakes": 80,
    "stop_signs": 120,
    "easier.text": 120,
    "harder.text": 120,
    "dose.range": 80,
    "aka": 60,
    "equipment": 60,
    "target": 60,
    "animation.frames.text": 160,
    "animation.note": 160,
    "sources.supports": 160,
    "sources.title": 160,
    "sources.url": 250,
    "sources.ref": 80,
    "when": 200,
    "title": 40,
    "text": 200,
    "weekly_target": 80,
    "seed_basis": 120,
}
"""Characters that a text may have, `{side}` in its longest form."""
MOST_STEPS: Final = 8
MOST_ITEMS: Final = 40

LIMBS: Final = words(
    "lumbar thorax head pelvis upper_arm_l forearm_l upper_arm_r forearm_r thigh_l shin_l foot_l thigh_r shin_r foot_r"
)
"""The angles that each pose must have, in degrees from 0 (up) clockwise to 360."""
MEASURES: Final[dict[str, tuple[float, float]]] = {
    **dict.fromkeys(("shoulder_w", "hip_w"), (0, 1.5)),
    **dict.fromkeys(
        words(
            "thigh_scale_l thigh_scale_r shin_scale_l shin_scale_r forearm_scale_l forearm_scale_r upper_arm_scale_l "
            "upper_arm_scale_r arm_scale torso_scale"
        ),
        (0.2, 1.5),
    ),
    **dict.fromkeys(("root_dx", "hip_dx_l", "hip_dx_r"), (-40, 40)),
    **dict.fromkeys(words("turn look hip_turn hand_l hand_r passed"), (0, 360)),
    "ribs": (0.8, 1.3),
    **dict.fromkeys(words("fist_l fist_r edge_l edge_r"), (0, 1)),
    **dict.fromkeys(words("arm_depth_l arm_depth_r leg_depth_l leg_depth_r"), (-1, 1)),
}
"""What a pose may have besides: widths and lengths in parts of the usual ones, shifts in units of the drawing.

Of `turn` (the chest), `look` (the face) and `hip_turn`, 0 is to the viewer and 90 to the right of the screen. A hand
goes on with its forearm unless it is said, and is open at 0 and a fist at 1. Of two legs that cross, the one with the
smaller depth is behind; an arm with a depth below 0 is behind the trunk. `ribs` says how wide the breath makes them.
What goes by has gone its whole way at `passed` 360.
"""
ANCHORS: Final = words("pelvis spine_mid foot_l foot_r hand_l hand_r elbow_l elbow_r knee_l knee_r head")
"""The joint that stays where it is while the others move."""
