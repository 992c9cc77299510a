"""Leads through a movement in the notification, until the guide has a window of its own."""

from __future__ import annotations

import math
from collections.abc import Callable

from deskbreak.app import notices
from deskbreak.core.breaks import Movements, Outcome, stopped
from deskbreak.core.events import GuideEnded
from deskbreak.core.movement import Movement
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Timeline, timeline
from deskbreak.ports import Notice

STEP = 5.0
"""The time left is shown anew every so many seconds; a livelier notice would distract."""


class Countdown:
    """A `Timed` that shows where in the movement one is, and reports how it ended."""

    def __init__(self, show: Callable[[Notice], None], withdraw: Callable[[], None]) -> None:
        self._show = show
        self._withdraw = withdraw
        self.on_ended: Callable[[GuideEnded], object] = lambda _ended: None
        self._suggestion: Suggestion | None = None
        self._timeline: Timeline | None = None
        self._began = 0.0
        self._visible = True
        self.deadline: float | None = None

    def open(self, suggestion: Suggestion, now: float) -> None:
        """Begin with this."""
        self._suggestion = suggestion
        self._timeline = timeline(suggestion)
        self._began = now
        self._visible = True
        self.on_time(now)

    def in_hand(self, now: float) -> Movement | None:
        """The movement under way; None when none is."""
        if self._timeline is None or self._suggestion is None:
            return None
        return self._suggestion.parts[self._timeline.at(now - self._began).part].movement

    def stop(self, ago: float, now: float) -> None:
        """End early and report what had been done `ago` seconds ago."""
        moved = Movements() if self._timeline is None else self._timeline.moved(now - self._began - ago)
        self.close()
        self.on_ended(GuideEnded(stopped(moved), moved))

    def close(self) -> None:
        """End without a report."""
        if self._timeline is not None:
            self._timeline = None
            self.deadline = None
            self._withdraw()

    def delay(self, seconds: float) -> None:
        """It stood still for so long: nobody moved meanwhile."""
        self._began += seconds
        if self.deadline is not None:
            self.deadline += seconds

    def hush(self) -> None:
        """Its notice was put away by hand: count on without showing."""
        self._visible = False

    def show(self, now: float) -> None:
        """Somebody asks for it: show it again."""
        self._visible = True
        self.on_time(now)

    def on_time(self, now: float) -> None:
        """Show the moment; at the end, report the movement as taken."""
        if self._timeline is None or self._suggestion is None:
            return
        elapsed = now - self._began
        if elapsed >= self._timeline.total:
            moved = self._timeline.moved(elapsed)
            self.close()
            self.on_ended(GuideEnded(Outcome.TAKEN, moved))
            return
        stretch = self._timeline.at(elapsed)
        left = stretch.end - elapsed
        self.deadline = now + (left - STEP * (math.ceil(left / STEP - 1e-6) - 1))
        if self._visible:
            self._show(notices.countdown(self._suggestion, stretch, left))
