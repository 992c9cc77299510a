"""One instance: a lock on a file, held for life, decides who that is."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class Instance:
    """The lock that makes this the one running deskbreak of its name."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        self._taken = False

    def take(self) -> bool:
        """Whether it is ours now, until the program ends in whatever way."""
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        self._taken = True
        return True

    def release(self) -> None:
        """Let another one start."""
        if sys.platform == "win32" and self._taken:
            import msvcrt

            # Closing the file unlocks it too, but only when Windows comes to it.
            msvcrt.locking(self._handle, msvcrt.LK_UNLCK, 1)
        os.close(self._handle)
