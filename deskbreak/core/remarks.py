"""A word beside a reminder: welcome back, time for a longer walk, how the week stands on a Thursday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from deskbreak.core.asked import Asked, What, asked_on
from deskbreak.core.breaks import Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.decisions import WALK_GAP
from deskbreak.core.effects import Asking
from deskbreak.core.progress import AWAY
from deskbreak.core.questions import is_open_to
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.week import Standing, standings

FRESH = (Asking.DUE, Asking.HELD)
"""How a reminder comes about that was not asked before."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first reminder after a long time away. `easier`: what it names is a step easier."""

    easier: bool


@dataclass(frozen=True, slots=True)
class LongerWalk:
    """There has been no walk for so long that one of five to ten minutes would do."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The targets of which the week has had little so far: told once."""

    targets: tuple[Standing, ...]


Remark = Welcome | LongerWalk | Pace


def remark(situation: Situation, suggestion: Suggestion, asking: Asking, asked: Sequence[Asked]) -> Remark | None:
    """What to say beside this reminder, if anything. `asked`: all there was, oldest first."""
    if not is_open_to(situation) or suggestion.reason == Reason.UNREAD:
        return None
    told: Remark | None = None
    if asking in FRESH and not asked_on(asked, situation.context.today):
        told = _welcome(situation, suggestion) or _pace(situation, asked)
    return told or _longer_walk(situation, suggestion)


def _welcome(situation: Situation, suggestion: Suggestion) -> Welcome | None:
    """7.4: nobody answered anything for fourteen days, and nothing has been done since then."""
    answered = next((each.day for each in reversed(situation.past) if each.outcome is not Outcome.MISSED), None)
    if answered is None or situation.context.today - answered < AWAY:
        return None
    return Welcome(suggestion.easier or "instead_of" in suggestion.facts)


def _pace(situation: Situation, asked: Sequence[Asked]) -> Pace | None:
    """6.7: what is behind on Thursday, unless it is the very first week."""
    today = situation.context.today
    monday = today - timedelta(days=today.weekday())
    if not any(each.done and each.day < monday for each in situation.past):
        return None
    told = frozenset(each.about for each in asked if each.what == What.PACE and each.day >= monday)
    stand = standings(situation.library, situation.profile, situation.context, situation.past, told)
    behind = tuple(each for each in stand if each.mention)
    return Pace(behind) if behind else None


def _longer_walk(situation: Situation, suggestion: Suggestion) -> LongerWalk | None:
    """D5: the walk is due because it is long ago, not only because it is its turn."""
    context = situation.context
    since = context.since_first if context.since_walk is None else context.since_walk
    return LongerWalk() if suggestion.longer is not None and since >= WALK_GAP else None
