"""How the person is built: lengths and half widths, in the units of the poses. Standing, they are 146 units tall."""

from __future__ import annotations

from typing import Final, NamedTuple

Outline = tuple[tuple[float, float], ...]
"""Points as (along, beside)."""

LUMBAR: Final = 20.0
THORAX: Final = 26.0
NECK: Final = 14.5
"""From the top of the thorax to the middle of the head."""
HEAD: Final = 9.6
"""Radius."""
SHOULDERS: Final = 41.0
"""How high up the trunk they are."""
SHOULDER: Final = 12.4
HIP: Final = 6.6
"""From the middle to the joint."""
UPPER_ARM: Final = 24.0
FOREARM: Final = 22.0
HAND: Final = 11.0
THIGH: Final = 36.0
SHIN: Final = 34.0
FOOT: Final = 11.0
"""From the ankle to the tip of the toes."""
SOLE: Final = 4.6
"""From the ankle down."""
SHRUG: Final = 3.5
"""How far a shoulder rises with the arm overhead."""
LINE: Final = 0.75
"""How wide the line around a limb is."""
FAR: Final = (2.4, 1.5)
"""Where the far limbs are from the side, as the ground is seen a little from above."""


class Row(NamedTuple):
    """Half widths across the trunk at this height above the hips: sideways, to the front and to the back."""

    height: float
    side: float
    front: float
    back: float


TRUNK: Final = (
    Row(-9.4, 2.8, 1.0, 1.8),
    Row(-8.5, 6.2, 3.6, 5.4),
    Row(-6, 10.6, 6.0, 7.4),
    Row(-2, 13.2, 7.4, 8.8),
    Row(3, 13.3, 7.8, 8.8),
    Row(9, 12.1, 7.7, 7.4),
    Row(16, 10.8, 7.3, 6.2),
    Row(23, 11.0, 7.7, 6.5),
    Row(31, 12.4, 8.8, 7.8),
    Row(37, 13.0, 8.4, 8.4),
    Row(41, 12.9, 6.8, 8.0),
    Row(43.5, 12.4, 5.4, 7.0),
    Row(45.6, 9.4, 4.6, 5.6),
    Row(47.6, 5.2, 3.7, 4.2),
    Row(48.4, 4.2, 3.6, 4.0),
)
HEM: Final = -2.0
"""How high above the hips the shirt ends."""
HEM_MOST: Final = 17.0
"""How high its front may come with the thigh, from the side."""


class Width(NamedTuple):
    """Half widths at a share of a limb's length: to its front and to its back."""

    share: float
    front: float
    back: float


UPPER_ARM_WIDTHS: Final = (Width(0, 3.8, 3.8), Width(0.5, 4.2, 4.2), Width(1, 3.4, 3.4))
FOREARM_WIDTHS: Final = (Width(0, 3.4, 3.4), Width(0.3, 3.6, 3.5), Width(1, 2.4, 2.4))
SLEEVE_WIDTHS: Final = (
    Width(0, 3.9, 3.9),
    Width(0.2, 4.9, 4.9),
    Width(0.5, 5.2, 5.2),
    Width(0.62, 5.1, 5.1),
    Width(0.65, 4.6, 4.6),
)
THIGH_WIDTHS: Final = (Width(0, 7.0, 7.3), Width(0.14, 7.7, 7.7), Width(0.4, 7.4, 7.3), Width(1, 5.3, 5.1))
SHIN_WIDTHS: Final = (Width(0, 5.2, 5.0), Width(0.32, 4.9, 5.6), Width(0.65, 4.2, 4.6), Width(0.93, 3.9, 4.1))

SHOE_SIDE: Final[Outline] = (
    (-4.0, 3.4), (-4.9, 0.0), (-4.8, -SOLE), (10.6, -SOLE), (12.0, -3.6), (11.8, -2.0), (10.2, -0.6), (6.5, 0.4),
    (4.0, 2.6), (3.2, 4.4), (-3.4, 4.4),
)  # fmt: skip
"""A shoe from the side: to the toes, and up from the ankle."""
SHOE_FRONT: Final[Outline] = (
    (-3.4, 4.0), (-4.6, 1.0), (-5.4, -2.2), (-5.2, -SOLE), (5.2, -SOLE), (5.4, -2.2), (4.6, 1.0), (3.4, 4.0),
)  # fmt: skip
"""A shoe from the front."""
SHOE_SOLE: Final = 1.5
"""How thick the sole is."""
SHOE_ABOVE: Final[Outline] = (
    (-4.0, -2.6), (-4.8, 0.0), (-4.0, 2.6), (-1.0, 3.6), (3.0, 3.5), (7.0, 4.3), (10.0, 3.4), (11.4, 0.6), (10.8, -2.2),
    (7.0, -3.8), (3.0, -3.3), (-1.0, -3.5),
)  # fmt: skip
"""A shoe from above, or its sole."""


def _bars(*places: tuple[float, float]) -> tuple[Outline, ...]:
    return tuple(((x, -wide), (x, wide), (x + 0.9, wide), (x + 0.9, -wide)) for x, wide in places)


TREAD: Final = _bars((-3, 1.8), (-1, 2), (5, 2.6), (7.2, 2.6))
"""Bars across a sole."""
LACES: Final = _bars((1.2, 1.9), (3.2, 1.9), (5.2, 2.1))
"""And across a shoe from above."""
