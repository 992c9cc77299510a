"""What people call a program on macOS. Not run on macOS yet; tested beside an AppKit of ours."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from deskbreak.ports import Unavailable
from deskbreak.words import _

HELPER = re.compile(r" Helper( \(.*)?$")
"""What browsers and the like call the part of them that does it. The name of a file ends after 32 letters."""
LONGEST_NAME = 256
"""Bytes."""


class Applications:
    """By the number of a process."""

    def __init__(self) -> None:
        """Unavailable where AppKit cannot be loaded."""
        try:
            import AppKit
            import objc
        except ImportError as error:
            raise Unavailable(_("AppKit cannot be loaded ({error})").format(error=error)) from error
        self._application: Any = AppKit.NSRunningApplication
        self._pool: Any = objc.autorelease_pool
        self._system: Any = ctypes.CDLL(None)

    def name(self, pid: int) -> str:
        """As the menu bar shows it; the file's name of what runs without one, "" of what has gone."""
        # Only the main thread has a pool of its own; without one, what AppKit hands out would never be freed.
        with self._pool():
            application = self._application.runningApplicationWithProcessIdentifier_(pid)
            name = "" if application is None else str(application.localizedName() or "")
        return HELPER.sub("", name or self._file(pid))

    def _file(self, pid: int) -> str:
        room = ctypes.create_string_buffer(LONGEST_NAME)
        length = self._system.proc_name(pid, room, LONGEST_NAME)
        return room.value.decode("utf-8", "replace") if length > 0 else ""
