"""What the tray shows for a state of the engine: icon, tooltip, status line. Pure, tested without a tray."""

from __future__ import annotations

import math

from deskbreak.core.moment import Moment
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import PauseReason, Phase
from deskbreak.core.view import View
from deskbreak.ports.tray import Icon, Shape
from deskbreak.words import _, clock_time, holds_since, span

_SHAPES = {
    Phase.PROMPTED: Shape.DUE,
    Phase.SNOOZED: Shape.SNOOZED,
    Phase.ON_BREAK: Shape.ON_BREAK,
    Phase.PAUSED: Shape.PAUSED,
    Phase.AWAY: Shape.AWAY,
    Phase.DEFERRED: Shape.DEFERRED,
    Phase.OFF_HOURS: Shape.OFF_HOURS,
    Phase.STANDING: Shape.STANDING,
}


def icon(view: View, now: float) -> Icon:
    """The icon at this moment; it changes at most twelve times while the ring fills."""
    twelfths = min(12, int(12 * view.sat(now) / view.every))
    if view.held_long:
        return Icon(Shape.HELD_LONG)
    if view.phase is not Phase.WORKING:
        return Icon(_SHAPES[view.phase])
    if view.asked:
        return Icon(Shape.ASKED, twelfths)
    return Icon(Shape.NEAR) if view.is_near(now) else Icon(Shape.FILLING, twelfths)


def next_change(view: View, now: float) -> float | None:
    """When the icon has to change on time. The ring may fill at the next wake of whatever else wakes us."""
    due_in = view.due_in(now)
    if not view.nearing or due_in is None or view.is_near(now):
        return None
    return now + due_in - view.heads_up


def status_line(view: View, moment: Moment, most: float = math.inf) -> str:
    """The state and the next time, in one line; how long one has sat, where that fits into so many characters."""
    state = _state(view, moment)
    sat = _("sat {time}").format(time=span(view.sat(moment.now)))
    line = f"{state} · {sat}"
    return line if len(line) <= most else state


def tooltip(view: View, moment: Moment) -> str:
    """The state and the next time, as a time of day: it stays true while nothing happens, so nobody is woken for it."""
    due_in = view.due_in(moment.now)
    if due_in is None or view.asked or view.phase not in (Phase.WORKING, Phase.SNOOZED):
        return _state(view, moment)
    at = _at(due_in, moment)
    if view.phase is Phase.SNOOZED:
        return _("Snoozed until {time}").format(time=at)
    return (_("Stand up at {time}") if view.can_stand else _("Break at {time}")).format(time=at)


def skipped_line(view: View, moment: Moment) -> str:
    """The answer to a skip: when the next one comes, where that can be told."""
    due_in = view.due_in(moment.now)
    if due_in is None or view.quiet or not view.nearing:
        return status_line(view, moment)
    return _("Fine. Next one at {time}.").format(time=_at(due_in, moment))


def can_resume(view: View) -> bool:
    """Whether something keeps reminders away that there is a way out of."""
    return bool(view.pauses) or view.phase is Phase.DEFERRED or MEETING in view.quiet


def way_out(view: View) -> str | None:
    """What to choose to be reminded all the same; None when nothing keeps reminders away."""
    if not can_resume(view):
        return None
    if PauseReason.USER in view.pauses:
        return _("Resume")
    if view.pauses:
        return _("Remind me outside my hours too")
    return _("The meeting is over") if MEETING in view.quiet else _("Remind me all the same")


def to_ignore(view: View) -> str:
    """The program that holds a break back, as far as it has a name; "" where there is none to be ignored."""
    if view.phase is not Phase.DEFERRED:
        return ""
    return next((quiet.by for quiet in view.quiet.values()), "")


def is_due(view: View) -> bool:
    """Whether a break is asked for that Done and Skip are about."""
    return view.phase in (Phase.PROMPTED, Phase.SNOOZED, Phase.DEFERRED) or view.asked


def coming(view: View) -> str:
    """What comes, with a place for the time until then. Who cannot stand is not told to."""
    return _("Stand up in {time}") if view.can_stand else _("Break in {time}")


def _state(view: View, moment: Moment) -> str:
    match view.phase:
        case Phase.WORKING if view.asked:
            return _("A break is waiting")
        case Phase.WORKING if view.capped:
            return _("Enough reminders for today")
        case Phase.WORKING if MEETING in view.quiet:
            return _meeting(view.quiet[MEETING].until, moment)
        case Phase.WORKING:
            return coming(view).format(time=span(view.due_in(moment.now) or 0.0))
        case Phase.PROMPTED:
            return _("Time to stand up") if view.can_stand else _("Time for a break")
        case Phase.SNOOZED:
            return _("Snoozed, back in {time}").format(time=span(view.due_in(moment.now) or 0.0))
        case Phase.ON_BREAK:
            return _("On a break")
        case Phase.PAUSED:
            return _paused(view.pauses.get(PauseReason.USER), moment)
        case Phase.AWAY:
            return _("Away")
        case Phase.DEFERRED:
            return _held(view, moment)
        case Phase.OFF_HOURS:
            return _off_hours(view.pauses.get(PauseReason.HOURS), moment)
        case Phase.STANDING:
            return _("Standing")


def _at(seconds: float, moment: Moment) -> str:
    """What the clock on the wall shows in so many seconds, to the minute."""
    return clock_time(moment.local(round((moment.wall + seconds) / 60) * 60), moment.shown)


def _meeting(until: float | None, moment: Moment) -> str:
    if until is None:
        return _("In a meeting")
    return _("In a meeting until {time}").format(time=clock_time(moment.at(until), moment.shown))


def _paused(until: float | None, moment: Moment) -> str:
    if until is None:
        return _("Paused until you resume")
    return _("Paused until {time}").format(time=clock_time(moment.local(until), moment.shown))


def _off_hours(until: float | None, moment: Moment) -> str:
    if until is None:
        return _("Outside your hours")
    return _("Outside your hours until {time}").format(time=clock_time(moment.local(until), moment.shown))


def _held(view: View, moment: Moment) -> str:
    if not view.quiet:
        return _("Held back for a moment more")
    signal, quiet = next(iter(view.quiet.items()))
    began = clock_time(moment.at(quiet.since), moment.shown)
    return _("Held back: {reason}").format(reason=holds_since(signal, quiet.by, began))
