"""When a window that fills the screen asks for quiet. Pure: the time is an argument.

A film or a talk does, but people also live in full-screen editors and virtual machines. So one that somebody works in
asks for a while only, and never again until another window has filled the screen.
"""

from __future__ import annotations

from dataclasses import dataclass

STILL_SECONDS = 120.0
"""Without input for so long, somebody watches."""
WORKED_IN_SECONDS = 15 * 60.0
"""So long, at most, it asks for quiet while somebody works in it."""


@dataclass(slots=True)
class FullScreen:
    """What is known; times are the loop's clock."""

    window: int = 0
    """The window that fills the screen; 0 for none."""
    since: float = 0.0
    """When the last of them was first seen to do so; going to other windows and back changes nothing."""
    last: int = 0
    """Which one that was."""
    inhibited: bool = False
    """Whether something keeps the screen from going dark, as for a film."""
    still_since: float | None = None
    """Since when nothing was touched."""

    def fill(self, window: int, now: float) -> None:
        """This one is in front and fills the screen; 0 for none."""
        self.window = window
        if window not in (0, self.last):
            self.last, self.since = window, now

    def holds(self, now: float) -> bool:
        """Whether it asks for quiet."""
        if not self.window:
            return False
        watched = self.still_since is not None and now >= self.still_since + STILL_SECONDS
        return self.inhibited or watched or now < self.since + WORKED_IN_SECONDS

    def changes_at(self, now: float) -> float | None:
        """When that changes by itself, if nothing else happens before."""
        if not self.window or self.inhibited:
            return None
        watched = None if self.still_since is None else self.still_since + STILL_SECONDS
        moments = [moment for moment in (watched, self.since + WORKED_IN_SECONDS) if moment is not None]
        return min((moment for moment in moments if moment > now), default=None)
