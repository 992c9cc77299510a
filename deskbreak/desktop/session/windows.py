"""A console on Windows: the end that it asks for, and what to do without one.

Not run on Windows yet; tested beside a kernel of ours.

Python hears of Ctrl+C in its main thread, and that one waits for messages and hears of nothing else. The system calls
a handler of ours in a thread of its own; when it is back, the process is killed where the window was closed.
The end of a session comes to the tray's window instead: once a program has windows, no handler is told of it.
https://learn.microsoft.com/windows/console/handlerroutine
"""

# Elsewhere typeshed has neither windll nor WINFUNCTYPE; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

MB_ICONWARNING = 0x30

_handlers: list[Any] = []
"""What the system may call has to live as long as the process."""


def heed_console(leave_now: Callable[[], None]) -> None:
    """Have this called, in another thread, when Ctrl+C is pressed or the console's window is closed."""

    def handle(_event: int) -> int:
        leave_now()
        return 1  # And nobody else need hear of it.

    routine = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_ulong)(handle)
    _handlers.append(routine)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(routine, 1)


def tell(text: str) -> None:
    """Have this read by somebody who started us without a console: there is nothing else yet to say it with."""
    ctypes.windll.user32.MessageBoxW(None, text, "deskbreak", MB_ICONWARNING)
