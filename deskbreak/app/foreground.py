"""The keyboard of the terminal, while we are what runs in its foreground."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from deskbreak.app.loop import Loop

log = logging.getLogger(__name__)


class Foreground:
    """Has keys come at once and unseen, and gives the terminal back as it was first."""

    def __init__(self) -> None:
        self._before: Any = None

    @property
    def exists(self) -> bool:
        """Whether there is a terminal at all, in front of whatever it may be."""
        return sys.stdin is not None and sys.stdin.isatty()

    def take(self) -> bool:
        """Take the keyboard, if it is ours to take."""
        if not is_ours():
            return False
        if sys.platform != "win32":
            import termios
            import tty

            try:
                if self._before is None:
                    self._before = termios.tcgetattr(sys.stdin)
                # At once: after Ctrl+S, waiting for what was written to be shown would be waiting for ever.
                tty.setcbreak(sys.stdin, termios.TCSANOW)
            except (termios.error, OSError) as error:
                log.info("the terminal went away: %s", error)
                return False
        return True

    def give_back(self) -> None:
        """As it was, unless it is another program's by now."""
        if sys.platform != "win32" and is_ours():
            import termios

            try:
                termios.tcsetattr(sys.stdin, termios.TCSANOW, self._before)
            except (termios.error, OSError) as error:
                log.info("the terminal went away: %s", error)


def is_ours() -> bool:
    """Whether there is a terminal, and we are what runs in its foreground."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:
        return sys.stdin.isatty()  # It controls nobody's jobs: nothing is in the background of it.


def heed_jobs(
    loop: Loop, on_stop: Callable[[], object], on_continue: Callable[[], object], on_resize: Callable[[], object]
) -> None:
    """Ctrl+Z, `fg` and `bg` of a shell, and a window that changes its size. `on_stop` is called before we stop."""
    if sys.platform == "win32":
        return

    def stop() -> None:
        on_stop()
        since = loop.clock.now()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        # Here again: we were told to go on, or nobody could have told us and so we were not stopped.
        signal.signal(signal.SIGTSTP, heeding(stop))
        loop.on_wake(loop.clock.now() - since)
        on_continue()

    def heeding(call: Callable[[], object]) -> Callable[[int, Any], None]:
        return lambda _number, _frame: loop.wake_with(call)

    # In the background we must not be stopped for a line that we write, nor for a key that we would read.
    for number in (signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    for number, call in ((signal.SIGTSTP, stop), (signal.SIGCONT, on_continue), (signal.SIGWINCH, on_resize)):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, heeding(call))
