"""Keeps a signal that flaps from telling each flap. Pure: the time is an argument."""

from __future__ import annotations

from deskbreak.ports.senses import Holders, TellHolders

SETTLE_SECONDS = 1.0
"""So long a signal has to be over to be over, and so far apart are two things that are told."""


class Steady:
    """Stands between a signal and whoever is told; also a `Timed`."""

    def __init__(self, tell: TellHolders, seconds: float = SETTLE_SECONDS) -> None:
        self._tell = tell
        self._seconds = seconds
        self.begin()

    def begin(self) -> None:
        """Whatever is said next is told at once."""
        self._told: Holders | None = None
        self.said: Holders | None = None
        """What was said last; None while nothing was."""
        self._told_at = 0.0
        self.deadline: float | None = None

    def say(self, holders: Holders, now: float) -> None:
        """These ask for quiet now."""
        if self._told is None:
            self._pass_on(holders, now)
        elif holders == self._told:
            self.deadline = None
        elif holders != self.said or self.deadline is None:
            over = now if holders else now + self._seconds
            self.deadline = max(over, self._told_at + self._seconds)
        self.said = holders
        self.on_time(now)

    def on_time(self, now: float) -> None:
        """What was said has lasted."""
        if self.deadline is not None and now >= self.deadline and self.said is not None:
            self._pass_on(self.said, now)

    def _pass_on(self, holders: Holders, now: float) -> None:
        self._told, self._told_at, self.deadline = holders, now, None
        self._tell(holders)
