"""Weekly targets: how far they are, and whether they are behind. The week begins on Monday."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from deskbreak.core.library import Library
from deskbreak.core.past import Lately, Past

WORKDAYS = 5
THURSDAY = 3
WALK_SECONDS = 20 * 60.0
"""The walking of a day ..."""
WALK_MOST = 30 * 60.0
"""... and how much of it counts."""

Worked = Mapping[str, AbstractSet[date]]
"""By movement, routine, kind and family, the days of the week on which it was done: `Lately.worked`."""


@dataclass(frozen=True, slots=True)
class Target:
    """So many days a week on which `of`, a key of `Worked`, is done; `most` where more are too many."""

    id: str
    of: str
    goal: int
    most: int = 7
    routines: tuple[str, ...] = ()
    """What may be offered for it in an evening, the hardest first."""
    rank: int = 0
    """Where evenings are few, the lower one has them."""


TARGETS = (
    Target("butt-walk", "butt-walk", 3),
    Target("strength", "strength", 2),
    Target("ball", "release", 2, most=4),
    Target("stretch", "stretch", 3),
)
"""What the week is told by, and what movements are weighed by: any movement of that kind counts."""
LADDER = ("side-plank-ladder-3", "side-plank-ladder-2", "side-plank-ladder-1")
PROGRAMMES = (
    Target("butt-walk", "butt-walk", 3, routines=("butt-walk-programme",)),
    Target("strength", "strength-side", 2, routines=LADDER),
    Target("ball", "ball-release-evening", 2, routines=("ball-release-evening",), rank=1),
    Target("stretch", "evening-unwind-7m", 2, routines=("evening-unwind-7m",), rank=1),
)
"""The same as they are offered in an evening. There only what the routine is for counts: a stretch at the desk is no
evening on the mat. The five evenings of a working week are enough for the first two, and breaks do for the others."""
PER_SKIP = 2
"""Days by which a skip puts off what was skipped; it weighs as much where movements are weighed."""
OF_KIND = {target.of: target for target in TARGETS}


def days_done(target: Target, worked: Worked) -> int:
    """On how many days of this week it was done."""
    return len(worked.get(target.of, ()))


def shortfall(target: Target, worked: Worked, today: date) -> float:
    """By how many days it is behind its pace, not rounded; 0 or less when it is not."""
    return target.goal * workday(today) / WORKDAYS - days_done(target, worked)


def most_behind(lately: Lately, today: date) -> list[Target]:
    """The programmes behind their pace, of a rank the one that is most so first; of equals the one named longer ago.

    What was skipped within fourteen days is the less behind for it.
    """
    behind = {each.id: _wanting(each, lately, today) for each in PROGRAMMES}
    left = [each for each in PROGRAMMES if behind[each.id] > 0]
    return sorted(left, key=lambda each: (each.rank, -behind[each.id], _last_named(each, lately)))


def _wanting(programme: Target, lately: Lately, today: date) -> float:
    """Its shortfall, and what skips take off it. Rounded: 3 / 5 and 1.6 - 1 are as much as each other."""
    skips = sum(lately.skips.get(name, 0) for name in programme.routines)
    return round(shortfall(programme, lately.worked, today) - PER_SKIP * skips, 6)


def _last_named(programme: Target, lately: Lately) -> int:
    return max(lately.last_named.get(name, -1) for name in programme.routines)


def workday(today: date) -> int:
    """Which working day of the week it is: 1 on Monday to 5 on Friday, and at the weekend."""
    return min(today.weekday() + 1, WORKDAYS)


def worth_a_word(targets: Iterable[Target], worked: Worked, today: date, told: AbstractSet[str]) -> list[Target]:
    """The targets to mention: on Thursday those that are behind by whole days, once each.

    `told`: those that were mentioned this week. On Friday nothing is said any more.
    """
    if today.weekday() != THURSDAY:
        return []
    return [
        target
        for target in targets
        if target.id not in told and days_done(target, worked) < math.floor(target.goal * workday(today) / WORKDAYS)
    ]


def walks(past: Iterable[Past], library: Library, since: date) -> int:
    """How often somebody walked from this day on, in a break or told of."""
    of_kind = {one.id for one in library.movements.values() if one.kind == "walk"}
    since_then = (each for each in past if each.day >= since and each.done)
    return sum(any(bout.movement in of_kind for bout in each.did) for each in since_then)


def walked(past: Iterable[Past], walks: AbstractSet[str], day: date) -> float:
    """The seconds walked on a day, up to those that count. `walks`: the movements of that kind."""
    bouts = (bout for each in past if each.day == day and each.done for bout in each.did)
    return min(sum(bout.moved.total for bout in bouts if bout.movement in walks), WALK_MOST)
