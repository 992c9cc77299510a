"""What the tray shows for a state of the engine: icon, tooltip, menu. Pure, tested without a tray."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak.core.moment import Moment
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import PauseReason, Phase
from deskbreak.core.summary import Tally
from deskbreak.core.view import View
from deskbreak.ports import Icon, Menu, MenuItem, Request, Shape
from deskbreak.words import _, clock_time, holds_now, marked, span

SNOOZE_MINUTES = (5, 10, 15, 30)
MEETING_MINUTES = (30, 60, 90)
PAUSES: tuple[tuple[str, Request], ...] = (
    (marked("30 min"), {"do": "pause", "seconds": 1800}),
    (marked("1 h"), {"do": "pause", "seconds": 3600}),
    (marked("2 h"), {"do": "pause", "seconds": 7200}),
    (marked("until tomorrow"), {"do": "pause", "until": "tomorrow"}),
    (marked("until I resume"), {"do": "pause"}),
)

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


def status_line(view: View, moment: Moment) -> str:
    """The state and the next time, in one line."""
    sat = _("sat {time}").format(time=span(view.sat(moment.now)))
    return f"{_state(view, moment)} · {sat}"


def tooltip(view: View, moment: Moment) -> str:
    """The state and the next time, as a time of day: it stays true while nothing happens, so nobody is woken for it."""
    due_in = view.due_in(moment.now)
    if due_in is None or view.asked or view.phase not in (Phase.WORKING, Phase.SNOOZED):
        return _state(view, moment)
    at = clock_time(moment.local(round((moment.wall + due_in) / 60) * 60), moment.shown)
    if view.phase is Phase.SNOOZED:
        return _("Snoozed until {time}").format(time=at)
    return _("Stand up at {time}").format(time=at)


def can_resume(view: View) -> bool:
    """Whether something keeps reminders away that there is a way out of."""
    return bool(view.pauses) or view.phase is Phase.DEFERRED or MEETING in view.quiet


def menu(view: View, today: Tally, moment: Moment) -> Menu:
    """The tray menu, from the top down."""
    return tuple(_lines(view, today, moment))


def _lines(view: View, today: Tally, moment: Moment) -> Iterator[MenuItem | None]:
    default = {"do": "start"} if is_due(view) else {"do": "show"}
    yield MenuItem(status_line(view, moment), default, default=True)
    if can_resume(view):
        yield MenuItem(_way_out(view), {"do": "resume"})
    if is_due(view):
        yield MenuItem(_("I did it"), {"do": "done"})
        yield MenuItem(_("Skip this one"), {"do": "skip"})
    yield None
    if view.phase is Phase.ON_BREAK:
        yield MenuItem(_("I did it"), {"do": "done"})
        yield MenuItem(_("Stop the break"), {"do": "skip"})
    else:
        yield MenuItem(_("Take a break now"), {"do": "now"})
    if view.phase in (Phase.WORKING, Phase.AWAY, Phase.DEFERRED, Phase.PROMPTED, Phase.SNOOZED):
        yield MenuItem(_("Snooze"), children=tuple(_snoozes())) if view.can_snooze else MenuItem(_("No more snoozes"))
    if not view.pauses:
        yield MenuItem(_("Pause"), children=tuple(MenuItem(_(label), request) for label, request in PAUSES))
    if view.phase is not Phase.ON_BREAK:
        yield from _where_lines(view)
    yield None
    yield MenuItem(_today(today))
    yield MenuItem(_("Quit"), {"do": "quit"})


def _today(today: Tally) -> str:
    if not today.due:
        return _("No breaks yet today")
    return _("Today: {done} of {due}").format(done=today.done, due=today.due)


def is_due(view: View) -> bool:
    """Whether a break is asked for that Done and Skip are about."""
    return view.phase in (Phase.PROMPTED, Phase.SNOOZED, Phase.DEFERRED) or view.asked


def _snoozes() -> Iterator[MenuItem]:
    for minutes in SNOOZE_MINUTES:
        yield MenuItem(span(minutes * 60), {"do": "snooze", "minutes": minutes})


def _where_lines(view: View) -> Iterator[MenuItem]:
    yield MenuItem(_("I'm standing"), {"do": "sit" if view.standing else "stand"}, checked=view.standing)
    if MEETING not in view.quiet:
        yield MenuItem(_("In a meeting"), children=tuple(_meetings()))


def _meetings() -> Iterator[MenuItem]:
    for minutes in MEETING_MINUTES:
        yield MenuItem(span(minutes * 60), {"do": "meeting", "seconds": minutes * 60})


def _way_out(view: View) -> str:
    if PauseReason.USER in view.pauses:
        return _("Resume")
    if view.pauses:
        return _("Remind me outside my hours too")
    return _("The meeting is over") if MEETING in view.quiet else _("Remind me all the same")


def _state(view: View, moment: Moment) -> str:
    match view.phase:
        case Phase.WORKING if view.asked:
            return _("A break is waiting")
        case Phase.WORKING if view.capped:
            return _("Enough reminders for today")
        case Phase.WORKING if MEETING in view.quiet:
            return _meeting(view.quiet[MEETING].until, moment)
        case Phase.WORKING:
            return _("Stand up in {time}").format(time=span(view.due_in(moment.now) or 0.0))
        case Phase.PROMPTED:
            return _("Time to stand up")
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
    since = moment.at(quiet.since if view.held_since is None else view.held_since)
    return _("Held back since {time}: {reason}").format(
        time=clock_time(since, moment.shown), reason=holds_now(signal, quiet.by)
    )
