"""A history that may fail without taking the reminder with it: full disk, locked or damaged file."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import TypeVar

from deskbreak.core.asked import Asked
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.effects import Decision
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.past import Past
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.summary import Day, Tally
from deskbreak.history.store import Store
from deskbreak.ports.keeping import Saved

log = logging.getLogger(__name__)

WAITING = 500
"""How many records may wait to be written, the newest of them: a month's."""

Answer = TypeVar("Answer")


class Lasting:
    """A `History` in front of the store.

    A record that cannot be written now waits until it can. What else cannot be kept is lost, and
    what cannot be read is nothing. Each kind of failure is logged once, until it is over.
    """

    def __init__(self, store: Store, only_waits: bool = False) -> None:
        """`only_waits`: this store is in memory, until the user's own can be used."""
        self._store = store
        self._only_waits = only_waits
        self._waiting: deque[tuple[BreakRecord, Suggestion | None, float]] = deque(maxlen=WAITING)
        self._failing: set[str] = set()
        self._why = sqlite3.Error()
        self._barred = False
        """What was to be kept as a whole could not begin: each try would wait for whoever holds the file."""
        self._told = False
        self.on_waiting: Callable[[sqlite3.Error], object] = lambda _why: None
        """Called when records wait that did not wait before."""
        self._unsure: list[tuple[BreakRecord, Suggestion | None, float]] = []
        """What was written, but is not kept before the end of `together`."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written inside as a whole: a record and the state after it, or neither of them."""
        self._barred = not self._try("written", self._begin, False)
        try:
            yield
        finally:
            self._barred = False
            if not (self._store.is_open and self._try("written", self._commit, False)):
                self._undo()
            self._tell_waiting()

    def use(self, store: Store) -> None:
        """Keep everything in this one from now on."""
        self._store, self._only_waits = store, False

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        self._waiting.append((record, suggestion, wall))
        self.settle()

    def note(self, decision: Decision, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.note(decision, wall), None)

    def named(self, suggestion: Suggestion, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.named(suggestion, wall), None)

    def decline(self, declined: bool = True) -> None:
        self._try("written", lambda: self._store.decline(declined), None)

    def declined(self) -> frozenset[str]:
        return self._try("read", self._store.declined, frozenset())

    def say(self, message: str, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.say(message, wall), None)

    def mark_too_much(self, what: str, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.mark_too_much(what, wall), None)

    def ask(self, what: str, about: str, wall: float) -> None:
        if self.settle():
            self._try("written", lambda: self._store.ask(what, about, wall), None)

    def answer(self, what: str, about: str, answer: str) -> None:
        self._try("written", lambda: self._store.answer(what, about, answer), None)

    def save(self, saved: Saved) -> None:
        """Keep the engine's state, never without the records before it, nor them without it."""
        if not (self.settle() and self._try("written", lambda: self._save(saved), False)):
            self._undo()

    def suggested(self, library: Library, plain: Movement) -> Suggestion | None:
        return self._try("read", lambda: self._store.suggested(library, plain), None)

    def past(self, since: date, today: date, since_wall: float) -> list[Past]:
        self.settle()
        return self._try("read", lambda: self._store.past(since, today, since_wall), [])

    def last_walk(self, since: float) -> float | None:
        return self._try("read", lambda: self._store.last_walk(since), None)

    def first_active(self, since: float) -> float | None:
        return self._try("read", lambda: self._store.first_active(since), None)

    def intensities(self, since: date, today: date) -> dict[date, int]:
        return self._try("read", lambda: self._store.intensities(since, today), {})

    def asked(self) -> list[Asked]:
        return self._try("read", self._store.asked, [])

    def outcomes(self, last: int) -> list[Outcome]:
        return self._try("read", lambda: self._store.outcomes(last), [])

    def growing(self, today: date) -> list[tuple[str, str]]:
        return self._try("read", lambda: self._store.growing(today), [])

    def said(self) -> dict[str, int]:
        return self._try("read", self._store.said, {})

    def today(self, wall: float) -> Tally:
        self.settle()
        return self._try("read", lambda: self._store.today(wall), Tally())

    def days(self, since_day: str) -> list[Day]:
        self.settle()
        return self._try("read", lambda: self._store.days(since_day), [])

    def day(self, wall: float) -> Day:
        self.settle()
        return self._try("read", lambda: self._store.day(wall), Day(""))

    def chosen(self) -> str | None:
        return self._try("read", self._store.chosen, None)

    def chosen_later(self) -> bool:
        return self._try("read", self._store.chosen_later, False)

    def choose(self, movement: str | None, later: bool = False) -> None:
        self._try("written", lambda: self._store.choose(movement, later), None)

    def walk(self, seconds: float, wall: float) -> bool:
        """Keep a walk now; somebody waits to hear whether that went well. HistoryUnusable when it did not."""
        self._store.walk(seconds, wall)
        return not self._only_waits

    def check_in(self, told: CheckIn, wall: float) -> bool:
        """The same for how a back was."""
        self._store.check_in(told, wall)
        return not self._only_waits

    def self_check(self, told: SelfCheck, wall: float) -> bool:
        """The same for how tender the sides were."""
        self._store.self_check(told, wall)
        return not self._only_waits

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

    def _begin(self) -> bool:
        self._store.begin()
        return True

    def _commit(self) -> bool:
        self._store.commit()
        self._unsure.clear()
        return True

    def _save(self, saved: Saved) -> bool:
        self._store.save(saved)
        return True

    def _undo(self) -> None:
        with suppress(sqlite3.Error):
            self._store.roll_back()
        self._take_back()

    def _tell_waiting(self) -> None:
        waits, was_told = bool(self._waiting), self._told
        self._told = waits
        if waits and not was_told:
            self.on_waiting(self._why)

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
        if self._barred and what == "written":
            return otherwise
        try:
            answer = call()
        except sqlite3.Error as error:
            self._why = error
            if what not in self._failing:
                log.error("the history could not be used: it cannot be %s (%s)", what, error)
            self._failing.add(what)
            if not self._store.is_open:
                # A full disk undoes all that was begun.
                self._take_back()
            return otherwise
        # Until it is committed, what was written may still fail to be kept.
        if what in self._failing and not self._store.is_open:
            log.info("the history can be %s again", what)
            self._failing.remove(what)
        return answer
