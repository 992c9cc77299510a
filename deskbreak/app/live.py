"""Settings that apply at once, also after the file was edited by hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from deskbreak.settings.file import Loaded, load
from deskbreak.settings.good import keep_good, load_lasting
from deskbreak.settings.schema import Settings

log = logging.getLogger(__name__)

Mark = tuple[int, int, int] | None
"""What tells one state of a file from another: when it was written, its size, which file it is."""

UNDOUBTED = object()


class LiveSettings:
    """Looks at the file at each wake of the loop: once a minute, and whenever somebody asks for anything."""

    def __init__(self, file: Path, good_file: Path) -> None:
        self._file = file
        self._good_file = good_file
        self._mark = _mark(file)
        self._doubted: object = UNDOUBTED
        self.loaded = load_lasting(file, good_file)
        self.on_change: Callable[[Settings], object] = lambda _settings: None
        self.on_mistakes: Callable[[tuple[str, ...]], object] = lambda _lines: None
        keep_good(self.loaded.settings, good_file)

    def look(self) -> None:
        """Apply what is new; where the file is mistaken, what held before goes on to hold."""
        mark = _mark(self._file)
        if mark == self._mark:
            return
        if mark != self._doubted and (mark is None or mark[1] == 0):
            # An editor may be in the middle of writing: a file that is gone or empty is looked at twice.
            self._doubted = mark
            return
        self._mark, self._doubted = mark, UNDOUBTED
        before, self.loaded = self.loaded, load(self._file, good=self.loaded.settings)
        keep_good(self.loaded.settings, self._good_file)
        if self.loaded.settings != before.settings:
            log.info("the settings changed")
            self.on_change(self.loaded.settings)
        if self.said and self.said != said(before):
            self.on_mistakes(self.said)

    @property
    def said(self) -> tuple[str, ...]:
        """What the user should know of the file, a line each."""
        return said(self.loaded)


def said(loaded: Loaded) -> tuple[str, ...]:
    """What there is to say of a file that was read."""
    return (*loaded.mistakes, *loaded.warnings)


def _mark(file: Path) -> Mark:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
