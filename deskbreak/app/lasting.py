"""A history that may fail without taking the reminder with it: full disk, locked or damaged file."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import TypeVar

from deskbreak.core.breaks import BreakRecord
from deskbreak.core.effects import Decision
from deskbreak.core.movement import Showing, Suggestion
from deskbreak.ports import History, Today

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Lasting:
    """A `History` in front of another. What cannot be kept is logged; what cannot be read is nothing."""

    def __init__(self, history: History) -> None:
        self._history = history

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        self._try(lambda: self._history.add(record, suggestion, wall), None)

    def note(self, decision: Decision, wall: float) -> None:
        self._try(lambda: self._history.note(decision, wall), None)

    def named(self, suggestion: Suggestion, wall: float) -> int:
        return self._try(lambda: self._history.named(suggestion, wall), 0)

    def showings(self) -> tuple[Showing, ...]:
        return self._try(self._history.showings, ())

    def today(self, wall: float) -> Today:
        return self._try(lambda: self._history.today(wall), Today())

    def _try(self, call: Callable[[], Answer], otherwise: Answer) -> Answer:
        try:
            return call()
        except sqlite3.Error as error:
            log.error("the history could not be used: %s", error)
            return otherwise
