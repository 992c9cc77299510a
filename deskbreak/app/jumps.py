"""Finds out, at each wake, what happened to time while the loop slept.

Suspend shows as the clock that counts it running ahead of the one that does not. A process that was
stopped (or a machine that was frozen from outside) shows as a wake long after the longest sleep the
loop would ever take. Either way nobody is known to have sat here. A step of the wall clock shows
against the other two, and only concerns what goes by the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskbreak.app.loop import LONGEST_SLEEP
from deskbreak.ports import Clock

SUSPEND_NOTICED = 2.0
"""Seconds: clocks read one after the other differ by less than this."""
LATE_NOTICED = 60.0
"""Seconds late at which a wake is a gap; a busy machine is not that late."""
STEP_NOTICED = 2.0
"""Seconds by which the wall clock must jump; slewing stays far below."""


@dataclass(frozen=True, slots=True)
class Jump:
    """What happened since the last look. `gap`: seconds nobody was here; `step`: of the wall clock."""

    gap: float = 0.0
    step: float = 0.0


class Jumps:
    """Compares the three clocks with their last reading."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = self._read()

    def look(self) -> Jump:
        """What happened to time since the last look."""
        now, awake, wall = self._read()
        last_now, last_awake, last_wall = self._last
        self._last = (now, awake, wall)
        passed = now - last_now
        passed_awake = awake - last_awake
        step = (wall - last_wall) - passed
        return Jump(
            gap=_gap(passed, passed_awake),
            step=step if abs(step) >= STEP_NOTICED else 0.0,
        )

    def _read(self) -> tuple[float, float, float]:
        return self._clock.now(), self._clock.awake(), self._clock.wall()


def _gap(passed: float, passed_awake: float) -> float:
    if passed_awake >= LONGEST_SLEEP + LATE_NOTICED:
        return passed
    suspended = passed - passed_awake
    return suspended if suspended >= SUSPEND_NOTICED else 0.0
