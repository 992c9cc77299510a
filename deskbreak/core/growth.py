"""Doses that have grown: with each yes by a step, and back by one after a long time away, or to the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from deskbreak.core.asked import What
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.progress import grown
from deskbreak.core.sides import fits

TOO_MUCH, AWAY = "too-much", "away"
"""What takes steps back, beside `What.MORE`, the yes to a step: it was too much, or there was nothing for long."""


def steps(happened: Iterable[tuple[str, str]]) -> dict[str, int]:
    """By movement, how many steps more of it somebody wants. `happened`: what, and about which one, oldest first."""
    wanted: dict[str, int] = {}
    for what, about in happened:
        if what == What.MORE:
            wanted[about] = wanted.get(about, 0) + 1
        elif what == AWAY:
            wanted = {name: n - 1 for name, n in wanted.items() if n > 1}
        elif what == TOO_MUCH:
            wanted.pop(about, None)
    return wanted


def with_doses(library: Library, wanted: Mapping[str, int], budget: float) -> Library:
    """The library with so many steps more of these movements, as far as a break has the seconds for it."""
    known = {name: n for name, n in wanted.items() if name in library.movements}
    if not known:
        return library
    more = {name: _grown(library.movements[name], n, budget) for name, n in known.items()}
    return replace(library, movements={**library.movements, **more})


def _grown(movement: Movement, times: int, budget: float) -> Movement:
    for _step in range(times):
        more = replace(movement, dose=grown(movement.dose))
        if not fits(more, budget):
            break
        movement = more
    return movement
