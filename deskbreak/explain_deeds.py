"""What was done, in plain words: how often, for how long, and how much of it on each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskbreak.core.breaks import Movements
from deskbreak.core.deeds import Deed
from deskbreak.words import _, counted, exact_span


def deed_line(deed: Deed, names: Mapping[str, str]) -> str:
    """A movement and what was done of it. `names`: of the movements, by their ids."""
    told = [times(deed.times), _moved(deed.moved)] if deed.times else []
    if deed.too_much:
        told.append(counted("too much {n} time", "too much {n} times", deed.too_much).format(n=deed.too_much))
    return f"{names.get(deed.movement, deed.movement)}: {', '.join(told)}"


def sides_line(deeds: Sequence[Deed]) -> str:
    """How both sides compare, all movements together."""
    moved = [deed.moved for deed in deeds]
    both = Movements(sum(each.left for each in moved), sum(each.right for each in moved))
    return _("In all: {sides}").format(sides=_sides(both))


def times(n: int) -> str:
    """How often."""
    return counted("{n} time", "{n} times", n).format(n=n)


def _moved(moved: Movements) -> str:
    time = exact_span(moved.total)
    return f"{time} ({_sides(moved)})" if moved.left or moved.right else time


def _sides(moved: Movements) -> str:
    return _("left {left}, right {right}").format(left=exact_span(moved.left), right=exact_span(moved.right))
