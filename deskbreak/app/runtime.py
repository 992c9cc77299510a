"""Event in, effects out, in order: the engine's only companion."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager

from deskbreak.app.jumps import Jump, Jumps
from deskbreak.core.effects import Effect
from deskbreak.core.engine import Engine
from deskbreak.core.events import ClockChanged, DeadlinePassed, Event, Slept
from deskbreak.core.view import View
from deskbreak.ports.loop import Clock, Zone

log = logging.getLogger(__name__)

SAVE_EVERY = 60.0
NOTHING = Jump()


class Runtime:
    """A `Timed`. Publishes the frozen `View` after each event and once a minute."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        zone: Zone,
        carry_out: Callable[[Effect], None],
        together: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """`together` keeps as a whole what one event leads to: a record, and the state after it."""
        self._engine = engine
        self._together = together
        self._clock = clock
        self._carry_out = carry_out
        self._jumps = Jumps(clock, zone)
        self._busy = False
        self._waiting: deque[Event] = deque()
        self._published_at = clock.now()
        self.on_view: list[Callable[[View, float], None]] = []
        """Called with the view and the present time, after each event and once a minute."""
        self.on_jump: Callable[[], object] = lambda: None
        """Called when the wall clock was set, another time zone was chosen, or the machine woke."""

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
        with self._together():
            try:
                effects = self._handle(event)
                while self._waiting:
                    self._handle(self._waiting.popleft())
            finally:
                self._busy = False
            self.publish()
        return effects

    def on_wake(self, late: float) -> None:
        """First thing at each wake of the loop, so many seconds late: what happened to time meanwhile?"""
        jump = self._jumps.look(late)
        if jump.gap:
            self.post(Slept(jump.gap))
        if jump.step or jump.shift:
            self.post(ClockChanged(jump.step, jump.shift))
        if jump != NOTHING:
            self.on_jump()

    def on_time(self, now: float) -> None:
        """The engine's deadline, or a minute without news."""
        deadline = self._engine.deadline
        if deadline is not None and deadline <= now:
            self.post(DeadlinePassed())
        else:
            self.publish()

    def _handle(self, event: Event) -> list[Effect]:
        effects = self._engine.handle(event, self._clock.now())
        log.debug("%s -> %s", event, effects)
        for effect in effects:
            self._carry_out(effect)
        return effects

    def publish(self) -> None:
        """Tell everybody who looks on how things stand now."""
        now = self._published_at = self._clock.now()
        view = self._engine.view(now)
        for tell in self.on_view:
            try:
                tell(view, now)
            except Exception:
                # Whoever looks on must not take the reminder down, nor keep the others from seeing.
                log.exception("could not tell %s of the state", tell)
