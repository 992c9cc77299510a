"""What the tray shows for a state of the engine: icon, tooltip, menu. Pure, tested without a tray."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from deskbreak.core.state import PauseReason, Phase
from deskbreak.core.view import View
from deskbreak.ports import Icon, Menu, MenuItem, Request, Shape, Today
from deskbreak.words import _, clock_time, span

SNOOZE_MINUTES = (5, 10, 15, 30)
PAUSES: tuple[tuple[str, Request], ...] = (
    ("30 min", {"do": "pause", "seconds": 1800}),
    ("1 h", {"do": "pause", "seconds": 3600}),
    ("2 h", {"do": "pause", "seconds": 7200}),
    ("until tomorrow", {"do": "pause", "until": "tomorrow"}),
    ("until I resume", {"do": "pause"}),
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


def status_line(view: View, now: float) -> str:
    """The state and the next time, in one line."""
    sat = _("sat {time}").format(time=span(view.sat(now)))
    return f"{_state(view, now)} · {sat}"


def tooltip(view: View, now: float, wall: float) -> str:
    """The state and the next time, as a time of day: it stays true while nothing happens, so nobody is woken for it."""
    due_in = view.due_in(now)
    if due_in is None or view.asked or view.phase not in (Phase.WORKING, Phase.SNOOZED):
        return _state(view, now)
    at = clock_time(datetime.fromtimestamp(round((wall + due_in) / 60) * 60).astimezone())
    if view.phase is Phase.SNOOZED:
        return _("Snoozed until {time}").format(time=at)
    return _("Stand up at {time}").format(time=at)


def menu(view: View, today: Today, now: float) -> Menu:
    """The tray menu, from the top down."""
    return tuple(_lines(view, today, now))


def _lines(view: View, today: Today, now: float) -> Iterator[MenuItem | None]:
    default = {"do": "start"} if is_due(view) else {"do": "show"}
    yield MenuItem(status_line(view, now), default, default=True)
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
    yield from _pause_lines(view)
    if view.phase is Phase.STANDING:
        yield MenuItem(_("I'm sitting"), {"do": "sit"})
    yield None
    yield MenuItem(_today(today))
    yield MenuItem(_("Quit"), {"do": "quit"})


def _today(today: Today) -> str:
    if not today.due:
        return _("No breaks yet today")
    return _("Today: {done} of {due}").format(done=today.done, due=today.due)


def is_due(view: View) -> bool:
    """Whether a break is asked for that Done and Skip are about."""
    return view.phase in (Phase.PROMPTED, Phase.SNOOZED, Phase.DEFERRED) or view.asked


def _snoozes() -> Iterator[MenuItem]:
    for minutes in SNOOZE_MINUTES:
        yield MenuItem(span(minutes * 60), {"do": "snooze", "minutes": minutes})


def _pause_lines(view: View) -> Iterator[MenuItem]:
    if view.pauses:
        yield MenuItem(_("Resume"), {"do": "resume"})
    else:
        yield MenuItem(_("Pause"), children=tuple(MenuItem(_(label), request) for label, request in PAUSES))


def _state(view: View, now: float) -> str:
    match view.phase:
        case Phase.WORKING if view.asked:
            return _("A break is waiting")
        case Phase.WORKING:
            return _("Stand up in {time}").format(time=span(view.due_in(now) or 0.0))
        case Phase.PROMPTED:
            return _("Time to stand up")
        case Phase.SNOOZED:
            return _("Snoozed, back in {time}").format(time=span(view.due_in(now) or 0.0))
        case Phase.ON_BREAK:
            return _("On a break")
        case Phase.PAUSED:
            return _paused(view.pauses.get(PauseReason.USER))
        case Phase.AWAY:
            return _("Away")
        case Phase.DEFERRED:
            return _("Held back: {reason}").format(reason=view.quiet[0].words if view.quiet else _("in a moment"))
        case Phase.OFF_HOURS:
            return _("Outside your hours")
        case Phase.STANDING:
            return _("Standing")


def _paused(until: float | None) -> str:
    if until is None:
        return _("Paused until you resume")
    return _("Paused until {time}").format(time=clock_time(datetime.fromtimestamp(until).astimezone()))
