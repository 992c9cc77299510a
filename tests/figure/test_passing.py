"""What goes by behind who walks."""

from __future__ import annotations

import pytest

from deskbreak.figure.geometry import box
from deskbreak.figure.passing import VIEW, WAY, office, park
from deskbreak.figure.pose import whole
from deskbreak.figure.props import Make
from deskbreak.figure.skeleton import skeleton
from tests.figure.drawn import FROM_THE_SIDE, moments

BOTH = pytest.mark.parametrize("make", [park, office])


def at(make: Make, passed: float) -> list[tuple[str, list[tuple[float, float]]]]:
    shapes = make(skeleton(whole(FROM_THE_SIDE | {"passed": passed}, "side"), "side"))
    return [(shape.ink, [(round(x, 3), round(y, 3)) for x, y in shape.points]) for shape in shapes]


@BOTH
def test_after_the_whole_way_it_looks_the_same_again(make: Make) -> None:
    assert at(make, 0) == at(make, 360)
    assert at(make, 0) != at(make, 180)


@BOTH
def test_nothing_is_seen_beyond_the_picture(make: Make) -> None:
    for passed in range(0, 360, 20):
        for _ink, points in at(make, passed):
            assert -VIEW <= min(x for x, _y in points) <= max(x for x, _y in points) <= VIEW


@pytest.mark.parametrize("id", ["daily-walk", "walk-break"])
def test_the_ground_goes_as_fast_as_the_feet_that_stand_on_it(id: str) -> None:
    """Over one step of the right foot, from when it is flat until its heel rises."""
    here, there = (moments(id)[number].skeleton.joints["foot_r"].x for number in (20, 5))
    assert here - there == pytest.approx(WAY * 9 / 24, rel=0.15)


@pytest.mark.parametrize("id", ["daily-walk", "walk-break"])
def test_it_goes_by_evenly_and_backwards(id: str) -> None:
    passed = [moment.skeleton.pose["passed"] % 360 for moment in moments(id)]
    steps = [(b - a) % 360 for a, b in zip(passed, [*passed[1:], passed[0]], strict=True)]
    assert steps == pytest.approx([15] * 24, abs=0.5)
    assert all(shape.points and box(shape.points).width >= 0 for shape in moments(id)[5].behind)
