"""How the figure moves from keyframe to keyframe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.figure.motion import REST, pose_at

UP, OUT, DOWN = ({"thigh_l": angle, "root_dx": shift} for angle, shift in ((350.0, 0.0), (20.0, 4.0), (80.0, 10.0)))
times = st.floats(-3, 3, allow_nan=False)


def test_there_and_back() -> None:
    assert pose_at([UP, DOWN], 0) == UP
    assert pose_at([UP, DOWN], 0.5)["root_dx"] == 10
    assert pose_at([UP, DOWN], 0.25)["root_dx"] == pytest.approx(5)
    assert pose_at([UP, DOWN], 1) == UP


def test_round_goes_on_from_the_last_to_the_first() -> None:
    at = [pose_at([UP, OUT, DOWN], number / 3, "round")["root_dx"] for number in range(4)]
    assert at == pytest.approx([0, 4, 10, 0])
    assert 0 < pose_at([UP, OUT, DOWN], 5 / 6, "round")["root_dx"] < 10


def test_an_angle_goes_the_shorter_way() -> None:
    assert pose_at([UP, OUT], 0.25)["thigh_l"] % 360 == pytest.approx(5)
    assert pose_at([OUT, UP], 0.25)["thigh_l"] % 360 == pytest.approx(5)


def test_it_stays_at_the_ends_for_a_moment_and_leaves_them_softly() -> None:
    assert pose_at([UP, DOWN], REST * 0.9) == UP
    left = pose_at([UP, DOWN], REST + 0.01)["root_dx"]
    under_way = pose_at([UP, DOWN], 0.25)["root_dx"] - pose_at([UP, DOWN], 0.24)["root_dx"]
    assert 0 < left < under_way / 4


def test_it_does_not_stop_on_the_way() -> None:
    speeds = [
        pose_at([UP, OUT, DOWN], 0.25 + step + 0.002)["root_dx"] - pose_at([UP, OUT, DOWN], 0.25 + step)["root_dx"]
        for step in (-0.01, 0, 0.01)
    ]
    assert min(speeds) > 0.05


@given(times, st.sampled_from(["there-and-back", "round"]))
def test_it_repeats_and_never_goes_beyond_the_keyframes(t: float, order: str) -> None:
    now, later = pose_at([UP, OUT, DOWN], t, order), pose_at([UP, OUT, DOWN], t + 1, order)
    assert now["root_dx"] == pytest.approx(later["root_dx"], abs=1e-6)
    assert -1e-9 <= now["root_dx"] <= 10 + 1e-9


@given(times)
def test_the_way_back_is_the_way_there(t: float) -> None:
    assert pose_at([UP, OUT, DOWN], t)["root_dx"] == pytest.approx(pose_at([UP, OUT, DOWN], -t)["root_dx"], abs=1e-6)


@given(times, st.sampled_from(["there-and-back", "round"]))
def test_nothing_jumps(t: float, order: str) -> None:
    now, next_one = pose_at([UP, OUT, DOWN], t, order), pose_at([UP, OUT, DOWN], t + 1e-4, order)
    assert abs(now["root_dx"] - next_one["root_dx"]) < 0.05
