"""Calls that are made later."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.ports.loop import at_next_wake

Call = Callable[[], None]


class Later:
    """The part of a `Timed` that is the same whatever is called."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._calls: list[tuple[float, Call]] = []
        self._at_leisure: list[tuple[float, Call]] = []
        """The same, but not worth a wake."""

    def call(self, seconds: float, call: Call) -> None:
        """Have this called once, after so many seconds."""
        self._calls.append((self._now() + seconds, call))

    def at_leisure(self, seconds: float, call: Call) -> None:
        """The same, but at the first wake after that: nobody is woken for it."""
        self._at_leisure.append((self._now() + seconds, call))

    @property
    def deadline(self) -> float | None:
        at_leisure = at_next_wake(min((at for at, _call in self._at_leisure), default=None), self._now())
        return min((at for at in (at_leisure, *(at for at, _call in self._calls)) if at is not None), default=None)

    def due(self, now: float) -> list[Call]:
        """What is to be called by now. It is called by whoever asks, and once."""
        due = [call for at, call in (*self._calls, *self._at_leisure) if at <= now]
        self._calls = [entry for entry in self._calls if entry[0] > now]
        self._at_leisure = [entry for entry in self._at_leisure if entry[0] > now]
        return due
