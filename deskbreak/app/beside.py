"""Windows and macOS want the tray in the main thread: there the program runs in a second one.

Whichever of the two ends first ends the other. What the program raised is raised in the main thread, so that
its traceback and its exit code are the same as where there is one thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from deskbreak.app.loop import Loop
from deskbreak.errors import DeskbreakError

log = logging.getLogger(__name__)

LAST_SECONDS = 4.0
"""How long a session that ends waits for us: Windows kills a program that takes more than five."""


class MainThread(Protocol):
    """What owns the main thread."""

    def run(self, leave: Callable[[], None], leave_now: Callable[[], None]) -> None:
        """Until `end`. `leave` asks the program to go; once `leave_now` is back, the process may be killed."""

    def end(self) -> None:
        """Have `run` return, also if it has not begun; from any thread."""


class Beside:
    """Runs the program that lives in this loop."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._over = threading.Event()
        self._raised: Exception | None = None

    def run(self, program: Callable[[], object], main: MainThread) -> None:
        """The program in a thread of its own, and `main` in this one, which is the main thread."""
        thread = threading.Thread(target=self._run, args=(program, main), name="deskbreak")
        thread.start()
        try:
            main.run(self.leave, self.leave_now)
        finally:
            self.leave()
            thread.join()
        if self._raised is not None:
            raise self._raised

    def alone(self, program: Callable[[], object]) -> None:
        """The program in this thread: nothing else wants it."""
        try:
            program()
        finally:
            self._over.set()

    def leave(self) -> None:
        """Ask the program to go, in good order; from any thread."""
        self._loop.wake_with(self._loop.stop)

    def leave_now(self) -> None:
        """The same, and wait until it has: whoever calls may kill the process afterwards."""
        self.leave()
        self._over.wait(LAST_SECONDS)

    def _run(self, program: Callable[[], object], main: MainThread) -> None:
        try:
            program()
        except Exception as error:
            if not isinstance(error, DeskbreakError):
                # Without a console, nobody would see the traceback.
                log.exception("deskbreak failed")
            self._raised = error
        finally:
            self._over.set()
            main.end()
