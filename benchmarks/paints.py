"""Counting from outside what a program really paints: the X server tells of each area of a window that changes."""

from __future__ import annotations

import select
import time
from contextlib import suppress

import Xlib.display
import Xlib.error
import Xlib.X
from Xlib.ext import damage
from Xlib.xobject.drawable import Window

LARGE = 200 * 200
"""Pixels of an area from which on it is of the picture that moves, and not the ring or a label."""
ONE = 8
"""Milliseconds within which all that is painted is one picture: it comes in several areas."""
APPEARS = 5.0  # seconds that a window may take to be in the list of windows


class Paints:
    """Of the window of the process with this number."""

    def __init__(self, display: str, pid: int) -> None:
        self._x = Xlib.display.Display(display)
        self._x.damage_query_version()
        self._last = 0
        self._window(pid).damage_create(damage.DamageReportRawRectangles)
        self._x.sync()

    def close(self) -> None:
        """End the connection."""
        self._x.close()

    def a_second(self, seconds: float) -> float:
        """How many pictures a second are painted, watched for so long from now on."""
        self._x.sync()
        self._pictures()
        began, seen = time.monotonic(), 0
        while (left := began + seconds - time.monotonic()) > 0:
            if select.select([self._x], [], [], left)[0]:
                seen += self._pictures()
        return seen / (time.monotonic() - began)

    def _pictures(self) -> int:
        """Those that were told of by now."""
        seen = 0
        for _number in range(self._x.pending_events()):
            event = self._x.next_event()
            is_damage = event.type == self._x.extension_event.DamageNotify
            if is_damage and event.area.width * event.area.height >= LARGE and event.timestamp - self._last > ONE:
                self._last = event.timestamp
                seen += 1
        return seen

    def _window(self, pid: int) -> Window:
        end = time.monotonic() + APPEARS
        while time.monotonic() < end:
            if window := windows(self._x).get(pid):
                return window
            time.sleep(0.02)
        raise RuntimeError("the window is not in the list of windows")


def windows(display: Xlib.display.Display) -> dict[int, Window]:
    """Those that the window manager shows, by the numbers of their processes."""
    all_of_them, owner = (display.intern_atom(name) for name in ("_NET_CLIENT_LIST", "_NET_WM_PID"))
    listed = display.screen().root.get_full_property(all_of_them, Xlib.X.AnyPropertyType)
    found = {}
    for each in listed.value if listed else ():
        window = display.create_resource_object("window", each)
        with suppress(Xlib.error.BadWindow):
            if owned := window.get_full_property(owner, Xlib.X.AnyPropertyType):
                found[owned.value[0]] = window
    return found
