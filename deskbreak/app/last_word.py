"""What the guide's window says at the end of a movement that was done: a calm word, never a count of days in a row."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.texts import Texts
from deskbreak.core.breaks import BreakRecord, Outcome


class LastWord:
    """Told each record, and whether a window shows it."""

    def __init__(self, texts: Texts, is_open: Callable[[], bool], wall: Callable[[], float]) -> None:
        """`is_open`: whether movements are offered at all; under a warning sign nobody is cheered on."""
        self._texts = texts
        self._is_open = is_open
        self._wall = wall
        self.said = ""

    def recorded(self, record: BreakRecord, in_window: bool) -> None:
        """A break has ended so."""
        self.said = ""
        if in_window and record.outcome is Outcome.TAKEN and self._is_open():
            told = self._texts.told("closing", {}, self._wall())
            self.said = "" if told is None else told.title
