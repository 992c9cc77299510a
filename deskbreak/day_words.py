"""What became of the day and of the week, in few words: for the menu, the notices and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from deskbreak.words import _, marked, rough_span, span

if TYPE_CHECKING:
    from deskbreak.core.summary import Day
    from deskbreak.core.week import Standing

WEEKLY = {
    "butt-walk": marked("mat {done} of {goal}"),
    "strength": marked("strength {done} of {goal}"),
    "ball": marked("ball {done} of {goal}"),
    "stretch": marked("stretch {done} of {goal}"),
}
"""The targets of a week, in days."""
NAMES = {
    "butt-walk": marked("Mat routine"),
    "strength": marked("Strength"),
    "ball": marked("Ball"),
    "stretch": marked("Stretching"),
}
"""The same, by what they are called where there is room for it."""
LONGEST = 60
"""Characters of a line: a wider menu is hard to read, and narrow screens cut it off."""


def breaks(done: int, due: int) -> str:
    """How many of the day's breaks were one, of all that came up."""
    return _("Today: {done} of {due}").format(done=done, due=due) if due else _("No breaks yet today")


def today(done: int, due: int, targets: Iterable[Standing] = ()) -> str:
    """What there is of this day and this week, in a line: as much of it as fits."""
    line = breaks(done, due)
    for target in targets:
        longer = f"{line} · {progress(target)}"
        if target.done and len(longer) <= LONGEST:
            line = longer
    return line


def progress(target: Standing) -> str:
    """How a target stands, in few words."""
    # Imported here: a command that tells one line does without all of that.
    from deskbreak.core.week import WALK

    if target.id == WALK:
        done, goal = round(target.done / 60), round(target.goal / 60)
        return _("walked {done} of {goal} min").format(done=done, goal=goal)
    return _(WEEKLY[target.id]).format(done=round(target.done), goal=round(target.goal))


def in_full(target: Standing) -> str:
    """How a target stands, where there is room for it."""
    if target.id not in NAMES:
        done, goal = rough_span(target.done), rough_span(target.goal)
        return _("Walking: {done} of {goal} today").format(done=done, goal=goal)
    name, done_days, goal_days = _(NAMES[target.id]), round(target.done), round(target.goal)
    return _("{target}: {done} of {goal} days this week").format(target=name, done=done_days, goal=goal_days)


def walked(day: Day) -> str:
    """How long somebody walked on that day."""
    return _("walked {time}").format(time=span(day.walked_seconds))
