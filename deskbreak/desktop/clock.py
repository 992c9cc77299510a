"""The machine's clocks, and its time zone.

`now` must count suspend: Linux has CLOCK_BOOTTIME for that, macOS CLOCK_MONOTONIC does it, and on
Windows CPython's monotonic clock is GetTickCount64, which does it too.
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
        else:
            return time.monotonic()

    def awake(self) -> float:
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_UPTIME_RAW)
        else:
            return time.monotonic()

    def wall(self) -> float:
        # A clock that is as wrong as that shows the nearest moment that local time can be told of.
        return min(max(time.time(), EARLIEST), LATEST)

    def boot(self) -> str:
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
    if sys.platform != "win32":
        # The C library looks at the chosen zone only when it is told to.
        time.tzset()
    return (*time.tzname, str(time.timezone), str(time.altzone))


def _offset() -> float:
    with contextlib.suppress(OverflowError, OSError):
        return float(time.localtime().tm_gmtoff)
    return 0.0
