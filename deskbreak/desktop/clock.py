"""The machine's clocks.

`now` must count suspend: Linux has CLOCK_BOOTTIME for that, macOS CLOCK_MONOTONIC does it, and on
Windows CPython's monotonic clock is GetTickCount64, which does it too.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


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
        return time.time()

    def boot(self) -> str:
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""
