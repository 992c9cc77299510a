"""From angles to joints."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.figure import body
from deskbreak.figure.geometry import Point
from deskbreak.figure.pose import ANGLES, USUAL, whole
from deskbreak.figure.skeleton import Skeleton, skeleton
from deskbreak.library.vocabulary import ANCHORS, LIMBS, MEASURES
from tests.figure.drawn import FROM_THE_SIDE, STANDING

angles = st.floats(0, 360, allow_nan=False)


def posed(view: str = "side", **said: float) -> Skeleton:
    return skeleton(whole((FROM_THE_SIDE if view == "side" else STANDING) | said, view), view)


def near(a: Point, b: tuple[float, float]) -> bool:
    return a == pytest.approx(b, abs=1e-6)


def test_standing_straight_everything_is_above_the_feet() -> None:
    joints = posed().joints
    assert near(joints["neck"], (0, body.LUMBAR + body.THORAX))
    assert near(joints["head"], (0, body.LUMBAR + body.THORAX + body.NECK))
    assert near(joints["foot_l"], (0, -body.THIGH - body.SHIN))
    assert near(joints["toes_l"], (body.FOOT, -body.THIGH - body.SHIN))
    assert near(joints["hand_l"], (0, body.SHOULDERS - body.UPPER_ARM - body.FOREARM))


@pytest.mark.parametrize(("angle", "way"), [(0, (0, 1)), (90, (1, 0)), (180, (0, -1)), (270, (-1, 0))])
def test_0_is_up_and_90_to_the_right(angle: float, way: tuple[float, float]) -> None:
    joints = posed(thigh_l=angle).joints
    assert near(joints["knee_l"], (way[0] * body.THIGH, way[1] * body.THIGH))


def test_a_foreshortened_limb_is_shorter_and_comes_out_of_the_picture() -> None:
    bone = posed("front", thigh_l=180, thigh_scale_l=0.6).bones["knee_l"]
    assert bone.start.distance(bone.end) == pytest.approx(body.THIGH * 0.6)
    assert bone.towards_viewer == pytest.approx(0.8)


def test_from_the_front_left_is_left_of_the_picture_as_in_a_mirror() -> None:
    joints = posed("front").joints
    assert joints["shoulder_l"].x < 0 < joints["shoulder_r"].x
    assert joints["hip_l"].x < 0 < joints["hip_r"].x


def test_turned_to_the_side_the_shoulders_come_together() -> None:
    front, turned = posed("front").joints, posed("front", turn=300).joints
    assert turned["shoulder_r"].x == pytest.approx(front["shoulder_r"].x / 2)
    assert turned["hip_r"] == front["hip_r"]


def test_a_tilted_pelvis_lifts_one_hip() -> None:
    joints = posed("front", pelvis=15).joints
    assert joints["hip_l"].y > 0 > joints["hip_r"].y


def test_an_arm_overhead_takes_its_shoulder_along() -> None:
    assert posed("front", upper_arm_l=0).joints["shoulder_l"].y > posed("front").joints["shoulder_l"].y + 3


@given(st.fixed_dictionaries(dict.fromkeys(sorted(LIMBS), angles)), st.sampled_from(["front", "side", "top"]))
def test_limbs_keep_their_length_in_any_pose(said: dict[str, float], view: str) -> None:
    found = skeleton(whole(said, view), view)
    for side in ("l", "r"):
        lengths = {"knee": body.THIGH, "foot": body.SHIN, "elbow": body.UPPER_ARM, "hand": body.FOREARM}
        for joint, length in lengths.items():
            bone = found.bones[f"{joint}_{side}"]
            assert bone.start.distance(bone.end) == pytest.approx(length)
        assert found.bones[f"elbow_{side}"].end == found.bones[f"hand_{side}"].start


@given(st.floats(0, 359), st.floats(-70, 70))
def test_the_spine_has_no_gaps(lumbar: float, bend: float) -> None:
    spine = posed(lumbar=lumbar, thorax=(lumbar + bend) % 360).spine
    line = [spine.at(height / 4)[0] for height in range(-32, 200)]
    assert max(a.distance(b) for a, b in itertools.pairwise(line)) < 0.6


def test_every_word_of_the_library_is_known_here() -> None:
    pose = whole(STANDING, "front")
    assert MEASURES.keys() <= pose.keys()
    assert LIMBS <= ANGLES
    assert USUAL.keys() <= MEASURES.keys()
    assert posed().joints.keys() >= ANCHORS
