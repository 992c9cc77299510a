"""How the figure moves from keyframe to keyframe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deskbreak.figure.geometry import nearest_turn, through
from deskbreak.figure.pose import ANGLES, Pose

REST: Final = 0.08
"""The share of a cycle that it stays at either end, when it goes there and back."""

FAR_END: Final = {"there-and-back": 0.5, "round": 0.25}
"""The moment of a cycle that tells most, by its order."""


def pose_at(poses: Sequence[Pose], t: float, order: str = "there-and-back") -> dict[str, float]:
    """The pose after `t` cycles; `t` may be any number.

    There and back: from the first pose (t = 0) to the last (t = 0.5) and back, softly at the ends and without a stop
    at those between. Round: through all of them to the first again, each for the same time. Angles go the shorter way.
    """
    number, share = (_round if order == "round" else _there_and_back)(len(poses), t)
    around = [_at(poses, number + step, order) for step in (-1, 0, 1, 2)]
    return {name: _between(name, [pose[name] for pose in around], share) for name in around[1]}


def _there_and_back(count: int, t: float) -> tuple[int, float]:
    way = 1 - abs(2 * (t % 1) - 1)
    along = min(max((way - 2 * REST) / (1 - 4 * REST), 0), 1) * (count - 1)
    number = min(int(along), count - 2)
    return number, along - number


def _round(count: int, t: float) -> tuple[int, float]:
    along = (t % 1) * count
    number = min(int(along), count - 1)
    return number, along - number


def _at(poses: Sequence[Pose], number: int, order: str) -> Pose:
    if order == "round":
        return poses[number % len(poses)]
    return poses[min(max(number, 0), len(poses) - 1)]


def _between(name: str, values: Sequence[float], share: float) -> float:
    """Between the two values in the middle."""
    before, a, b, after = values
    if name in ANGLES:
        b = nearest_turn(b, a)
        before, after = nearest_turn(before, a), nearest_turn(after, b)
    return through((before, a, b, after), share)
