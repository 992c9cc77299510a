"""The machine's clocks, and its time zone.

`now` must count suspend, and `awake` must not:

- Linux: CLOCK_BOOTTIME and CLOCK_MONOTONIC.
- macOS: CLOCK_MONOTONIC_RAW and CLOCK_UPTIME_RAW, which is the same clock but for the sleep (clock_gettime(3)).
  Python's monotonic clock is the second one there.
- Windows: Python's monotonic clock is GetTickCount64, since 3.13 QueryPerformanceCounter; both count sleep.
  QueryUnbiasedInterruptTime leaves it out.
"""

from __future__ import annotations

import contextlib
import sys
import time
from datetime import datetime
from pathlib import Path

from deskbreak.core.wallclock import EARLIEST, LATEST


class SystemClock:
    """The clocks of this machine; see `ports.Clock`."""

    def now(self) -> float:
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        elif sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
        else:
            return time.monotonic()

    def awake(self) -> float:
        if sys.platform == "win32":
            from deskbreak.desktop.clock_windows import unbiased

            return unbiased()
        elif sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_UPTIME_RAW)
        else:
            return time.monotonic()

    def wall(self) -> float:
        # A clock that is as wrong as that shows the nearest moment that local time can be told of.
        return min(max(time.time(), EARLIEST), LATEST)

    def boot(self) -> str:
        if sys.platform == "darwin":
            from deskbreak.desktop.clock_macos import boot_session

            return boot_session()
        # Windows tells nothing of the kind.
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""


class SystemZone:
    """Local time as the machine has it, also when another zone is chosen while we run; see `ports.Zone`."""

    def __init__(self) -> None:
        self._name, self._offset = _zone(), _offset()

    def local(self, wall: float) -> datetime:
        return datetime.fromtimestamp(min(max(wall, EARLIEST), LATEST))  # noqa: DTZ006 - local is the point

    def moved(self) -> float:
        name, offset, before = _zone(), _offset(), self._offset
        was, self._name, self._offset = self._name, name, offset
        # Summer time begins and ends within a zone: that is the calendar's own business.
        return 0.0 if name == was else offset - before


def _zone() -> tuple[str, ...]:
    # The C library looks at the chosen zone only when it is told to.
    if sys.platform == "win32":
        from deskbreak.desktop.clock_windows import zone

        return zone()
    else:
        time.tzset()
        return (*time.tzname, str(time.timezone), str(time.altzone))


def _offset() -> float:
    with contextlib.suppress(OverflowError, OSError):
        return float(time.localtime().tm_gmtoff)
    return 0.0
