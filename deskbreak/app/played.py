"""How played days went, for the end of what `deskbreak simulate` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from deskbreak.app.memory import Memory
from deskbreak.core.library import Library
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.targets import WALK_SECONDS, walked
from deskbreak.core.week import WALK, standings
from deskbreak.day_words import WEEKLY
from deskbreak.words import _, span, weekday

WEEK = timedelta(days=7)


def summary(memory: Memory, library: Library, profile: Profile) -> Iterator[str]:
    """A line for each day, and one after each week."""
    for _week, days in groupby(memory.days(), key=lambda day: day.isocalendar()[:2]):
        for day in days:
            past = memory.past(day - WEEK, day, 0.0)
            yield _day(day, memory, [each for each in past if each.day == day], library)
        yield from _targets(day, past, library, profile)


def _day(day: date, memory: Memory, past: Sequence[Past], library: Library) -> str:
    tally = memory.tally(day)
    told = [_("breaks {done} of {due}").format(done=tally.done, due=tally.due)]
    moved = [bout for each in past for bout in each.did]
    families = sorted({library.movements[bout.movement].family for bout in moved})
    left, right, both = (sum(getattr(bout.moved, side) for bout in moved) for side in ("left", "right", "both"))
    if left or right:
        told.append(_("left {left}, right {right}").format(left=span(left), right=span(right)))
    if both:
        told.append(_("without sides {time}").format(time=span(both)))
    if on_foot := walked(past, {one.id for one in library.movements.values() if one.kind == WALK}, day):
        done, goal = round(on_foot / 60), round(WALK_SECONDS / 60)
        told.append(_("walked {done} of {goal} min").format(done=done, goal=goal))
    if families:
        told.append(", ".join(families))
    return f"{weekday(day)} {day}: {' · '.join(told)}"


def _targets(last: date, past: Sequence[Past], library: Library, profile: Profile) -> Iterator[str]:
    """How far the targets of a week were by the end of its last day."""
    late = Context(datetime.combine(last, time.max), since_first=0.0, number=1)
    stand = [target for target in standings(library, profile, late, past) if target.id != WALK]
    told = [_(WEEKLY[target.id]).format(done=round(target.done), goal=round(target.goal)) for target in stand]
    if told:
        yield _("Week {number}: {targets}").format(number=last.isocalendar().week, targets=" · ".join(told))
