"""Our place at a terminal: its keys come to us, and its last line is ours, while nobody else has it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from deskbreak.app.foreground import Foreground, heed_jobs
from deskbreak.app.keys import Keys
from deskbreak.app.loop import Loop
from deskbreak.desktop.console import console

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between two looks, in the background of a shell, whether we are in front again."""
KEYBOARD = sys.platform != "win32"
"""Whether the keyboard can be waited for together with everything else. On Windows the line has no keys."""
INTERRUPTS = "\x03\x04"
"""Ctrl+C and Ctrl+D, where they come as keys."""


class Seat:
    """A `Source` for keys. It belongs to whoever draws the live line.

    While another program has the terminal (a shell that put us in the background, or nobody after the
    connection broke) there is no line and no key; each `take` is a look whether it is ours again.
    """

    wants_write = False

    def __init__(self, loop: Loop, press: Callable[[str], object], draw: Callable[[bool], object]) -> None:
        """`press` is told each key, and `draw` has to draw the live line, after a change of size if it is told so."""
        self._loop = loop
        self._press = press
        self._draw = draw
        self.console = console(sys.stdout)
        self._foreground = Foreground()
        self._keys = Keys()
        self.has_it = False
        self.look_at: float | None = None
        """When to look whether it is ours again; None while it is, or will never be."""
        heed_jobs(loop, self.let_go, self.take, lambda: self._draw(True))

    def fileno(self) -> int:
        return sys.stdin.fileno()

    def ready(self) -> None:
        """Keys came, or the terminal went away."""
        try:
            data = os.read(self.fileno(), 1024)
        except OSError as error:
            log.info("the terminal is another program's, or went away: %s", error)
            data = b""
        if not data:
            self._lose()
        for letter in self._keys.read(data, self._loop.clock.now()):
            self._press(letter)

    def take(self) -> None:
        """Have keys and line, if they are ours to have; after a stop somebody may have changed how keys come."""
        if not self._foreground.take():
            self._lose()
            return
        if not self.has_it and KEYBOARD:
            self._loop.add(self)
        self.has_it, self.look_at = True, None
        self.console.has_keys = KEYBOARD
        self._draw(False)

    def let_go(self) -> None:
        """Leave it as if we had never been here."""
        if self.has_it:
            self.console.live("")
            self._foreground.give_back()
            self._lose()

    def _lose(self) -> None:
        self.has_it = self.console.has_keys = False
        # No shell tells a job that runs already that it is in front again.
        self.look_at = self._loop.clock.now() + LOOK_EVERY if self._foreground.exists else None
        self._loop.remove(self)
        self.console.leave()
