"""What is noticed of the person and the desktop: presence, the session, what asks for quiet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from deskbreak.core.events import Event
from deskbreak.ports.loop import Loop

STILL_AFTER = 60.0
"""Seconds without input from which on somebody is still."""
Tell = Callable[[Event], object]
"""Hands an event to the engine, in the loop's thread."""


class Presence(Protocol):
    """Tells StillnessBegan once nothing was touched for STILL_AFTER, and InputCame at the first touch after that.

    Nothing wakes because of it while somebody types. One that is lost says so itself, by what it was given for that.
    """

    name: str
    """The way by which it knows, as `doctor` tells it."""

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused, once, as soon as nothing was touched for so long."""

    def close(self) -> None: ...


class SessionWatch(Protocol):
    """Tells Locked and Unlocked, and what it was given for that when the machine goes to sleep or the user leaves."""

    name: str

    def close(self) -> None: ...


Holders = frozenset[str]
"""The programs that ask for quiet, by the names that people know; "" where nobody can be named. None: no quiet."""


class QuietSignal(Protocol):
    """One reason not to speak. It watches only where it is asked to, and is told of nothing in between."""

    name: str
    """Its switch in the settings, and its name for the engine."""

    def begin(self) -> None:
        """Tell who asks for quiet, at once and at each change."""

    def end(self) -> None:
        """Watch no more: nothing wakes because of it."""

    def close(self) -> None: ...


class Judging(QuietSignal, Protocol):
    """A quiet signal that goes by more than it sees: a window that fills the screen may be watched, or worked in."""

    def film(self, inhibited: bool) -> None:
        """Whether something keeps the screen on."""

    def still(self, since: float | None) -> None:
        """Since when nothing was touched; None while something is."""


TellHolders = Callable[[Holders], object]
"""What a quiet signal was given to tell them by."""
Lost = Callable[[str], object]
"""What an adapter was given to say, once, that it cannot work any more, and why: a line for `doctor`.

It is closed then."""
BuildSignal = Callable[[Loop, TellHolders, Lost], QuietSignal]
"""Unavailable, with the reason, where this way does not work."""
Ways = Mapping[str, Sequence[tuple[str, BuildSignal]]]
"""To each signal, by its name, the ways to know it, the best first, each as `doctor` names it."""
