"""Finds out, at each wake, what happened to time while the loop slept.

Suspend shows as the clock that counts it running ahead of the one that does not. A process that was
stopped (or a machine that was frozen from outside) shows as a wake long after the time the loop had
asked for. Either way nobody is known to have sat here. A step of the wall clock shows
against the other two, and another time zone in what the wall clock shows: both concern only what goes by
the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskbreak.ports.loop import Clock, Zone

SUSPEND_NOTICED = 2.0
"""Seconds: clocks read one after the other differ by less than this."""
LATE_NOTICED = 60.0
"""Seconds after its time at which a wake is a gap; a busy machine is not that late."""
STEP_NOTICED = 2.0
"""Seconds by which the wall clock must jump; slewing stays far below."""


@dataclass(frozen=True, slots=True)
class Jump:
    """What happened since the last look: seconds nobody was here, a step of the wall clock, another time zone."""

    gap: float = 0.0
    step: float = 0.0
    shift: float = 0.0


class Jumps:
    """Compares the three clocks and the zone with their last reading."""

    def __init__(self, clock: Clock, zone: Zone) -> None:
        self._clock = clock
        self._zone = zone
        self._last = self._read()

    def look(self, late: float = 0.0) -> Jump:
        """What happened to time since the last look, at a wake that came so many seconds late."""
        now, awake, wall = self._read()
        last_now, last_awake, last_wall = self._last
        self._last = (now, awake, wall)
        passed = now - last_now
        suspended = passed - (awake - last_awake)
        step = (wall - last_wall) - passed
        return Jump(
            gap=_gap(suspended, late),
            step=step if abs(step) >= STEP_NOTICED else 0.0,
            shift=self._zone.moved(),
        )

    def _read(self) -> tuple[float, float, float]:
        return self._clock.now(), self._clock.awake(), self._clock.wall()


def _gap(suspended: float, late: float) -> float:
    # A bus that speaks at the resume wakes the loop earlier than it had asked for: then only the clocks know.
    return max(late if late >= LATE_NOTICED else 0.0, suspended if suspended >= SUSPEND_NOTICED else 0.0)
