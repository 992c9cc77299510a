"""What is withheld from whom: by condition, by warning signs, by what somebody can do and has at hand.

Nothing in here is ever relaxed. In doubt a condition counts as there: what nobody judged needs care.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.profile import Answer, Profile, RedFlag


class Verdict(IntEnum):
    """What a condition says about a movement; of several the greatest holds."""

    OK = 0
    CARE = 1
    """Never suggested; by hand, after its note was shown."""
    WITHHELD = 2


ACUTE = "acute-pain"
LASTING = "long-lasting-pain"

THINGS = ("chair", "desk", "door frame", "wall", "mat", "ball", "bag")
"""What somebody may have at hand. The first two are taken for granted until somebody says otherwise."""
EVERYBODY_HAS = ("pillow", "cushion", "blanket", "towel", "shoes")
_WORDS = tuple((thing, f" {thing} ") for thing in (*THINGS, *EVERYBODY_HAS))
_APART = str.maketrans(dict.fromkeys(",.;:/()+-", " "))

OPEN_LEVEL = 2
"""From this level on, and for a ball, a question that was left open counts as a yes."""


def locked(profile: Profile) -> bool:
    """Whether no movement is to be shown at all until a professional has looked at it."""
    return profile.red_flag in (RedFlag.EMERGENCY, RedFlag.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a profile comes to for whoever asks about a movement."""

    conditions: frozenset[str]
    """Those that hold ..."""
    in_doubt: frozenset[str]
    """... and with them those about which somebody preferred to say nothing."""
    level: int
    """The highest level that may be suggested."""

    def with_condition(self, condition: str) -> Limits:
        """The same for somebody who has this one as well."""
        return Limits(self.conditions | {condition}, self.in_doubt | {condition}, self.level)


def limits(profile: Profile) -> Limits:
    """Conditions, and gentle only while long-lasting pain, or a warning sign, has not been looked at."""
    soon = {LASTING} if profile.red_flag is RedFlag.SOON else set()
    yes = soon | {condition for condition, answer in profile.answers.items() if answer is Answer.YES}
    unsaid = {condition for condition, answer in profile.answers.items() if answer is Answer.UNSAID}
    return Limits(frozenset(yes), frozenset(yes | unsaid), 1 if LASTING in yes else profile.level_max)


def verdict(movement: Movement, limits: Limits) -> Verdict:
    """What the conditions say about a movement: the strictest of them. What nobody judged needs care."""
    conditions, against = counting(movement, limits), movement.contraindications
    if against is None:
        return Verdict.CARE if conditions else Verdict.OK
    return _strictest(conditions, against.withhold, against.care)


def routine_verdict(routine: Routine, limits: Limits, library: Library) -> Verdict:
    """The strictest of what is said about a routine and about each of its movements."""
    whole = _strictest(counting(routine, limits), routine.blocked_for, routine.manual_only_for)
    return max([whole, *(verdict(part, limits) for part in library.parts(routine.id))])


def has_all(equipment: Collection[str], profile: Profile) -> bool:
    """Whether everything is at hand. "desk or wall for balance": one is enough; a pillow everybody has.

    Of a thing that is not known nobody can have said that they have it.
    """
    # Where "none" is on the list, the rest of it is for comfort.
    return "none" in equipment or all(_at_hand(phrase, profile.equipment) for phrase in equipment)


def named(phrase: str) -> frozenset[str]:
    """The things that this entry of a list of equipment names, of those that are known. A wheelchair is no chair."""
    words = f" {phrase.lower().translate(_APART)} "
    return frozenset([thing for thing, word in _WORDS if word in words])


def _at_hand(phrase: str, mine: frozenset[str]) -> bool:
    if phrase in mine:
        return True
    things = named(phrase)
    asked_for = things.intersection(THINGS)
    return bool(asked_for & mine) if asked_for else bool(things)


def _strictest(conditions: frozenset[str], withhold: Collection[str], care: Collection[str]) -> Verdict:
    if not conditions.isdisjoint(withhold):
        return Verdict.WITHHELD
    return Verdict.OK if conditions.isdisjoint(care) else Verdict.CARE


def uses_ball(what: Movement | Routine) -> bool:
    """Whether it presses on a ball."""
    return "ball" in " ".join(what.equipment)


def counting(what: Movement | Routine, limits: Limits) -> frozenset[str]:
    """The conditions that count for it: in doubt only those of somebody who asks for much."""
    release = isinstance(what, Movement) and what.kind == "release"
    doubted = release or what.level >= OPEN_LEVEL or uses_ball(what)
    return limits.in_doubt if doubted else limits.conditions
