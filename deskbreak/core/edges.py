"""What the calendar has to tell the engine: the day, the working hours, the end of a pause.

Worked out anew from the wall clock each time it is asked, so that nothing is lost or told twice when the
clock is set, the machine sleeps for weeks or another time zone is chosen: the engine takes no notice of
what it knows already. The running program holds the next moments as jobs; `simulate` looks at them itself.
"""

from __future__ import annotations

from datetime import date, datetime

from deskbreak.core import events
from deskbreak.core.calendar import MORNING, Local, day, moment, next_midnight
from deskbreak.core.events import Event
from deskbreak.core.hours import Hours, is_open, next_edge


def holds(hours: Hours | None, pause_until: float | None, local: Local, wall: float) -> list[Event]:
    """What is so at this moment, in the order in which it is to be told. Without `hours`, they never end."""
    today = day(local, wall)
    morning = moment(local, datetime.combine(date.fromisoformat(today), MORNING))
    told: list[Event] = [events.DayTurned(today, max(0.0, morning - wall))]
    if hours is None or is_open(hours, local, wall):
        told.append(events.HoursBegan())
    else:
        told.append(events.HoursEnded(next_edge(hours, local, wall)))
    if pause_until is not None and pause_until <= wall:
        told.append(events.PauseEnded())
    return told


def coming(hours: Hours | None, pause_until: float | None, local: Local, wall: float) -> dict[str, float]:
    """When to look again, by what may have changed then; seconds since the epoch."""
    moments = {
        "day": next_midnight(local, wall),
        "hours": None if hours is None else next_edge(hours, local, wall),
        "pause": pause_until,
    }
    return {name: when for name, when in moments.items() if when is not None and when > wall}
