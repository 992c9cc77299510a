"""What drops a movement from the choice: the rules F1 to F13, each a function that says whether it does.

`SAFETY` holds for everything that is ever suggested and is never relaxed. `VARIETY` holds where movements are
weighed against each other; of it, F7 gives way step by step when nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time

from deskbreak.core.movement import Movement, Routine
from deskbreak.core.profile import Place, place
from deskbreak.core.progress import is_within_reach
from deskbreak.core.safety import Verdict, has_all, routine_verdict, uses_ball, verdict
from deskbreak.core.sides import fits
from deskbreak.core.situation import Situation
from deskbreak.core.targets import LADDER, OF_KIND, PROGRAMMES, days_done, most_behind

MORNING = 60.0
"""Minutes after the first activity of the day for which nothing is rounded or twisted."""
LATER = frozenset({"flexion", "rotation"})
"""The tags of these."""
EVENING = time(17)
SIDE_STRENGTH = "strength-side"
"""The family that rests on the day after."""
CALM_FROM = 4
"""From this check-in on, only gentle mobility."""
FLOOR_REST = 3
"""After getting down on the floor, so many prompts do without."""

Rule = Callable[[Movement, Situation], bool]
Rules = tuple[tuple[str, Rule], ...]
"""With their names."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the last prompts must not have named the same movement, or one of its family."""

    repeat: int
    family: int


REACHES = (Reach(4, 2), Reach(4, 0), Reach(1, 0), Reach(0, 0))
"""F7, and how it gives way."""


def drops(movement: Movement, situation: Situation, rules: Rules) -> tuple[str, ...]:
    """The names of the rules that drop a movement."""
    return tuple([name for name, drops_it in rules if drops_it(movement, situation)])


def routine_drops(routine: Routine, situation: Situation, rules: Rules) -> tuple[str, ...]:
    """The rules that drop a routine: those that drop it as a whole, and those that drop any of its movements.

    "ladder": the steps below it have not become easy yet.
    """
    context, library = situation.context, situation.library
    found = {name for part in library.parts(routine.id) for name in drops(part, situation, rules)} - {"declined"}
    whole = {
        "declined": routine.id in context.declined,
        "ladder": not is_within_reach(routine, library, situation.past, context.check_ins, context.today),
        "F1": routine_verdict(routine, situation.limits, library) is not Verdict.OK,
        "card": uses_ball(routine) and not context.card_read,
        "F5": _out_of_reach(routine, situation) or _favours_nobody(routine, situation),
        "F11": routine.id in situation.lately.too_much,
    }
    found.update(name for name, holds in whole.items() if holds)
    names = dict.fromkeys([*whole, *(name for name, _rule in rules)])
    return tuple(name for name in names if name in found)


def fresh(movements: Iterable[Movement], situation: Situation, reach: Reach) -> list[Movement]:
    """F7: those of these movements that none of the last prompts named, nor one of their family."""
    named = {part.id for part in situation.lately.parts_shown(reach.repeat)}
    families = {part.family for part in situation.lately.parts_shown(reach.family)}
    return [one for one in movements if one.id not in named and one.family not in families]


def _declined(movement: Movement, situation: Situation) -> bool:
    return movement.id in situation.context.declined


def _withheld(movement: Movement, situation: Situation) -> bool:
    return verdict(movement, situation.limits) is not Verdict.OK


def _not_in_a_call(movement: Movement, situation: Situation) -> bool:
    return situation.context.in_call and not (movement.context == "seated" and movement.discreet)


def _not_in_the_office(movement: Movement, situation: Situation) -> bool:
    unseen = movement.discreet if situation.profile.quiet else movement.discretion > 0
    if unseen and not movement.needs_floor:
        return False
    return place(situation.profile, situation.context) is Place.OFFICE


def _not_on_the_floor(movement: Movement, situation: Situation) -> bool:
    return movement.needs_floor and not situation.profile.floor_ok


def _out_of_reach(what: Movement | Routine, situation: Situation) -> bool:
    profile = situation.profile
    has_to_stand = not profile.can_stand and what.context != "seated"
    return has_to_stand or what.level > situation.limits.level or not has_all(what.equipment, profile)


def _favours_nobody(routine: Routine, situation: Situation) -> bool:
    """Whether it gives a sore side more, and there is none, or both are."""
    return routine.allow_imbalance and situation.profile.sore is None


def _card_unread(movement: Movement, situation: Situation) -> bool:
    return uses_ball(movement) and not situation.context.card_read


def _too_early(movement: Movement, situation: Situation) -> bool:
    return situation.context.since_first < MORNING and not LATER.isdisjoint(movement.tags)


def _release_enough(movement: Movement, situation: Situation) -> bool:
    """What was only named counts as well: at most one a day is suggested, and nobody is pressed who let it pass."""
    if movement.kind != "release":
        return False
    lately = situation.lately
    full_week = days_done(OF_KIND["release"], lately.worked) >= OF_KIND["release"].most
    return full_week or situation.context.now.time() < EVENING or "release" in lately.named_today


def _released_today(movement: Movement, situation: Situation) -> bool:
    """Whether ball work was done today: enough, whoever asks for it. The time of day is theirs to choose."""
    return movement.kind == "release" and situation.context.today in situation.lately.worked.get("release", ())


def _side_strength_rests(movement: Movement, situation: Situation) -> bool:
    """As above: it is never suggested on two days in a row. What was skipped may have been done all the same."""
    lately = situation.lately
    return movement.family == SIDE_STRENGTH and (
        SIDE_STRENGTH in lately.named_today or SIDE_STRENGTH in lately.named_yesterday
    )


def _left_for_the_ladder(movement: Movement, situation: Situation) -> bool:
    """Whether an evening at home is to have it: each week the ladder comes before single movements of its family.

    That is for those who were offered something in an evening of late; nobody else waits for one.
    """
    lately, context = situation.lately, situation.context
    if movement.family != SIDE_STRENGTH or _side_strength_rests(movement, situation):
        return False
    if place(situation.profile, context) is not Place.HOME:
        return False
    if lately.last_named.keys().isdisjoint(name for each in PROGRAMMES for name in each.routines):
        return False
    wanted = any(each.routines == LADDER for each in most_behind(lately, context.today))
    return wanted and lately.worked.keys().isdisjoint(LADDER) and _has_a_ladder(situation)


def _has_a_ladder(situation: Situation) -> bool:
    rungs = [routine for name, routine in situation.library.routines.items() if name in LADDER]
    return any(not routine_drops(rung, situation, OF_PERSON) for rung in rungs)


def _was_too_much(movement: Movement, situation: Situation) -> bool:
    marked = situation.lately.too_much
    if not marked:
        return False
    known = situation.library.movements
    of_family = [one for one in marked if one in known and known[one].family == movement.family]
    return movement.id in marked or len(of_family) >= 2


def _not_calm(movement: Movement, situation: Situation) -> bool:
    return (movement.level > 1 or movement.kind != "mobility") and situation.context.check_in >= CALM_FROM


def _floor_again(movement: Movement, situation: Situation) -> bool:
    if not (movement.needs_floor and situation.profile.floor_ok):
        return False
    return any(part.needs_floor for part in situation.lately.parts_shown(FLOOR_REST))


def _too_long(movement: Movement, situation: Situation) -> bool:
    return not fits(movement, situation.profile.budget)


def _walk(movement: Movement, _situation: Situation) -> bool:
    return movement.kind == "walk"


OF_PERSON: Rules = (("F1", _withheld), ("F4", _not_on_the_floor), ("F5", _out_of_reach))
"""What holds for somebody wherever they are."""
CARD: Rules = (("card", _card_unread),)
"""What waits until the card about the ball was read: by hand, that is shown first."""
ALWAYS: Rules = (
    ("declined", _declined),
    *OF_PERSON,
    *CARD,
    ("F2", _not_in_a_call),
    ("F3", _not_in_the_office),
    ("F11", _was_too_much),
)
"""What holds for the gentle list and for walks too, which F12 and F13 would drop."""
OF_NAMED: Rules = (*OF_PERSON, ("F3", _not_in_the_office))
"""What takes back what was named already: what somebody told of themselves, and where they are."""
BY_HAND: Rules = (*ALWAYS, ("F9", _released_today))
"""What is asked of something that somebody starts themselves; `offers.CLOSED` says what of it closes."""
OF_CHOICE: Rules = (*ALWAYS, ("F8", _too_early), ("F9", _release_enough), ("F10", _side_strength_rests))
"""What holds for a reminder that names what somebody chose for it."""
SAFETY: Rules = (*OF_CHOICE, ("F12", _not_calm))
VARIETY: Rules = (*SAFETY, ("F4", _floor_again), ("F6", _too_long), ("F10", _left_for_the_ladder), ("F13", _walk))
