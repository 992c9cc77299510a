"""Settings that apply at once, also after the file was edited by hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from deskbreak.places import mark_of
from deskbreak.settings.file import Loaded, load
from deskbreak.settings.good import keep_good, load_lasting
from deskbreak.settings.schema import Settings

log = logging.getLogger(__name__)

UNDOUBTED = object()


class LiveSettings:
    """Looks at the file at each wake of the loop: once a minute, and whenever somebody asks for anything."""

    def __init__(self, file: Path, good_file: Path) -> None:
        self._file = file
        self._good_file = good_file
        self._mark = mark_of(file)
        self._doubted: object = UNDOUBTED
        self.loaded = load_lasting(file, good_file)
        self.on_change: list[Callable[[Settings], object]] = []
        self.on_mistakes: Callable[[tuple[str, ...]], object] = lambda _lines: None
        """Called with what is wrong with the file, when that changed by somebody's hand."""
        keep_good(self.loaded.settings, good_file)

    def look(self) -> None:
        """Apply what is new; where the file is mistaken, what held before goes on to hold."""
        mark = mark_of(self._file)
        if mark == self._mark:
            return
        if mark != self._doubted and (mark is None or mark[1] == 0):
            # An editor may be in the middle of writing: a file that is gone or empty is looked at twice.
            self._doubted = mark
            return
        before = self.said
        self._take_in()
        if self.said != before:
            self.on_mistakes(self.said)

    def change(self, dotted_key: str, value: str) -> None:
        """Write one setting into the file, and apply it. DeskbreakError when that cannot be done."""
        # Imported here: what writes settings takes memory, and few do that from the menu.
        from deskbreak.settings.write import set_value

        set_value(self._file, dotted_key, value)
        # Mistakes that were there before may be in other lines now, and that is no news.
        self._take_in()

    def _take_in(self) -> None:
        self._mark, self._doubted = mark_of(self._file), UNDOUBTED
        before, self.loaded = self.loaded, load(self._file, good=self.loaded.settings)
        keep_good(self.loaded.settings, self._good_file)
        if self.loaded.settings != before.settings:
            log.info("the settings changed")
            for tell in self.on_change:
                tell(self.loaded.settings)

    @property
    def said(self) -> tuple[str, ...]:
        """What the user should know of the file, a line each."""
        return said(self.loaded)


def said(loaded: Loaded) -> tuple[str, ...]:
    """What there is to say of a file that was read."""
    return (*loaded.mistakes, *loaded.warnings)
