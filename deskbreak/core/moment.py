"""The present, on the clock that carries intervals and on the one on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timezone

from deskbreak.core.calendar import Local


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` is the engine's clock, `wall` seconds since the epoch, `local` the time zone."""

    now: float
    wall: float
    local: Local

    @property
    def shown(self) -> datetime:
        """What the clock on the wall shows."""
        return self.local(self.wall)

    def at(self, now: float) -> datetime:
        """What it shows when the engine's clock is at `now`."""
        return self.local(self.wall + now - self.now)

    def iso(self, wall: float) -> str:
        """Local time with its offset from UTC, to the second: 2026-03-02T09:30:00+01:00."""
        return iso(self.local, wall)


def iso(local: Local, wall: float) -> str:
    """This moment as the clock in this zone shows it, with the zone's offset, to the second."""
    whole = float(round(wall))
    shown = local(whole)
    offset = shown - datetime.fromtimestamp(whole, UTC).replace(tzinfo=None)
    return shown.replace(tzinfo=timezone(offset)).isoformat(timespec="seconds")
