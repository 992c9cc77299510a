"""The user's history in use. Where it cannot be used it is left alone, and what happens waits in memory."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from deskbreak.app import notices
from deskbreak.app.lasting import Lasting
from deskbreak.desktop.console import say
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable, unusable
from deskbreak.ports.loop import Clock
from deskbreak.ports.notices import Notice
from deskbreak.words import _

log = logging.getLogger(__name__)

TRY_EVERY = 60.0
"""Seconds between two looks whether a history that could not be used can be."""


class Records:
    """`history` is what everybody else uses, whatever lies behind it."""

    def __init__(self, file: Path | None, clock: Clock, tell: Callable[[str, Notice], object]) -> None:
        """None keeps everything in memory only. `tell` is told what the user should hear of."""
        self._file = file
        self._clock = clock
        self._tell = tell
        self._try_at = clock.now() + TRY_EVERY
        self.trouble: HistoryUnusable | None = None
        self.store = self._open()
        self.history = Lasting(self.store, only_waits=self.trouble is not None)
        self.history.on_waiting = self._tell_waiting

    def look(self) -> None:
        """Now and then, see whether a history that could not be used can be. Never while something is being kept."""
        if self.trouble is not None and self._clock.now() >= self._try_at:
            self._try_again()

    def erase(self) -> None:
        """Forget everything for good. HistoryUnusable when that cannot be done."""
        self._try_again()
        if self.trouble is not None:
            raise self.trouble
        self.history.erase()

    def settle(self) -> None:
        """It ends soon: keep what waits, if it can be kept by now."""
        self._try_again()
        self.history.settle()

    def close(self) -> None:
        """Let go of the file."""
        self.settle()
        self.store.close()

    def _open(self) -> Store:
        try:
            return Store(self._file)
        except HistoryUnusable as trouble:
            self.trouble = trouble
            log.warning("%s", trouble.title)
            say(f"{trouble.title} {trouble.hint}")
            waits = _("What happens until then is recorded as soon as that is mended.")
            self._tell("history", notices.history_trouble((trouble.title, trouble.hint, waits)))
            return Store(None)

    def _try_again(self) -> None:
        """It may be mended by now: take it, with what happened meanwhile."""
        self._try_at = self._clock.now() + TRY_EVERY
        if self.trouble is None:
            return
        try:
            store = Store(self._file)
        except HistoryUnusable as trouble:
            self.trouble = trouble
            return
        try:
            store.take_over(self.store)
        except sqlite3.Error as error:
            log.info("the history cannot take over what happened meanwhile: %s", error)
            store.close()
            return
        log.info("the history can be used by now")
        self.store.close()
        self.store, self.trouble = store, None
        self.history.use(store)

    def _tell_waiting(self, why: sqlite3.Error) -> None:
        if self._file is None:
            return
        trouble = unusable(self._file, why)
        waits = _("What is to be recorded waits until then, and is lost if deskbreak ends before.")
        self._tell("history", notices.history_trouble((trouble.title, trouble.hint, waits)))
