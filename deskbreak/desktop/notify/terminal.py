"""Notices as lines of the terminal."""

from __future__ import annotations

import logging
from typing import TextIO

from deskbreak.ports import Notice

log = logging.getLogger(__name__)


class TerminalNotifier:
    """The `Notifier` that is always there."""

    name = "terminal"
    tells_failure = False

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def show(self, notice: Notice) -> None:
        # The bell is what a terminal has to call somebody with; \r clears the live line first.
        bell = "\a" if notice.stays and self._out.isatty() else ""
        clear = "\r\x1b[K" if self._out.isatty() else ""
        try:
            print(f"{clear}{bell}{notice.title} {notice.body}", file=self._out, flush=True)
        except OSError as error:
            log.info("the terminal went away: %s", error)

    def withdraw(self) -> None:
        """What was said stays said."""
