"""When a window that fills the screen asks for quiet. Pure: the time is an argument.

A film or a talk does, but people also live in full-screen editors and virtual machines, and go from one to the other.
So one that somebody works in asks for a while only, and not again before it has long been gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

STILL_SECONDS = 120.0
"""Without input for so long, somebody watches."""
WORKED_IN_SECONDS = 15 * 60.0
"""So long, at most, it asks for quiet while somebody works in it."""
FORGOTTEN_SECONDS = 2 * 3600.0
"""After so long without it, it is a new one."""


class _Filled(NamedTuple):
    """When a window was first, and last, seen to fill the screen."""

    first: float
    last: float


@dataclass(slots=True)
class FullScreen:
    """What is known; times are the loop's clock."""

    window: int = 0
    """The window that fills the screen; 0 for none."""
    inhibited: bool = False
    """Whether something keeps the screen from going dark, as for a film."""
    still_since: float | None = None
    """Since when nothing was touched."""
    _filled: dict[int, _Filled] = field(default_factory=dict)
    """By window, of those that are not forgotten."""

    def fill(self, window: int, now: float) -> None:
        """This one is in front and fills the screen; 0 for none."""
        if self.window:
            self._filled[self.window] = self._filled[self.window]._replace(last=now)
        self._filled = {each: at for each, at in self._filled.items() if now < at.last + FORGOTTEN_SECONDS}
        if window:
            self._filled.setdefault(window, _Filled(now, now))
        self.window = window

    def holds(self, now: float) -> bool:
        """Whether it asks for quiet."""
        if not self.window:
            return False
        watched = self.still_since is not None and now >= self.still_since + STILL_SECONDS
        return self.inhibited or watched or now < self._worked_in_until()

    def changes_at(self, now: float) -> float | None:
        """When that changes by itself, if nothing else happens before."""
        if not self.window or self.inhibited:
            return None
        watched = None if self.still_since is None else self.still_since + STILL_SECONDS
        moments = [moment for moment in (watched, self._worked_in_until()) if moment is not None]
        return min((moment for moment in moments if moment > now), default=None)

    def _worked_in_until(self) -> float:
        return self._filled[self.window].first + WORKED_IN_SECONDS
