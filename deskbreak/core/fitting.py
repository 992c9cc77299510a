"""How much of the library fits somebody wherever they are, and what leaves out the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deskbreak.core.filters import OF_PERSON, drops
from deskbreak.core.movement import Movement
from deskbreak.core.safety import Limits, Verdict, locked, verdict
from deskbreak.core.situation import Situation

FITS, CARE, IN_DOUBT, OUT_OF_REACH = "fits", "care", "in-doubt", "out-of-reach"


@dataclass(frozen=True, slots=True)
class Fitting:
    """Counts of movements. Each counts once, so that the parts add up to all."""

    all: int
    fit: int = 0
    """That a reminder may name, on some day."""
    care: int = 0
    """That may be begun by hand besides, after what is to be read."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """By condition, the one that leaves out most first: how many it leaves out, but for what those before it do."""
    in_doubt: int = 0
    """That wait until questions are answered which are open."""
    out_of_reach: int = 0
    """That need the floor, standing, a thing or a level that is not there."""


def fitting(situation: Situation) -> Fitting:
    """What somebody's answers come to. A warning sign that locks leaves nothing, whatever else they told."""
    movements = tuple(situation.library.movements.values())
    if locked(situation.profile):
        return Fitting(len(movements))
    conditions = _weightiest_first(movements, situation.limits)
    counts = Counter(_part(each, situation, conditions) for each in movements)
    left_out = {condition: counts[condition] for condition in conditions}
    return Fitting(len(movements), counts[FITS], counts[CARE], left_out, counts[IN_DOUBT], counts[OUT_OF_REACH])


def _part(movement: Movement, situation: Situation, conditions: Sequence[str]) -> str:
    """What it counts as: one of the above, or the condition that leaves it out."""
    dropped = drops(movement, situation, OF_PERSON)
    if not dropped:
        return FITS
    for condition in conditions:
        if _leaves_out(condition, movement, situation.limits):
            return condition
    if not {"F4", "F5"}.isdisjoint(dropped):
        return OUT_OF_REACH
    return CARE if verdict(movement, situation.limits) is Verdict.CARE else IN_DOUBT


def _weightiest_first(movements: Sequence[Movement], limits: Limits) -> list[str]:
    n = {name: sum(_leaves_out(name, each, limits) for each in movements) for name in limits.conditions}
    return sorted(n, key=lambda name: (-n[name], name))


def _leaves_out(condition: str, movement: Movement, limits: Limits) -> bool:
    one = frozenset({condition})
    return verdict(movement, Limits(one, one, limits.level)) is Verdict.WITHHELD
