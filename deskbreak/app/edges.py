"""Tells the engine what the calendar has to say, when it has to say it."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.calendar import Calendar
from deskbreak.core.edges import coming, holds
from deskbreak.core.events import Event
from deskbreak.core.hours import Hours
from deskbreak.core.state import PauseReason
from deskbreak.core.view import View
from deskbreak.ports.loop import Clock, Zone


class Edges:
    """Told each view, for the end of the pause that it shows."""

    def __init__(
        self, clock: Clock, zone: Zone, calendar: Calendar, post: Callable[[Event], object], hours: Hours | None
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._calendar = calendar
        self._post = post
        self._hours = hours
        self._pause_until: float | None = None

    def __call__(self, view: View, _now: float) -> None:
        """Mind the end of this pause from now on."""
        until = view.pauses.get(PauseReason.USER)
        if until != self._pause_until:
            self._pause_until = until
            self._plan()

    def go_by(self, hours: Hours | None) -> None:
        """These are the working hours now."""
        self._hours = hours
        self.look()

    def look(self) -> None:
        """Tell what holds by now, and plan when to look again."""
        for event in holds(self._hours, self._pause_until, self._zone.local, self._clock.wall()):
            self._post(event)
        self._plan()

    def _plan(self) -> None:
        self._calendar.hold(coming(self._hours, self._pause_until, self._zone.local, self._clock.wall()), self.look)
