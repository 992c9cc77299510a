"""A history that may fail without taking the reminder with it: full disk, locked or damaged file."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from deskbreak.core.breaks import BreakRecord
from deskbreak.core.effects import Decision
from deskbreak.core.movement import Showing, Suggestion
from deskbreak.core.summary import Tally
from deskbreak.history.store import Store

log = logging.getLogger(__name__)

WAITING = 500
"""How many records may wait to be written, the newest of them: a month's."""

Answer = TypeVar("Answer")


class Lasting:
    """A `History` in front of the store.

    A record that cannot be written now waits until it can. What else cannot be kept is lost, and
    what cannot be read is nothing. Each kind of failure is logged once, until it is over.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: deque[tuple[BreakRecord, Suggestion | None, float]] = deque(maxlen=WAITING)
        self._failing: set[str] = set()
        self._unsure: list[tuple[BreakRecord, Suggestion | None, float]] = []
        """What was written, but is not kept before the end of `together`."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written inside as a whole: a record and the state after it, or neither of them."""
        self._try("written", self._store.begin, None)
        try:
            yield
        finally:
            if self._store.is_open and not self._try("written", self._commit, False):
                self._try("written", self._store.roll_back, None)
                self._take_back()
            self._unsure.clear()

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        self._waiting.append((record, suggestion, wall))
        self.settle()

    def note(self, decision: Decision, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.note(decision, wall), None)

    def named(self, suggestion: Suggestion, wall: float) -> int:
        return self._try("written", lambda: self._store.named(suggestion, wall), 0) if self.settle() else 0

    def showings(self) -> tuple[Showing, ...]:
        self.settle()
        return self._try("read", self._store.showings, ())

    def today(self, wall: float) -> Tally:
        self.settle()
        return self._try("read", lambda: self._store.today(wall), Tally())

    def settle(self) -> bool:
        """Write the records that wait, oldest first; whether none is left."""
        while self._waiting:
            if not self._try("written", self._write_oldest, False):
                return False
            self._waiting.popleft()
        return True

    def erase(self) -> None:
        """Forget everything for good, also what waits. HistoryUnusable when that fails."""
        self._waiting.clear()
        self._store.erase()

    def _commit(self) -> bool:
        self._store.commit()
        return True

    def _take_back(self) -> None:
        self._waiting.extendleft(reversed(self._unsure))
        self._unsure.clear()

    def _write_oldest(self) -> bool:
        record, suggestion, wall = self._waiting[0]
        try:
            self._store.add(record, suggestion, wall)
        except (sqlite3.IntegrityError, sqlite3.DataError):
            # Its fault, not the file's: it would keep the others waiting for ever.
            log.exception("a record cannot be kept: %s", record)
        else:
            if self._store.is_open:
                self._unsure.append(self._waiting[0])
        return True

    def _try(self, what: str, call: Callable[[], Answer], otherwise: Answer) -> Answer:
        try:
            answer = call()
        except sqlite3.Error as error:
            if what not in self._failing:
                log.error("the history could not be used: it cannot be %s (%s)", what, error)
            self._failing.add(what)
            if not self._store.is_open:
                # A full disk undoes all that was begun.
                self._take_back()
            return otherwise
        if what in self._failing:
            log.info("the history can be %s again", what)
            self._failing.remove(what)
        return answer
