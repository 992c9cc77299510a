"""Event in, effects out, in order: the engine's only companion."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

from deskbreak.app.jumps import Jumps
from deskbreak.core.effects import Effect
from deskbreak.core.engine import Engine
from deskbreak.core.events import DeadlinePassed, Event, Slept
from deskbreak.core.view import View
from deskbreak.ports import Clock

log = logging.getLogger(__name__)

SAVE_EVERY = 60.0


class Runtime:
    """A `Timed`. Publishes the frozen `View` after each event and once a minute."""

    def __init__(self, engine: Engine, clock: Clock, carry_out: Callable[[Effect], None]) -> None:
        self._engine = engine
        self._clock = clock
        self._carry_out = carry_out
        self._jumps = Jumps(clock)
        self._busy = False
        self._waiting: deque[Event] = deque()
        self._published_at = clock.now()
        self.on_view: list[Callable[[View, float], None]] = []
        """Called with the view and the present time, after each event and once a minute."""
        self.on_step: Callable[[float], None] = lambda _seconds: None
        """Called when the wall clock was set, by so many seconds, or when the machine woke."""

    @property
    def deadline(self) -> float | None:
        soonest = [self._published_at + SAVE_EVERY]
        if self._engine.deadline is not None:
            soonest.append(self._engine.deadline)
        return min(soonest)

    def view(self) -> View:
        """The engine as it stands now."""
        return self._engine.view(self._clock.now())

    def post(self, event: Event) -> list[Effect]:
        """Have the engine take this in and carry out what it answers; its own effects are returned.

        An event that comes up while another is carried out waits for its turn.
        """
        if self._busy:
            self._waiting.append(event)
            return []
        self._busy = True
        try:
            effects = self._handle(event)
            while self._waiting:
                self._handle(self._waiting.popleft())
        finally:
            self._busy = False
        self._publish()
        return effects

    def on_wake(self, late: float) -> None:
        """First thing at each wake of the loop, so many seconds late: what happened to time meanwhile?"""
        jump = self._jumps.look(late)
        if jump.gap:
            self.post(Slept(jump.gap))
        if jump.gap or jump.step:
            self.on_step(jump.step)

    def on_time(self, now: float) -> None:
        """The engine's deadline, or a minute without news."""
        deadline = self._engine.deadline
        if deadline is not None and deadline <= now:
            self.post(DeadlinePassed())
        else:
            self._publish()

    def _handle(self, event: Event) -> list[Effect]:
        effects = self._engine.handle(event, self._clock.now())
        log.debug("%s -> %s", event, effects)
        for effect in effects:
            self._carry_out(effect)
        return effects

    def _publish(self) -> None:
        now = self._published_at = self._clock.now()
        view = self._engine.view(now)
        for tell in self.on_view:
            try:
                tell(view, now)
            except Exception:
                # Whoever looks on must not take the reminder down, nor keep the others from seeing.
                log.exception("could not tell %s of the state", tell)
