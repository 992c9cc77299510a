"""Signals: to go, and that a program we started has ended."""

from __future__ import annotations

import signal

from deskbreak.app.loop import Loop


def heed_signals(loop: Loop) -> None:
    """Being told to go means going in good order, from before the terminal or the desktop is touched."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        # One that is ignored (nohup) stays ignored.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), lambda _number, _frame: loop.wake_with(loop.stop))
    if hasattr(signal, "SIGCHLD"):
        # Whoever waits for a child looks for it whenever the loop wakes.
        signal.signal(signal.SIGCHLD, lambda _number, _frame: loop.wake_with(lambda: None))
