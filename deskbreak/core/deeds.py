"""What was done in a stretch of days, added up by movement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deskbreak.core.breaks import Movements
from deskbreak.core.past import Past


@dataclass(frozen=True, slots=True)
class Deed:
    """A movement that was done: on how many occasions, on which days, and for how long."""

    movement: str
    times: int
    days: frozenset[date]
    moved: Movements


def deeds(past: Iterable[Past], since: date) -> list[Deed]:
    """Everything done from this day on, what was done most often first."""
    found: dict[str, list[tuple[date, Movements]]] = defaultdict(list)
    for each in past:
        if each.done and each.day >= since:
            for bout in each.did:
                if bout.moved.total:
                    found[bout.movement].append((each.day, bout.moved))
    added = [_added(movement, bouts) for movement, bouts in found.items()]
    return sorted(added, key=lambda deed: (-deed.times, deed.movement))


def _added(movement: str, bouts: list[tuple[date, Movements]]) -> Deed:
    each = [moved for _day, moved in bouts]
    moved = Movements(sum(one.left for one in each), sum(one.right for one in each), sum(one.both for one in each))
    return Deed(movement, len(bouts), frozenset(day for day, _one in bouts), moved)
