"""Presence on Windows, by GetLastInputInfo. Not run on Windows yet; tested beside a user32 and a kernel32 of ours.

It tells of input in this session alone, that of a remote desktop included, in milliseconds since the start, in 32 bits:
they begin anew every 49.7 days. Game controllers are no input.
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
"""

# Elsewhere typeshed has no WinDLL; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from deskbreak.desktop.presence.polled import Point, PolledPresence, never
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _

NAME = "GetLastInputInfo"
TICKS = 1 << 32
AHEAD = 60_000
"""Milliseconds by which a touch may seem to lie in the future: it is stamped by whoever made the input."""


class LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("cbSize", ctypes.c_uint), ("dwTime", ctypes.c_uint))


class WindowsTouches:
    """What user32 tells."""

    def __init__(self) -> None:
        self._user32: Any = ctypes.WinDLL("user32")
        self._ticks: Any = ctypes.WinDLL("kernel32").GetTickCount64
        self._ticks.restype = ctypes.c_ulonglong
        self._touched: int | None = None
        """When, in ticks that do not begin anew."""

    def idle(self) -> float:
        info = LastInput(cbSize=ctypes.sizeof(LastInput))
        if not self._user32.GetLastInputInfo(ctypes.byref(info)):
            raise OSError(NAME)
        # Asked for second: else a touch between the two would lie ahead.
        now: int = self._ticks()
        # The same as before is the same touch, also where its number has come round again.
        if self._touched is None or info.dwTime != self._touched % TICKS:
            ago = (now - info.dwTime) % TICKS
            self._touched = now - (ago if ago < TICKS - AHEAD else 0)
        return (now - self._touched) / 1000

    def pointer(self) -> Point | None:
        point = wintypes.POINT()
        # It is not told while the screen is locked, or asks for an administrator.
        return (point.x, point.y) if self._user32.GetCursorPos(ctypes.byref(point)) else None


def windows_presence(
    loop: Loop,
    tell: Tell,
    on_lost: Lost,
    still_after: float = STILL_AFTER,
    is_locked: Callable[[], bool] = never,
) -> PolledPresence:
    """The one way on Windows. Unavailable where it does not answer."""
    touches = WindowsTouches()
    try:
        touches.idle()
    except OSError as error:
        raise Unavailable(_("{call} does not answer").format(call=error)) from error
    return PolledPresence(loop, NAME, touches, tell, on_lost, still_after, is_locked)
