"""deskbreak on a machine that sleeps for five minutes when it is sent SIGUSR1: `asleep.py COMMAND…`."""

from __future__ import annotations

import signal
import sys
from typing import Any

from deskbreak.__main__ import main
from deskbreak.desktop.clock import SystemClock

FIVE_MINUTES = 300.0
counts_suspend = SystemClock.now
slept = 0.0


def sleep(_number: int, _frame: Any) -> None:
    global slept
    slept += FIVE_MINUTES


def now(clock: SystemClock) -> float:
    return counts_suspend(clock) + slept


SystemClock.now = now  # type: ignore[method-assign, assignment]
signal.signal(signal.SIGUSR1, sleep)
sys.exit(main())
