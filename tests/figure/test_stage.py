"""The person on the ground, and every movement of the library: contact, limbs, glow."""

from __future__ import annotations

from math import cos, radians

import pytest

from deskbreak.figure.geometry import Point, box, shifted
from deskbreak.figure.scenes import HELD
from deskbreak.figure.scenes import STANDING as PROPS
from deskbreak.figure.stage import Moment, Stage
from deskbreak.figure.trunk import shirt, trousers
from deskbreak.library.vocabulary import WORDS
from tests.figure.drawn import FROM_THE_SIDE, IDS, STANDING, animation, inside, moments, stage

ON_GROUND = [id for id in IDS if stage(id).view != "top"]
STILL, SLIPS = 0.6, 1.3
"""A joint that is in one place in all keyframes, give or take so much, may leave it by so much between them."""


def lowest(moment: Moment) -> float:
    return min(p.y for shape in moment.shapes for p in shape.points)


def trunk(moment: Moment) -> list[list[Point]]:
    """The outlines of shirt and trousers, without limbs."""
    painted = [*trousers(moment.skeleton), *shirt(moment.skeleton)]
    return [shifted(shape.points, moment.skeleton.joints["pelvis"]) for shape in painted]


@pytest.mark.parametrize("id", ON_GROUND)
def test_the_ground_is_touched_and_never_gone_through(id: str) -> None:
    for moment in moments(id):
        assert lowest(moment) == pytest.approx(0, abs=2)


@pytest.mark.parametrize("id", IDS)
def test_what_stays_in_place_does_not_slip_between_keyframes(id: str) -> None:
    keys = [stage(id).posed(pose).skeleton.joints for pose in stage(id).poses]
    for number, moment in enumerate(moments(id)):
        joints = moment.skeleton.joints
        for name in ("hand_l", "hand_r", "foot_l", "foot_r", "knee_l", "knee_r"):
            if all(key[name].distance(keys[0][name]) < STILL for key in keys):
                assert joints[name].distance(keys[0][name]) < SLIPS, f"{name} at {number}"


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view != "side"])
def test_no_hand_or_foot_goes_through_the_trunk(id: str) -> None:
    """Outside of it in every keyframe, it stays outside between them. From the side, an arm hangs before the trunk."""
    names = ("hand_l", "hand_r", "elbow_l", "elbow_r", "foot_l", "foot_r")

    def within(moment: Moment) -> set[str]:
        return {name for name in names for part in trunk(moment) if inside(moment.skeleton.joints[name], part)}

    allowed = set().union(*(within(stage(id).posed(pose)) for pose in stage(id).poses))
    for number, moment in enumerate(moments(id)):
        assert within(moment) <= allowed, number


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view == "side"])
def test_knees_bend_the_way_they_can(id: str) -> None:
    """From the side, where it shows: no shin before its thigh."""
    for number, moment in enumerate(moments(id)):
        pose = moment.skeleton.pose
        for side in ("l", "r"):
            bend = (pose[f"shin_{side}"] - pose[f"thigh_{side}"] + 180) % 360 - 180
            assert -8 <= bend <= 165, f"{side} knee {bend:.0f} at {number}"


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view == "side"])
def test_elbows_bend_the_way_they_can(id: str) -> None:
    """From the side: no forearm behind its upper arm."""
    for number, moment in enumerate(moments(id)):
        pose = moment.skeleton.pose
        for side in ("l", "r"):
            bend = (pose[f"upper_arm_{side}"] - pose[f"forearm_{side}"] + 180) % 360 - 180
            assert -2 <= bend <= 150, f"{side} elbow {bend:.0f} at {number}"


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view == "top"])
def test_who_lies_on_a_mat_stays_on_it(id: str) -> None:
    """All but the tips of the fingers."""
    mat = max((box(shape.points) for shape in stage(id).scenery), key=lambda one: one.width)
    for moment in moments(id):
        for name, at in moment.skeleton.joints.items():
            if not name.startswith("fingers"):
                assert mat.left < at.x < mat.right, name
                assert mat.bottom < at.y < mat.top, name


@pytest.mark.parametrize("id", IDS)
def test_all_of_it_is_in_the_picture(id: str) -> None:
    window = stage(id).window
    assert window.width == pytest.approx(window.height)
    for moment in moments(id):
        around = box(p for shape in moment.shapes for p in shape.points)
        assert window.left < around.left < around.right < window.right
        assert window.bottom < around.bottom < around.top < window.top


@pytest.mark.parametrize("id", IDS)
def test_a_muscle_glows_and_it_is_in_the_body(id: str) -> None:
    for moment in moments(id)[::6]:
        assert moment.spots
        for spot in moment.spots:
            assert any(inside(spot.at, polygon) for polygon in trunk(moment))


@pytest.mark.parametrize("id", [id for id in IDS if stage(id).view != "side"])
def test_it_glows_on_the_side_that_works(id: str) -> None:
    moment = stage(id).posed(stage(id).poses[0])
    spine = moment.skeleton
    if abs(cos(radians(spine.pose["turn"]))) < 0.3:
        return
    across = [spot.at.x - _middle_at(moment, spot.at) for spot in moment.spots]
    if stage(id).shown_side == "left":
        assert max(across) < 0
    else:
        assert min(across) < 0 < max(across)


def _middle_at(moment: Moment, at: Point) -> float:
    """Where the middle of the trunk is at the height of this place."""
    pelvis = moment.skeleton.joints["pelvis"]
    line = [pelvis.plus(moment.skeleton.spine.at(height)[0]) for height in range(-8, 47)]
    return min(line, key=lambda point: point.distance(at)).x


def test_standing_the_soles_are_on_the_ground_and_the_head_is_up() -> None:
    joints = Stage(animation(dict(STANDING), dict(STANDING))).moment(0).skeleton.joints
    assert 3 < joints["foot_l"].y < 6
    assert 128 < joints["head"].y < 142


def test_an_anchor_stays_where_it_is() -> None:
    start = FROM_THE_SIDE | {"anchor": "foot_l"}
    bent = FROM_THE_SIDE | {"thigh_l": 120.0, "thigh_r": 120.0, "shin_l": 200.0, "shin_r": 200.0}
    both = Stage(animation(start, bent, view="side"))
    places = [both.moment(number / 9).skeleton.joints["foot_l"] for number in range(9)]
    assert max(place.x for place in places) == pytest.approx(min(place.x for place in places))


def test_who_sits_sits_on_the_seat() -> None:
    for id in ("seated-cat-cow", "seated-thoracic-extension", "posture-reset", "sit-to-stand"):
        moment = stage(id).posed(stage(id).poses[0])
        seat = max(box(s.points).top for s in stage(id).scenery if s.ink == "seat" and box(s.points).width > 30)
        bottom = min(p.y for polygon in trunk(moment) for p in polygon)
        assert bottom == pytest.approx(seat, abs=2.5), id


def test_the_ball_is_between_the_back_and_the_wall() -> None:
    for id in ("ball-ql-release-wall", "ball-glute-release-wall"):
        wall = max(box(shape.points).right for shape in stage(id).scenery if shape.ink == "wall")
        for moment in moments(id):
            ball = next(box(shape.points) for shape in moment.shapes if shape.ink == "ball-line")
            assert ball.left == pytest.approx(wall, abs=2.5)
            back = min(p.x for polygon in trunk(moment) for p in polygon if ball.bottom < p.y < ball.top)
            assert back == pytest.approx(ball.right, abs=3)


def test_every_prop_of_the_library_can_be_drawn() -> None:
    assert WORDS["animation.props"] == PROPS.keys() | HELD.keys()
