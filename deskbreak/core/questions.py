"""What may be asked after a break, and told when the working day is over: a small thing a day, and never a must.

Each rule is told the situation and what was asked before, and says what to ask now, or None. Nobody is asked
anything under a warning sign, on a gentle day, or twice in one day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deskbreak.core.asked import SUMMARIES, Asked, What, asked_on, last
from deskbreak.core.breaks import Outcome
from deskbreak.core.calendar import Local
from deskbreak.core.decisions import is_gentle
from deskbreak.core.filters import OF_PERSON
from deskbreak.core.hours import Hours, is_open, next_edge
from deskbreak.core.movement import Dose, Movement, Routine
from deskbreak.core.offers import dropped
from deskbreak.core.past import Past
from deskbreak.core.progress import Harder, above, harder, next_rung, still_sore
from deskbreak.core.safety import LASTING, limits
from deskbreak.core.sides import fits
from deskbreak.core.situation import Situation

CHECK_IN_EVERY = timedelta(days=7)
"""Nobody is asked more often than this how their back is."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask or to tell; `about` is what it is kept under."""

    what: What
    about: str = ""
    level: int | None = None
    """Of the harder movement or routine."""
    dose: Dose | None = None
    """The dose that would be more."""


UNUSED = frozenset({Outcome.SKIPPED, Outcome.MISSED})
LOOKED_AT, TOO_MANY = 6, 4
"""So many of the last reminders unused, and there may be too many of them."""
TOO_MANY_EVERY = timedelta(days=7)

Rule = Callable[[Situation, Sequence[Asked]], Question | None]


def is_open_to(situation: Situation) -> bool:
    """Whether anything beside the breaks may be said at all."""
    return situation.profile.red_flag is None and not is_gentle(situation)


def after_break(situation: Situation, asked: Sequence[Asked]) -> Question | None:
    """What to ask somebody who has just taken a break, the last of `situation.past`."""
    if not is_open_to(situation) or asked_on(asked, situation.context.today):
        return None
    return next((found for rule in AFTER_BREAK if (found := rule(situation, asked))), None)


def unused(outcomes: Sequence[Outcome]) -> int:
    """How many of the last reminders led to nothing. A break that came by itself says nothing of them."""
    reminded = [outcome for outcome in outcomes if outcome is not Outcome.NATURAL]
    return sum(outcome in UNUSED for outcome in reminded[-LOOKED_AT:])


def too_many(outcomes: Sequence[Outcome], asked: Sequence[Asked], today: date) -> Question | None:
    """Whether to ask if there are too many reminders: once a week at most. `outcomes` of the breaks, oldest first."""
    before = last(asked, What.MANY)
    if asked_on(asked, today) or (before is not None and today - before.day < TOO_MANY_EVERY):
        return None
    return Question(What.MANY) if unused(outcomes) >= TOO_MANY else None


def after_day(
    situation: Situation, asked: Sequence[Asked], hours: Hours, local: Local, wall: float
) -> tuple[Question, ...]:
    """What to tell somebody whose working hours have ended, the best first."""
    if not is_open_to(situation) or asked_on(asked, situation.context.today, SUMMARIES) or is_open(hours, local, wall):
        return ()
    begin = next_edge(hours, local, wall)
    today, then = local(wall).date(), None if begin is None else local(begin).date()
    if then == today:
        return ()
    day = Question(What.DAY)
    return (day,) if then is not None and _week(then) == _week(today) else (Question(What.WEEK), day)


def sore_since(situation: Situation, asked: Sequence[Asked]) -> date | None:
    """Since when the side that is set has been known as the sore one; None when none is, or that is news."""
    known = last(asked, What.SORE_SET)
    sore = situation.profile.sore
    return known.day if known is not None and sore is not None and known.about == sore else None


def _still_sore(situation: Situation, asked: Sequence[Asked]) -> Question | None:
    """S6: whether the sore side is still the one, after fourteen days without a word of it."""
    sore, since = situation.profile.sore, sore_since(situation, asked)
    if sore is None or since is None:
        return None
    before = last(asked, What.SORE, about=sore)
    said = max(since, before.day) if before else since
    if not still_sore(said, max(situation.context.check_ins, default=None), situation.context.today):
        return None
    return Question(What.SORE, sore)


def _more(situation: Situation, asked: Sequence[Asked]) -> Question | None:
    """6.8: whether to try the harder one of what was done just now, or more of the same."""
    done, today = situation.past[-1] if situation.past else None, situation.context.today
    if done is None or done.outcome is not Outcome.TAKEN or done.day != today or LASTING in situation.limits.conditions:
        return None
    before = last(asked, What.HARDER, What.MORE, about=done.what)
    since = [each for each in situation.past if before is None or each.day > before.day]
    found = _easy(done.what, since, situation)
    if found is None:
        return None
    next_one = above(done.what, situation.library) if found.id else None
    if next_one is not None and _needs_yes(next_one, situation):
        return Question(What.HARDER, done.what, level=next_one.level)
    return _of_the_same(situation.library.movements[done.what], found.dose, situation) if found.dose else None


def _easy(what: str, since: Sequence[Past], situation: Situation) -> Harder | None:
    """What there is beyond this by now, by what was done since it was asked for last."""
    library, check_ins = situation.library, situation.context.check_ins
    if what in library.routines:
        return next_rung(library.routines[what], library, since, check_ins)
    return harder(library.movements[what], since, check_ins) if what in library.movements else None


def _needs_yes(what: Movement | Routine, situation: Situation) -> bool:
    """Whether nothing but its level keeps it from somebody: what is within the level is named without asking."""
    if what.level <= situation.limits.level:
        return False
    allowed = replace(situation.profile, level_max=what.level)
    return not dropped(what, replace(situation, profile=allowed, limits=limits(allowed)), OF_PERSON)


def _of_the_same(movement: Movement, dose: Dose, situation: Situation) -> Question | None:
    if dropped(movement, situation, OF_PERSON) or not fits(replace(movement, dose=dose), situation.profile.budget):
        return None
    return Question(What.MORE, movement.id, dose=dose)


def _back(situation: Situation, asked: Sequence[Asked]) -> Question | None:
    """How the back is: of somebody with a sore side, once a week at most, when nothing was said of it."""
    since = sore_since(situation, asked)
    if since is None:
        return None
    before = last(asked, What.BACK)
    said = max([since, *situation.context.check_ins, *([before.day] if before else [])])
    return Question(What.BACK) if situation.context.today - said >= CHECK_IN_EVERY else None


AFTER_BREAK: tuple[Rule, ...] = (_still_sore, _more, _back)
"""In this order: the first that has something asks it."""


def _week(day: date) -> tuple[int, int]:
    year, week, _weekday = day.isocalendar()
    return year, week
