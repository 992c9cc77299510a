"""What Windows and macOS tell of the session in the main thread, brought to the loop's.

A screen can be out of sight for more than one reason: locked, and then left to another user. It is told as locked with
the first of them, and as unlocked when none is left.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from deskbreak.core.events import Locked, Unlocked
from deskbreak.ports import Tell

log = logging.getLogger(__name__)

InThread = Callable[[Callable[[], object]], object]
"""Has something called in a certain thread, soon; from any thread."""
LOCK, ELSEWHERE = "lock", "elsewhere"
"""Behind the lock; another user, or somewhere else."""
SAVE_SECONDS = 1.5
"""How long the sleep of the machine waits for us: Windows gives a program two."""


class Told:
    """For the main thread alone."""

    def __init__(self, in_loop: InThread, tell: Tell, before_sleep: Callable[[], object]) -> None:
        """`before_sleep` is called in the loop, and the machine sleeps when it is back."""
        self._in_loop = in_loop
        self._tell = tell
        self._before_sleep = before_sleep
        self._hidden_by: set[str] = set()

    def hide(self, reason: str) -> None:
        """The screen cannot be seen, for this reason too."""
        if not self._hidden_by:
            self._in_loop(lambda: self._tell(Locked()))
        self._hidden_by.add(reason)

    def show(self, reason: str) -> None:
        """Not for this reason any more."""
        if self._hidden_by == {reason}:
            self._in_loop(lambda: self._tell(Unlocked()))
        self._hidden_by.discard(reason)

    def sleep(self) -> None:
        """The machine goes to sleep once this is back."""
        saved = threading.Event()

        def save() -> None:
            try:
                self._before_sleep()
            finally:
                saved.set()

        self._in_loop(save)
        if not saved.wait(SAVE_SECONDS):
            log.warning("the machine goes to sleep before the state is saved")

    def wake(self) -> None:
        """The machine woke: the loop looks at its clocks now, and not when it had meant to wake."""
        self._in_loop(lambda: None)
