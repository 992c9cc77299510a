"""Keeps the engine's state, so that a crash or a restart takes nothing away."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass

import msgspec

from deskbreak.app.lasting import Lasting
from deskbreak.core.engine import Engine
from deskbreak.core.state import State
from deskbreak.core.view import View
from deskbreak.history.store import Store
from deskbreak.ports.keeping import Saved
from deskbreak.ports.loop import Clock

log = logging.getLogger(__name__)


class Keeper:
    """Saves on every view that is published: each transition, and each minute."""

    def __init__(self, history: Lasting, clock: Clock, engine: Engine) -> None:
        self._history = history
        self._clock = clock
        self._engine = engine
        self._boot = clock.boot()

    def __call__(self, _view: View, now: float) -> None:
        """Keep the state as it is at `now`."""
        state = msgspec.to_builtins(self._engine.state)
        self._history.save(Saved(state, now, self._clock.wall(), self._boot))


@dataclass(frozen=True, slots=True)
class Restored:
    """The state last saved, its times on the present clock, and the seconds since then."""

    state: State
    gap: float


def restore(store: Store, clock: Clock) -> Restored | None:
    """What there is to go on from; None when nothing was saved, or nothing that can be read."""
    try:
        saved = store.saved()
        if saved is None:
            return None
        state = msgspec.convert(saved.state, State)
    except (ValueError, sqlite3.Error):
        log.warning("the saved state cannot be read; counting begins at zero", exc_info=True)
        return None
    now = clock.now()
    if saved.boot and saved.boot == clock.boot() and now >= saved.now:
        return Restored(state, now - saved.now)
    # The machine was started again, and its clock with it: only the wall clock knows how long that took.
    gap = max(0.0, clock.wall() - saved.wall)
    state.move(now - gap - saved.now)
    # And a clock that is put right after the start must not move the end of a pause with it.
    state.pause_by_clock = True
    return Restored(state, gap)
