"""What Windows alone knows of time. Not run on Windows yet; tested beside a kernel and a registry of ours."""

# Elsewhere typeshed has neither windll nor anything in winreg; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Any

ZONE_KEY = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
ZONE_VALUES = ("TimeZoneKeyName", "DynamicDaylightTimeDisabled")
"""What the zone is called, and whether summer time is left out."""
PER_SECOND = 1e7


def unbiased() -> float:
    """Seconds that the machine was awake, by QueryUnbiasedInterruptTime.

    Modern standby may count as awake; a process that stood still meanwhile is noticed by its late wake.
    """
    count = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(count))
    return count.value / PER_SECOND


def zone() -> tuple[str, ...]:
    """What tells one time zone from another, after the C library was told to look at the chosen one.

    Python has no tzset here, and what `time` says of the zone is from its own start; local time itself it asks of the
    C library, which looks once unless it is told to.
    """
    import winreg

    ctypes.cdll.ucrtbase._tzset()
    found: list[str] = []
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, ZONE_KEY) as key:
        for name in ZONE_VALUES:
            with suppress(FileNotFoundError):
                value: Any = winreg.QueryValueEx(key, name)[0]
                found.append(str(value))
    return tuple(found)
