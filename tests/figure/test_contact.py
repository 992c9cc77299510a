"""What touches, touches; what is to be seen, is seen. In every movement, all the time."""

from __future__ import annotations

import pytest

from deskbreak.figure import body
from deskbreak.figure.furniture import PALM
from deskbreak.figure.geometry import Box, Point, box
from deskbreak.figure.stage import Moment
from tests.figure.drawn import IDS, inside, moments, off, stage

NEAR = 6.0
"""From the middle of a hand to the middle of the limb that it holds."""


def palm(moment: Moment, side: str) -> Point:
    joints = moment.skeleton.joints
    wrist, tips = joints[f"hand_{side}"], joints[f"fingers_{side}"]
    return Point((wrist.x + tips.x) / 2, (wrist.y + tips.y) / 2)


def boards(id: str) -> list[Box]:
    """What is of wood."""
    return [box(shape.points) for shape in stage(id).scenery if shape.ink == "wood"]


@pytest.mark.parametrize(
    ("id", "side"), [("desk-hinge-stretch", "l"), ("standing-hip-hike", "r"), ("standing-hip-abduction", "r")]
)
def test_a_hand_lies_on_the_desk(id: str, side: str) -> None:
    top = max(boards(id), key=lambda board: board.top)
    for moment in moments(id):
        wrist, tips = moment.skeleton.joints[f"hand_{side}"], moment.skeleton.joints[f"fingers_{side}"]
        for point in (wrist, tips):
            assert top.left < point.x < top.right
            assert point.y == pytest.approx(top.top + PALM, abs=1.5)


def test_a_hand_holds_the_post_of_the_door() -> None:
    post = max(boards("doorway-ql-stretch"), key=lambda board: board.left)
    heights = []
    for moment in moments("doorway-ql-stretch"):
        hand = palm(moment, "r")
        assert post.left - 1 < hand.x < post.right
        heights.append(hand.y)
    assert max(heights) - min(heights) < 2, "and does not slide on it"


@pytest.mark.parametrize("side", ["l", "r"])
def test_hands_hold_the_shin_that_they_pull(side: str) -> None:
    pump, chest = moments("ball-ql-knee-pump"), moments("supine-knee-to-chest")
    for moment, leg in [*((one, "l") for one in pump), (chest[12], "r")]:
        joints = moment.skeleton.joints
        assert off(palm(moment, side), joints[f"knee_{leg}"], joints[f"foot_{leg}"]) < NEAR


@pytest.mark.parametrize("id", ["seated-cat-cow", "ball-glute-release-wall"])
def test_hands_lie_on_the_thighs(id: str) -> None:
    for moment in moments(id):
        joints = moment.skeleton.joints
        assert off(palm(moment, "l"), joints["hip_l"], joints["knee_l"]) < body.THIGH_WIDTHS[0].front + 3


def test_hands_stay_on_the_ribs() -> None:
    for moment in moments("side-rib-breathing"):
        shirt = next(shape.points for shape in moment.shapes if shape.ink == "shirt")
        assert inside(moment.skeleton.joints["fingers_l"], shirt)
        assert inside(moment.skeleton.joints["fingers_r"], shirt)


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view == "front" and "mat" not in stage(id).props])
def test_soles_on_the_ground_lie_flat_on_it(id: str) -> None:
    for moment in moments(id):
        soles = [box(shape.points) for shape in moment.shapes if shape.ink == "sole"]
        standing = [sole for sole in soles if sole.bottom < 1]
        assert len(soles) == 2
        assert standing
        assert [sole.height for sole in standing] == pytest.approx([body.SHOE_SOLE] * len(standing), abs=0.1)


@pytest.mark.parametrize("id", IDS)
def test_no_face_is_covered(id: str) -> None:
    for moment in moments(id):
        eyes = [number for number, shape in enumerate(moment.shapes) if shape.ink == "eye"]
        for number in eyes:
            around = box(moment.shapes[number].points)
            eye = Point((around.left + around.right) / 2, (around.bottom + around.top) / 2)
            later = [shape for shape in moment.shapes[number + 1 :] if shape.points]
            assert not [shape.ink for shape in later if inside(eye, shape.points)]


def test_the_seat_bones_really_walk() -> None:
    way = [moment.skeleton.joints["pelvis"].x for moment in moments("butt-walk")]
    assert max(way) - min(way) > 15
    mat = max((box(shape.points) for shape in stage("butt-walk").scenery), key=lambda one: one.width)
    for moment in moments("butt-walk"):
        assert mat.left < moment.skeleton.joints["pelvis"].x < moment.skeleton.joints["toes_l"].x < mat.right
