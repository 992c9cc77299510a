"""Going up, which is asked, and going down, which is not; and whether the sore side is still the one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from deskbreak.core.breaks import Outcome
from deskbreak.core.library import Library
from deskbreak.core.movement import Dose, Movement, Routine
from deskbreak.core.past import FORTNIGHT, Past

CheckIns = Mapping[date, int]
"""By day, how the back was, from 0 to 10."""

EASY_TIMES = 6
"""Completions, ..."""
EASY_OVER = FORTNIGHT
"""... over at least so long, ..."""
EASY_CHECK_IN = 3
"""... with no check-in above this, before more is asked."""
HOLD_STEP = 5.0
HOLD_MOST = 30.0
REPS_MOST = 12
AWAY = FORTNIGHT
"""Nothing at all for so long: everything starts one step easier."""


@dataclass(frozen=True, slots=True)
class Harder:
    """A question: try the harder movement or routine `id`, or the same with more of it."""

    what: str
    id: str | None
    dose: Dose | None = None


def easy_by_now(what: str, past: Iterable[Past], check_ins: CheckIns) -> bool:
    """Whether a movement or routine was done often enough, for long enough, since the last word against it."""
    own = [each for each in past if what in (each.what, each.too_much)]
    against = [each.day for each in own if each.too_much == what]
    against += [day for day, level in check_ins.items() if level > EASY_CHECK_IN]
    since = max(against, default=date.min)
    days = [each.day for each in own if each.outcome is Outcome.TAKEN and each.day > since]
    return len(days) >= EASY_TIMES and days[-1] - days[0] >= EASY_OVER


def harder(movement: Movement, past: Iterable[Past], check_ins: CheckIns) -> Harder | None:
    """What may be asked about a movement; None when it is too soon, or when there is no more.

    `past`: since the last such question, so that no answer is asked for twice. Nothing harder is ever chosen
    before they said yes: then the harder movement is liked, its level allowed, or its dose the new one.
    """
    if not easy_by_now(movement.id, past, check_ins):
        return None
    other = movement.harder.id if movement.harder else None
    more = grown(movement.dose)
    return (
        Harder(movement.id, other, more if more != movement.dose else None) if other or more != movement.dose else None
    )


def next_rung(routine: Routine, library: Library, past: Iterable[Past], check_ins: CheckIns) -> Harder | None:
    """The same for a routine that is a step of a ladder."""
    above = _beside(routine, library, +1)
    return Harder(routine.id, above.id) if above and easy_by_now(routine.id, past, check_ins) else None


def above(name: str, library: Library) -> Movement | Routine | None:
    """The harder one of this movement, or the next step above this routine."""
    if name in library.routines:
        return _beside(library.routines[name], library, +1)
    movement = library.movements.get(name)
    other = movement.harder.id if movement and movement.harder else None
    return library.movements.get(other) if other else None


def is_within_reach(routine: Routine, library: Library, past: Sequence[Past], check_ins: CheckIns, today: date) -> bool:
    """Whether the steps of a ladder below this one have become easy. What is no step of one always is in reach.

    Whoever has come to a step stays there, though by now the ones below are long ago. After a long time away, what
    was easy before it has to become so again.
    """
    below, back = _beside(routine, library, -1), _back_since(past, today)
    since_then = [each for each in past if each.day >= back]
    while below is not None and not _was_reached(routine, library, past, today):
        if not easy_by_now(below.id, since_then, check_ins):
            return False
        routine, below = below, _beside(below, library, -1)
    return True


def grown(dose: Dose) -> Dose:
    """One step more: five seconds to each hold, or one repetition; the same when that is enough."""
    if dose.mode == "hold" and dose.hold_s is not None and dose.hold_s < HOLD_MOST:
        longer = min(HOLD_STEP, HOLD_MOST - dose.hold_s)
        return _more(replace(dose, hold_s=dose.hold_s + longer), longer * dose.reps * dose.sets)
    if dose.mode == "reps" and dose.rep_s is not None and dose.reps < REPS_MOST:
        return _more(replace(dose, reps=dose.reps + 1), dose.rep_s * dose.sets)
    return dose


def steps_down(what: str, past: Sequence[Past], today: date) -> bool:
    """Whether a movement is to be shown in its easier way.

    That is after it was too much, after two times in a row of doing it in part, and when it comes for the first
    time since fourteen days without anything, also if it never came before.
    """
    own = (each for each in reversed(past) if _concerns(each, what))
    last, before = next(own, None), next(own, None)
    if last is None:
        return _was_away(past, date.min, today)
    twice_partly = before is not None and _in_part(last, what) and _in_part(before, what)
    return last.too_much == what or twice_partly or _was_away(past, last.day, today)


def still_sore(set_on: date, checked_in: date | None, today: date) -> bool:
    """Whether to ask if the sore side still is: it was set fourteen days ago, and nothing was said since."""
    said = max(set_on, checked_in) if checked_in else set_on
    return today - said >= FORTNIGHT


def _was_reached(routine: Routine, library: Library, past: Sequence[Past], today: date) -> bool:
    """Whether this step was done to the end, and nothing since asks for an easier one; or a higher step was."""
    taken = {each.what for each in past if each.outcome is Outcome.TAKEN}
    if routine.id in taken and not steps_down(routine.id, past, today):
        return True
    above = _beside(routine, library, +1)
    while above is not None and above.id not in taken:
        above = _beside(above, library, +1)
    return above is not None


def _concerns(each: Past, what: str) -> bool:
    if each.too_much == what:
        return True
    return each.done and (each.what == what or any(bout.movement == what for bout in each.did))


def _in_part(each: Past, what: str) -> bool:
    return each.what == what and each.outcome is Outcome.PARTLY


def _back_since(past: Sequence[Past], today: date) -> date:
    """The first day after the last long time without anything."""
    days = [*(each.day for each in past if each.done), today]
    return next((later for earlier, later in reversed([*pairwise(days)]) if later - earlier >= AWAY), date.min)


def _was_away(past: Sequence[Past], since: date, today: date) -> bool:
    """Whether there was a long time without anything between these days."""
    days = [today]
    for each in reversed(past):
        if each.day < since:
            break
        if each.done:
            days.append(each.day)
    return any(later - earlier >= AWAY for later, earlier in pairwise(days))


def _beside(routine: Routine, library: Library, steps: int) -> Routine | None:
    """The routine so many steps above it on its ladder."""
    if routine.ladder is None:
        return None
    place = replace(routine.ladder, step=routine.ladder.step + steps)
    return next((other for other in library.routines.values() if other.ladder == place), None)


def _more(dose: Dose, seconds: float) -> Dose:
    """So many seconds more for each side."""
    sides = dose.seconds_total / dose.seconds_per_side
    return replace(
        dose, seconds_per_side=dose.seconds_per_side + seconds, seconds_total=dose.seconds_total + sides * seconds
    )
