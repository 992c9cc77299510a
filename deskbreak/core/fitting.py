"""How much of the library fits somebody wherever they are, and what leaves out the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.core.filters import OF_PERSON, drops
from deskbreak.core.offers import is_open
from deskbreak.core.safety import Limits, Verdict, locked, verdict
from deskbreak.core.situation import Situation


@dataclass(frozen=True, slots=True)
class Fitting:
    """Counts of movements."""

    all: int
    fit: int
    """That a reminder may name, on some day."""
    care: int
    """That may be begun by hand besides, after what is to be read."""
    left_out: Mapping[str, int]
    """By condition: how many it leaves out, most first. One that only asks for care leaves out none."""
    in_doubt: int
    """That wait until questions are answered which are open."""
    out_of_reach: int
    """That need the floor, standing, a thing or a level that is not there."""


def fitting(situation: Situation) -> Fitting:
    """What somebody's answers come to. A warning sign that locks leaves nothing."""
    movements, limits = tuple(situation.library.movements.values()), situation.limits
    sure = Limits(limits.conditions, limits.conditions, limits.level)
    rules = [frozenset(drops(each, situation, OF_PERSON)) for each in movements]
    fits = 0 if locked(situation.profile) else sum(not dropped for dropped in rules)
    left_out = {
        condition: sum(verdict(each, _only(condition, limits)) is Verdict.WITHHELD for each in movements)
        for condition in limits.conditions
    }
    return Fitting(
        all=len(movements),
        fit=fits,
        care=sum("F1" in dropped and is_open(each, situation) for each, dropped in zip(movements, rules, strict=True)),
        left_out=dict(sorted(left_out.items(), key=lambda counted: (-counted[1], counted[0]))),
        in_doubt=sum(verdict(each, sure) is not verdict(each, limits) for each in movements),
        out_of_reach=sum(not dropped.isdisjoint({"F4", "F5"}) for dropped in rules),
    )


def _only(condition: str, limits: Limits) -> Limits:
    one = frozenset({condition})
    return Limits(one, one, limits.level)
