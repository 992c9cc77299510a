"""Counts a movement that is under way, and leads through it in the notification where no window does."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from deskbreak.app import countdown_notices
from deskbreak.core.breaks import Movements, Outcome, stopped
from deskbreak.core.events import GuideEnded
from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Movement
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue
from deskbreak.ports.notices import Notice

STEP = 5.0
"""The time left is shown anew every so many seconds; a livelier notice would distract."""
LONGEST_PAUSE = 600.0
"""Seconds: a pause that lasts as long as this is the end."""


class Elsewhere(Protocol):
    """Where a movement may be shown in place of a notice."""

    def open(self) -> bool:
        """Show what begins now; whether that can be done."""

    def front(self) -> bool:
        """Somebody asks for it: bring it to the front; whether it is shown there, or will be in a moment."""


class Nowhere:
    """There is none."""

    def open(self) -> bool:
        return False

    def front(self) -> bool:
        return False


class Countdown:
    """A `Timed` that shows where in the movement one is, and reports how it ended."""

    def __init__(
        self,
        show: Callable[[Notice], None],
        withdraw: Callable[[], None],
        is_private: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_private`: whether no title is to name what is done."""
        self._show = show
        self._withdraw = withdraw
        self._is_private = is_private
        self.on_ended: Callable[[GuideEnded], object] = lambda _ended: None
        self.guiding: Guiding | None = None
        """What is under way, if anything is."""
        self.led: Suggestion | None = None
        """What was led through last, without what was passed over."""
        self.ended: GuideEnded | None = None
        """How the last one ended; None before that, and while one is under way."""
        self.elsewhere: Elsewhere = Nowhere()
        self.aside = ""
        """Told beside the movement in its notice, once it is shown there."""
        self._visible = True
        self.deadline: float | None = None

    def open(self, suggestion: Suggestion, now: float) -> None:
        """Begin with this."""
        self.ended = None
        self._visible = not self.elsewhere.open()
        if not self._visible:
            self._withdraw()
        self.change(Guiding(suggestion, now), now)

    def change(self, guiding: Guiding, now: float) -> None:
        """Go on like this: with a pause, without one, or with something passed over."""
        self.guiding, self.led = guiding, guiding.suggestion
        self.on_time(now)

    def in_hand(self, now: float) -> Movement | None:
        """The movement under way; None when none is."""
        guiding = self.guiding
        return None if guiding is None else guiding.suggestion.parts[guiding.at(now).part].movement

    def stop(self, ago: float, now: float) -> None:
        """End early and report what had been done `ago` seconds ago."""
        moved = Movements() if self.guiding is None else self.guiding.moved(now - ago)
        self._report(stopped(moved), moved)

    def close(self) -> None:
        """End without a report."""
        if self.guiding is not None:
            self.guiding = None
            self.deadline = None
            self.aside = ""
            self._withdraw()

    def delay(self, seconds: float) -> None:
        """It stood still for so long: nobody moved meanwhile."""
        if self.guiding is not None:
            self.guiding = self.guiding.delayed(seconds)
        if self.deadline is not None:
            self.deadline += seconds

    def hush(self) -> None:
        """Its notice was put away by hand: count on without showing."""
        self._visible = False

    def show(self, now: float) -> None:
        """Somebody asks for it: show it again."""
        if not self.elsewhere.front():
            self._visible = True
            self.on_time(now)

    def show_here(self, why: str, now: float) -> None:
        """It is not shown elsewhere any more, and this is why: from now on in its notice."""
        self.aside, self._visible = why, True
        self.on_time(now)

    def show_elsewhere(self) -> None:
        """It is seen elsewhere from now on: a notice of it would lead as well."""
        if self._visible:
            self._visible = False
            self._withdraw()

    def on_time(self, now: float) -> None:
        """Show the moment; at the end, report how it went."""
        guiding = self.guiding
        if guiding is None:
            return
        stretch, elapsed = guiding.at(now), guiding.elapsed(now)
        if stretch.cue is Cue.DONE:
            self._report(*guiding.ended())
            return
        left = stretch.end - elapsed
        if guiding.held_at is None:
            self.deadline = now + (left - STEP * (math.ceil(left / STEP - 1e-6) - 1))
            self._tell(countdown_notices.countdown(guiding.suggestion, stretch, left, self._is_private()))
            return
        self.deadline = guiding.held_at + LONGEST_PAUSE
        if self.deadline <= now:
            self.stop(0.0, now)
        else:
            self._tell(countdown_notices.held(guiding.suggestion, stretch, left))

    def _report(self, outcome: Outcome | None, moved: Movements) -> None:
        self.close()
        self.ended = GuideEnded(outcome, moved)
        self.on_ended(self.ended)

    def _tell(self, notice: Notice) -> None:
        if self._visible:
            body = f"{self.aside}\n{notice.body}" if self.aside else notice.body
            self._show(replace(notice, body=body))
