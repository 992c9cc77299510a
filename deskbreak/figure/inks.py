"""The colours, for a light and for a dark surface."""

from __future__ import annotations

from functools import cache
from typing import Final

Colour = tuple[int, int, int]

BASE: Final[dict[str, tuple[str, str]]] = {
    "skin": ("e9b48d", "e6b08a"),
    "neck": ("d99f77", "d0976f"),
    "hair": ("5a3a2c", "7d5640"),
    "shirt": ("2f8f9d", "3aa3b1"),
    "trousers": ("44557d", "6b7fb0"),
    "lap": ("4b5e8a", "7388b9"),
    "shoe": ("d2674a", "dc7556"),
    "sole": ("f3efe8", "efe9df"),
    "eye": ("3a2a24", "3a2a24"),
    "blush": ("e8a07d", "e59b78"),
    "mouth": ("b5654a", "a85c44"),
    "wood": ("c99a63", "b98a57"),
    "wood-dark": ("a97c4a", "94693d"),
    "seat": ("8d97a8", "7c8698"),
    "seat-dark": ("6b7586", "606a7b"),
    "metal": ("9aa3af", "8a93a1"),
    "wall": ("d9d3c8", "5d5f6b"),
    "wall-dark": ("c3bbad", "4c4e59"),
    "door": ("efe9dc", "3f424d"),
    "mat": ("b7a4d6", "8d7bb3"),
    "mat-dark": ("9c87c0", "75649a"),
    "ball": ("e2574c", "ea665b"),
    "ball-light": ("f0897f", "f5988f"),
    "pillow": ("f3efe6", "d9d6cf"),
    "bag": ("9b5b3c", "b06c4a"),
    "bag-dark": ("7c462c", "8c5439"),
    "screen": ("3b4353", "2c323e"),
    "screen-light": ("9fc4d9", "86aec6"),
    "leaf": ("b3d3a3", "557a4c"),
    "leaf-dark": ("9fc48f", "496b42"),
    "sky": ("e3eff5", "33424f"),
    "grass": ("c9dfb6", "4a6142"),
    "path": ("e3d5b8", "7d745f"),
    "sun": ("f6c453", "f0bd4c"),
    "cup": ("f4f1ea", "e8e4da"),
    "arrow": ("f08a3c", "f2964e"),
    "floor": ("cfd3da", "4a4e59"),
}
"""Name: on light, on dark."""
LINED: Final = 0.30
"""How much darker than its surface a line is."""
FAR: Final = 0.24
"""How much darker the far limbs are."""
FAR_SKIN: Final = 0.13
"""And their skin, which must not look like another one's."""
GLOW: Final = (255, 122, 36)
GLOW_HEART: Final = (255, 214, 120)
SHADOW: Final = {"light": (30, 40, 60, 62), "dark": (0, 0, 0, 120)}
SURFACE: Final = {"light": (250, 249, 246), "dark": (36, 38, 46)}


@cache
def inks(theme: str) -> dict[str, Colour]:
    """Every ink's colour on a "light" or a "dark" surface; those ending in -line and -far are made from the others."""
    found = {name: _read(pair[theme == "dark"]) for name, pair in BASE.items()}
    found |= {f"{name}-line": darker(colour, LINED) for name, colour in found.items()}
    far = {name: FAR_SKIN if name.startswith("skin") else FAR for name in found}
    return found | {f"{name}-far": darker(colour, far[name]) for name, colour in found.items()}


def darker(colour: Colour, share: float) -> Colour:
    """The same colour with less light, and a little bluer, as shade is."""
    red, green, blue = colour
    return round(red * (1 - share)), round(green * (1 - share * 0.96)), round(blue * (1 - share * 0.82))


def _read(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)
