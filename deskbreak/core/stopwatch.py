"""Counts seconds that pass while it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Stopwatch:
    """`counted` seconds so far, plus those since `running_since` (None: it stands still)."""

    counted: float = 0.0
    running_since: float | None = None

    def read(self, now: float) -> float:
        """Seconds counted by `now`; never less than before it was started."""
        if self.running_since is None:
            return self.counted
        return self.counted + max(0.0, now - self.running_since)

    def start(self, now: float) -> None:
        if self.running_since is None:
            self.running_since = now

    def stop(self, now: float) -> None:
        self.counted = self.read(now)
        self.running_since = None

    def when(self, reading: float) -> float | None:
        """The moment at which it will show `reading`; None while it stands still."""
        if self.running_since is None:
            return None
        return self.running_since + (reading - self.counted)
