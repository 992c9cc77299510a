"""Hands: open, closed, from the edge, and the thumb where it belongs."""

from __future__ import annotations

import pytest

from deskbreak.figure.geometry import Box, box
from deskbreak.figure.hand import EDGE, hand
from deskbreak.figure.pose import whole
from deskbreak.figure.skeleton import skeleton
from tests.figure.drawn import FROM_THE_SIDE, STANDING


def skin(side: str = "l", view: str = "front", **said: float) -> list[Box]:
    """Wrist, thumb and palm."""
    pose = (FROM_THE_SIDE if view == "side" else STANDING) | said
    return [box(shape.points) for shape in hand(skeleton(whole(pose, view), view), side) if shape.ink == "skin"]


def test_a_fist_is_shorter_than_an_open_hand() -> None:
    assert skin(hand_l=180, fist_l=1)[-1].height < 0.7 * skin(hand_l=180)[-1].height


def test_from_its_edge_a_hand_is_narrow() -> None:
    assert skin(hand_l=180, edge_l=1)[-1].width == pytest.approx(EDGE * skin(hand_l=180)[-1].width)


@pytest.mark.parametrize("hangs", [180, 0], ids=["hanging", "raised"])
def test_from_the_front_thumbs_point_to_the_middle(hangs: float) -> None:
    """Of who is seen as in a mirror, and shows the palms of raised hands."""
    _, thumb, palm = skin("l", hand_l=hangs)
    assert thumb.right > palm.right
    _, thumb, palm = skin("r", hand_r=hangs)
    assert thumb.left < palm.left


def test_from_the_side_a_hanging_thumb_is_in_front() -> None:
    _, thumb, palm = skin(view="side")
    assert thumb.right > palm.right
