"""Somebody at the desk, who presses a key now and then."""

from __future__ import annotations

import time

import Xlib.display
import Xlib.ext.xtest
import Xlib.X

EVERY = 2.0  # seconds between two keys
KEY = 38  # a letter, and no window has the focus


class Somebody:
    """Types on this display, on a connection of its own: there is no process that would be counted."""

    def __init__(self, display: str) -> None:
        self._x = Xlib.display.Display(display)

    def types(self, seconds: float) -> None:
        """For so long; the first key is pressed at once."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for kind in (Xlib.X.KeyPress, Xlib.X.KeyRelease):
                Xlib.ext.xtest.fake_input(self._x, kind, KEY)
            self._x.sync()
            time.sleep(min(EVERY, left))

    def close(self) -> None:
        """Ends the connection."""
        self._x.close()
