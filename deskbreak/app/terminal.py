"""The program in a terminal: a live line that counts, and a key for each answer."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from deskbreak.app.loop import Loop
from deskbreak.ports import Post, Request
from deskbreak.words import _

log = logging.getLogger(__name__)

EACH = 1.0
ESCAPE = b"\x1b"
"""What an arrow or a function key begins with; the letters behind it are no answers."""
KEYS: dict[str, Request] = {
    "s": {"do": "start"},
    "d": {"do": "done"},
    "z": {"do": "snooze"},
    "k": {"do": "skip"},
    "p": {"do": "pause", "seconds": 3600},
    "r": {"do": "resume"},
    "q": {"do": "quit"},
    "\x03": {"do": "quit"},
}


class Terminal:
    """A `Source` for keys and a `Timed` for the live `line`. The terminal is put back when it closes."""

    wants_write = False

    def __init__(self, loop: Loop, line: Callable[[], str], post: Post) -> None:
        self._loop = loop
        self._line = line
        self._post = post
        self.deadline: float | None = loop.clock.now()
        self._before = _keys_at_once()
        loop.add(self)
        loop.add_timed(self)
        self._write(_("s start · d done · z snooze · k skip · p pause 1 h · r resume · q quit") + "\n")

    def fileno(self) -> int:
        return sys.stdin.fileno()

    def ready(self) -> None:
        """Keys came, or the terminal went away."""
        try:
            keys = os.read(self.fileno(), 64)
        except OSError:
            # It was closed, or is another program's for now.
            keys = b""
        if not keys:
            self.close()
            return
        if not keys.startswith(ESCAPE):
            for key in keys.decode("utf-8", "replace").lower():
                if key in KEYS:
                    self._post(KEYS[key])
        if self.deadline is not None:
            self.on_time(self._loop.clock.now())

    def on_time(self, now: float) -> None:
        """Write the line anew."""
        self.deadline = now + EACH
        self._write(f"\r\x1b[K{self._line()}")

    def close(self) -> None:
        """Give the terminal back as it was."""
        if self.deadline is None:
            return
        self.deadline = None
        self._loop.remove(self)
        self._loop.remove_timed(self)
        self._write("\n")
        _give_back(self._before)

    def _write(self, text: str) -> None:
        _out(text)


def is_ours() -> bool:
    """Whether there is a terminal, and we are what runs in its foreground."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:
        return True  # It controls nobody's jobs: nothing is in the background of it.


def say(line: str) -> None:
    """A line for whoever started us, if there still is anybody."""
    _out(f"{line}\n")


def _out(text: str) -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        log.info("nobody hears us any more: %s", error)
        # What is left would be written out once more at the end, and fail there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _keys_at_once() -> Any:
    """Have keys come without Return, and unseen; how the terminal was before."""
    if sys.platform != "win32":
        import signal
        import termios
        import tty

        # Sent to the background we must not be stopped: reading then fails, and the terminal is let go.
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        return before


def _give_back(before: Any) -> None:
    if sys.platform != "win32":
        import termios

        try:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
        except (termios.error, OSError) as error:
            log.info("the terminal went away: %s", error)
