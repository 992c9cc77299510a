"""The rules for what is drawn of a movement: its keyframes, and the pose in each."""

from __future__ import annotations

from deskbreak.core.details import Details, Frame
from deskbreak.core.movement import Movement, Sides
from deskbreak.library.mistake import Said, shown, unknown
from deskbreak.library.rules import out_of
from deskbreak.library.vocabulary import ANCHORS, LIMBS, MEASURES
from deskbreak.words import _


def keyframes(movement: Movement, details: Details) -> Said:
    frames = details.animation.frames
    if not 2 <= len(frames) <= 8:
        yield "animation.frames", _("there must be 2 to 8 keyframes.")
    for number, frame in enumerate(frames, start=1):
        yield from _pose(frame, f"animation.frames[{number}].pose")
    if movement.sides is Sides.EACH and details.animation.shown_side is None:
        yield "animation.shown_side", _("this is missing; it says which side is drawn.")


def _pose(frame: Frame, at: str) -> Said:
    pose = frame.pose
    if missing := sorted(LIMBS - pose.keys()):
        yield at, _("these are missing: {names}.").format(names=", ".join(missing))
    for name, value in pose.items():
        if name == "anchor":
            if value not in ANCHORS:
                yield f"{at}.anchor", unknown(str(value), ANCHORS)
            continue
        if name in LIMBS:
            low, high = 0.0, 360.0
        elif name in MEASURES:
            low, high = MEASURES[name]
        else:
            yield f"{at}.{shown(name)}", unknown(name, {*LIMBS, *MEASURES, "anchor"})
            continue
        if isinstance(value, str):
            yield f"{at}.{name}", _("this must be a number.")
        elif not low <= value <= high:
            yield f"{at}.{name}", out_of(value, low, high)
