"""Tells when one of a few files is opened or closed: inotify of Linux, which Python does not know by itself.

https://man7.org/linux/man-pages/man7/inotify.7.html
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

OPEN, CLOSE_WRITE, CLOSE_NOWRITE = 0x20, 0x8, 0x10
READ_AT_ONCE = 4096


class Opens:
    """A `Source` for the loop."""

    wants_write = False

    def __init__(self, files: Sequence[Path], on_change: Callable[[], object]) -> None:
        """OSError where they cannot be watched."""
        self._on_change = on_change
        self._descriptor = _watching(files)

    def fileno(self) -> int:
        return self._descriptor

    def ready(self) -> None:
        """However much happened, it is one piece of news."""
        try:
            while os.read(self._descriptor, READ_AT_ONCE):
                pass
        except BlockingIOError:
            self._on_change()

    def close(self) -> None:
        """Watch no more."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


def _watching(files: Sequence[Path]) -> int:
    """A descriptor that can be read once something happened to one of them."""
    if sys.platform != "linux":
        raise OSError("only Linux has inotify")
    # Imported here: it takes memory, and few ask for what it is needed for.
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)

    def checked(result: int) -> int:
        if result < 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))
        return result

    descriptor = checked(libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
    try:
        for file in files:
            checked(libc.inotify_add_watch(descriptor, os.fsencode(file), OPEN | CLOSE_WRITE | CLOSE_NOWRITE))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
