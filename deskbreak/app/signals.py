"""Signals that tell the program to go."""

from __future__ import annotations

import signal

from deskbreak.app.loop import Loop


def heed_signals(loop: Loop) -> None:
    """Being told to go means going in good order, from before the terminal or the desktop is touched."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        # One that is ignored (nohup) stays ignored.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), lambda _number, _frame: loop.wake_with(loop.stop))
