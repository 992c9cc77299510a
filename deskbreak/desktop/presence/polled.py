"""Presence where it can only be asked for: how long ago anything was touched.

Somebody who types is looked at when they could be still at the earliest: once a minute, or a little more often.
Somebody who is still is looked for every two seconds, and more seldom the longer they are: `LOOKS`. Behind a lock that
is done once a minute: who comes back unlocks it, and that is told without us.

A table that was knocked against moves the pointer by a pixel or two. A pointer that moved less than NUDGE_PIXELS is
nobody's return before input has lasted for NUDGE_SECONDS. Keys and clicks leave the pointer where it is: they are a
return at once. A nudge before stillness was noticed cannot be told from a touch, and puts that off by up to a minute.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import dist, inf
from typing import Protocol

from deskbreak.core.events import Event, InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _

log = logging.getLogger(__name__)

LOOKS = ((300.0, 2.0), (3600.0, 5.0), (inf, 15.0))
"""Up to so many seconds of stillness, the seconds between two looks for a return."""
LOCKED_EVERY = 60.0
SOONEST = 0.1
"""Seconds to the next look at least: what is told may be a little behind the clock."""
NUDGE_PIXELS, NUDGE_SECONDS = 3.0, 2.0

Point = tuple[float, float]


class Touches(Protocol):
    """What the system tells when it is asked."""

    def idle(self) -> float:
        """Seconds since anything was touched. OSError when it cannot be told."""

    def pointer(self) -> Point | None:
        """Where the pointer is, in pixels; None when it cannot be told."""


@dataclass(frozen=True, slots=True)
class Still:
    """Nobody is here, as far as the last look showed."""

    idle: float
    """What was told then. Less than that, the next time, is a touch."""
    pointer: Point | None
    nudged_at: float | None = None
    """Since when there is something that may be no more than a nudge."""


def never() -> bool:
    """Where nobody tells of a lock."""
    return False


class PolledPresence:
    """A `Presence` and a `Timed`."""

    def __init__(
        self,
        loop: Loop,
        name: str,
        touches: Touches,
        tell: Tell,
        on_lost: Lost,
        still_after: float = STILL_AFTER,
        is_locked: Callable[[], bool] = never,
    ) -> None:
        """`is_locked` tells whether the screen is, as far as that is known."""
        self.name = name
        self._loop = loop
        self._touches = touches
        self._tell = tell
        self._on_lost = on_lost
        self._still_after = still_after
        self._is_locked = is_locked
        self._judge: Callable[[float, float], list[Event]] = self._found
        """What a look says, by what the last one has found: the seconds without a touch, and the present moment."""
        self._still: Still | None = None
        self._pause: float | None = None
        """The pause in typing that is waited for, in seconds."""
        self.deadline: float | None = 0.0
        loop.add_timed(self)

    def await_pause(self, seconds: float) -> None:
        self._pause = seconds
        if self.deadline is not None:
            self.deadline = 0.0

    def close(self) -> None:
        if self.deadline is not None:
            self.deadline = None
            self._loop.remove_timed(self)

    def on_time(self, now: float) -> None:
        try:
            idle = self._touches.idle()
            events = [*self._paused(idle), *self._judge(idle, now)]
        except Exception as error:
            # No fault in there, of whatever kind, may end the program: it is not what was asked for.
            if not isinstance(error, OSError):
                log.exception("%s cannot be asked", self.name)
            self.close()
            self._on_lost(
                _("the system does not tell any more when something was touched ({error})").format(error=error)
            )
            return
        self.deadline = now + max(self._patience(idle), SOONEST)
        # Last: whoever is told may ask for a pause, or close this.
        for event in events:
            self._tell(event)

    def _patience(self, idle: float) -> float:
        if self._still is None:
            patience = self._still_after - idle
        elif self._still.nudged_at is not None:
            patience = NUDGE_SECONDS
        elif self._is_locked():
            patience = LOCKED_EVERY
        else:
            patience = next(every for until, every in LOOKS if idle < until)
        return patience if self._pause is None else min(patience, self._pause - idle)

    def _paused(self, idle: float) -> list[Event]:
        if self._pause is None or idle < self._pause:
            return []
        self._pause = None
        return [TypingPaused()]

    def _found(self, idle: float, now: float) -> list[Event]:
        """The first look."""
        self._judge = self._stilled
        return [PresenceFound(True), *self._stilled(idle, now)]

    def _stilled(self, idle: float, now: float) -> list[Event]:
        """At somebody who was here."""
        if idle < self._still_after:
            return []
        self._still, self._judge = Still(idle, self._touches.pointer()), self._returned
        return [StillnessBegan(now - idle)]

    def _returned(self, idle: float, now: float) -> list[Event]:
        """At somebody who was still."""
        assert self._still is not None
        still = self._still
        if still.nudged_at is None and idle >= still.idle:
            self._still = Still(idle, still.pointer)
            return []
        touched_at, pointer = now - idle, self._touches.pointer()
        nudged_at = touched_at if still.nudged_at is None else still.nudged_at
        if not _nudged(still.pointer, pointer) or touched_at - nudged_at >= NUDGE_SECONDS:
            self._still, self._judge = None, self._stilled
            return [InputCame()]
        over = idle >= NUDGE_SECONDS
        self._still = Still(idle, pointer) if over else Still(idle, still.pointer, nudged_at)
        return []


def _nudged(before: Point | None, after: Point | None) -> bool:
    """Whether the pointer moved, and by so little that nobody need have done it."""
    return before is not None and after is not None and 0 < dist(before, after) < NUDGE_PIXELS
