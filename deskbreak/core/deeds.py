"""What was done in a stretch of days, added up by movement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deskbreak.core.breaks import Movements
from deskbreak.core.past import Past


@dataclass(frozen=True, slots=True)
class Deed:
    """A movement that was done: on how many occasions, on which days, and for how long; or that was too much."""

    movement: str
    times: int
    days: frozenset[date]
    moved: Movements
    too_much: int = 0
    """How often somebody said so. Stopped before it began to count, it was done 0 times."""


def deeds(past: Iterable[Past], since: date) -> list[Deed]:
    """Everything done or too much from this day on, what was done most often first."""
    past = [each for each in past if each.day >= since]
    too_much = Counter(each.too_much for each in past if each.too_much is not None)
    found: dict[str, list[tuple[date, Movements]]] = defaultdict(list)
    for each in past:
        if each.done:
            for bout in each.did:
                if bout.moved.total:
                    found[bout.movement].append((each.day, bout.moved))
    added = [_added(movement, found[movement], too_much[movement]) for movement in {**found, **too_much}]
    return sorted(added, key=lambda deed: (-deed.times, deed.movement))


def _added(movement: str, bouts: list[tuple[date, Movements]], too_much: int) -> Deed:
    each = [moved for _day, moved in bouts]
    moved = Movements(sum(one.left for one in each), sum(one.right for one in each), sum(one.both for one in each))
    return Deed(movement, len(bouts), frozenset(day for day, _one in bouts), moved, too_much)
