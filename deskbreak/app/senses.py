"""What the desktop can tell of whoever sits there: ways to see them, to hear of the session, to know of quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from deskbreak.app.notifiers import Refusals
from deskbreak.desktop.presence.choice import Way
from deskbreak.ports.senses import Tell, Ways
from deskbreak.settings.schema import Settings


class Senses(Protocol):
    """Nothing is opened before it is asked for."""

    always: frozenset[str]
    """The signals that may be watched all the time: nothing wakes while nothing changes."""
    on_news: Callable[[], object]
    """Called when something has come that a signal may have missed."""

    @property
    def presence(self) -> Sequence[Way]:
        """The ways to tell input from stillness, the best first."""

    @property
    def session(self) -> str:
        """Who tells of the lock and of the machine's sleep; "" while nobody does."""

    @property
    def refused(self) -> Refusals:
        """By name, why somebody is not asked for the session."""

    def signals(self, settings: Settings) -> Ways:
        """The ways to know of quiet, under these settings."""

    def follow_session(self, tell: Tell, on_sleep: Callable[[], object]) -> None:
        """Tell Locked and Unlocked from now on. `on_sleep` is called before the machine sleeps, which waits for it."""

    def close(self) -> None:
        """Let go of all of it."""


class NoSenses:
    """Of a terminal in which a movement is led through: nothing is asked there, so nothing need be known."""

    always: frozenset[str] = frozenset()
    presence: Sequence[Way] = ()
    session = ""
    refused: Refusals = ()

    def __init__(self) -> None:
        self.on_news: Callable[[], object] = lambda: None

    def signals(self, _settings: Settings) -> Ways:
        return {}

    def follow_session(self, _tell: Tell, _on_sleep: Callable[[], object]) -> None:
        """Nobody tells of it."""

    def close(self) -> None:
        """There is nothing to let go of."""
