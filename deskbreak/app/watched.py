"""One signal that may be watched: made when it is first wanted, let go when it is lost, and tried again later."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TypeGuard

from deskbreak.app.notifiers import Refusals
from deskbreak.desktop.quiet.steady import Steady
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop, at_next_wake
from deskbreak.ports.senses import BuildSignal, Holders, Judging, Lost, QuietSignal, TellHolders

log = logging.getLogger(__name__)

AGAIN_AFTER = (10.0, 60.0, 300.0, 600.0)
"""Seconds until it is tried again: after it did not work once, twice ...; the last from then on."""
STEADY = 60.0
"""What worked for so long is tried again soon."""


class Watched:
    """Tells who asks for quiet, each change once, and nobody while it is not watched."""

    def __init__(self, loop: Loop, name: str, ways: Sequence[tuple[str, BuildSignal]], tell: TellHolders) -> None:
        self._loop = loop
        self._name = name
        self._ways = ways
        self._tell = tell
        self._steady = Steady(self._say)
        self.signal: QuietSignal | None = None
        """As it was made; None while it is not."""
        self._built = object()
        """Stands for the signal that was made last: what an earlier one still says is not heard."""
        self._made_at = 0.0
        self._times = 0
        """How often it did not work, or not for long."""
        self._again_at = 0.0
        self._wanted = False
        self._still_since: float | None = None
        self._film = False
        self.holders: Holders = NOBODY
        self.way = ""
        """The way that works; "" until one does."""
        self.refused: Refusals = ()
        """By name, why a way is not used."""

    @property
    def answered(self) -> bool:
        """Whether it has told, since it began, who asks for quiet."""
        return self._steady.said is not None

    @property
    def deadline(self) -> float | None:
        """When what it was told has lasted, or when to try again: of what failed twice, at a wake that comes anyway."""
        if not self._wanted or self.signal is not None:
            return self._steady.deadline
        return self._again_at if self._times == 1 else at_next_wake(self._again_at, self._loop.clock.now())

    def on_time(self, now: float) -> None:
        """What was told may have lasted by now; what does not work may work."""
        self._steady.on_time(now)
        if self._wanted:
            self.begin()

    def begin(self) -> None:
        """Watch from now on. One that does not work is tried again, when it is time for that."""
        was_wanted, self._wanted = self._wanted, True
        if self.signal is None and self._loop.clock.now() >= self._again_at:
            self._make()
        elif self.signal is not None and not was_wanted:
            self._begin(self.signal)

    def end(self) -> None:
        """Watch no more."""
        if self._wanted and self.signal is not None:
            self.signal.end()
        self._wanted = False
        self._rest()

    def close(self) -> None:
        """Let go of it."""
        if self.signal is not None:
            self.signal.close()
        self.signal, self._built, self._wanted = None, object(), False
        self._rest()

    def hope(self) -> None:
        """Something is there that was not: try again at once."""
        self._again_at = 0.0

    def judge(self, still_since: float | None, film: bool) -> None:
        """What it should know beside what it sees."""
        if (still_since, film) != (self._still_since, self._film):
            self._still_since, self._film = still_since, film
            self._judge()

    # -- inside -------------------------------------------------------------

    def _make(self) -> None:
        refused: list[tuple[str, str]] = []
        for way, build in self._ways:
            self._built = built = object()
            try:
                self.signal = build(self._loop, self._heard_from(built), self._lost_by(built))
            except Unavailable as reason:
                refused.append((way, str(reason)))
                continue
            self.way, self._made_at = way, self._loop.clock.now()
            self._note(tuple(refused))
            self._begin(self.signal)
            return
        self._note(tuple(refused))
        self._wait()

    def _begin(self, signal: QuietSignal) -> None:
        self._steady.begin()
        self._judge()
        signal.begin()

    def _heard_from(self, built: object) -> TellHolders:
        def heard(holders: Holders) -> None:
            if built is self._built and self._wanted:
                self._steady.say(holders, self._loop.clock.now())

        return heard

    def _lost_by(self, built: object) -> Lost:
        def lost(why: str) -> None:
            if built is self._built and self.way:
                log.warning("%s: %s is lost: %s", self._name, self.way, why)
                self._drop(why)

        return lost

    def _drop(self, why: str) -> None:
        """It has closed itself."""
        if self._loop.clock.now() - self._made_at >= STEADY:
            self._times = 0
        self.signal, self._built = None, object()
        self.refused, self.way = ((self.way, why),), ""
        self._wait()
        self._rest()

    def _wait(self) -> None:
        self._again_at = self._loop.clock.now() + AGAIN_AFTER[min(self._times, len(AGAIN_AFTER) - 1)]
        self._times += 1

    def _rest(self) -> None:
        self._steady.begin()
        self._say(NOBODY)

    def _judge(self) -> None:
        if self.signal is not None and _judges(self.signal):
            self.signal.film(self._film)
            self.signal.still(self._still_since)

    def _say(self, holders: Holders) -> None:
        if holders != self.holders:
            self.holders = holders
            self._tell(holders)

    def _note(self, refused: Refusals) -> None:
        if refused != self.refused:
            self.refused = refused
            for way, why in refused:
                log.info("%s: not %s: %s", self._name, way, why)


def _judges(signal: QuietSignal) -> TypeGuard[Judging]:
    return hasattr(signal, "still")
