"""The loop, what it serves, and the time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Source(Protocol):
    """Something with a descriptor that the loop waits for. A lost one is dropped by its owner."""

    @property
    def wants_write(self) -> bool: ...
    def fileno(self) -> int: ...
    def ready(self) -> None: ...


class Timed(Protocol):
    """Something that wants to be woken at `deadline` (the clock's seconds; None: not by itself)."""

    @property
    def deadline(self) -> float | None: ...
    def on_time(self, now: float) -> None: ...


def at_next_wake(moment: float | None, now: float) -> float | None:
    """The `deadline` of what may wait: nobody is woken for it, and the next wake after it is a minute off at most."""
    return None if moment is None or moment > now else moment


class Loop(Protocol):
    """What serves sources and deadlines. An adapter that has some adds them itself, and removes them."""

    @property
    def clock(self) -> Clock: ...
    def add(self, source: Source) -> None: ...
    def remove(self, source: Source) -> None: ...
    def add_timed(self, timed: Timed) -> None: ...
    def remove_timed(self, timed: Timed) -> None: ...


class Clock(Protocol):
    """Three clocks. Only `now` carries intervals; the others tell what happened to it."""

    def now(self) -> float:
        """Seconds, suspend included."""

    def awake(self) -> float:
        """Seconds, suspend left out."""

    def wall(self) -> float:
        """Seconds since the epoch, as the machine has it."""

    def boot(self) -> str:
        """Which run of the machine `now` counts from; "" where that cannot be told."""


class Zone(Protocol):
    """The time zone of this machine."""

    def local(self, wall: float) -> datetime:
        """What the clock on the wall shows; a moment that cannot be told is moved to the nearest that can."""

    def moved(self) -> float:
        """Seconds by which another time zone has moved local time since this was asked last; 0 if none has."""
