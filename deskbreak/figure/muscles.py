"""Where a muscle lies, so that it can glow."""

from __future__ import annotations

from typing import Final, NamedTuple

from deskbreak.figure.geometry import Point, blend
from deskbreak.figure.skeleton import LEFTWARDS, Skeleton
from deskbreak.figure.trunk import surface

TRUNK, HIPS = "glow-trunk", "glow-hips"
"""Where a glow is painted: over the trunk, under the legs that are nearer; or over these as well."""


class Spot(NamedTuple):
    """A warm place on the body."""

    at: Point
    radius: float
    layer: str = TRUNK


class Place(NamedTuple):
    """On the trunk: height above the hips, how far to its own side and to the front (-1 to 1), and how large."""

    height: float
    aside: float
    forwards: float
    radius: float
    layer: str = TRUNK


def _up(low: float, high: float, aside: float, forwards: float, radius: float, layer: str = TRUNK) -> tuple[Place, ...]:
    """A muscle that goes up the trunk."""
    steps = round((high - low) / 3)
    return tuple(Place(blend(low, high, step / steps), aside, forwards, radius, layer) for step in range(steps + 1))


MUSCLES: Final[dict[str, tuple[Place, ...]]] = {
    "quadratus lumborum": _up(6, 20, 0.62, -0.55, 6.5),
    "lumbar": _up(3, 17, 0.3, -0.6, 6),
    "erector": _up(6, 36, 0.3, -0.6, 6),
    "multifidus": _up(2, 18, 0.3, -0.6, 6),
    "thoracic": _up(24, 38, 0.3, -0.75, 6.5),
    "latissimus": _up(18, 34, 0.75, -0.5, 6.5),
    "diaphragm": _up(22, 28, 0.6, 0.5, 7),
    "gluteus medius": _up(-2, 5, 0.8, -0.6, 6.5, HIPS),
    "gluteus maximus": _up(-5, 1, 0.6, -0.55, 6.5, HIPS),
    "piriformis": _up(-4, 2, 0.92, -0.55, 6.5, HIPS),
    "iliopsoas": _up(-7, 4, 0.5, 0.75, 6, HIPS),
    "whole-body": _up(6, 18, 0.6, -0.4, 6.5),
}
"""By the beginning of its name; one that is not here does not glow."""


def spots(skeleton: Skeleton, targets: tuple[str, ...], side: str | None) -> list[Spot]:
    """The spots of the first muscle that is known: on one side ("l" or "r"), or on both."""
    places: tuple[Place, ...] = next(
        (MUSCLES[name] for target in targets for name in MUSCLES if target.startswith(name)), ()
    )
    sides = (side,) if side else ("l", "r") if skeleton.view != "side" else ("l",)
    return [
        Spot(surface(skeleton, place.height, place.aside * LEFTWARDS[one], place.forwards), place.radius, place.layer)
        for one in sides
        for place in places
    ]
