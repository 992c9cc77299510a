"""Moments on the wall clock, held as jobs of `schedule`.

`schedule` reads its own naive clock and works the next run out by itself, which goes wrong when the
clock is set. So it only holds the jobs: their moments are our own (seconds since the epoch), and all
of them are given anew whenever one was run, the clock was set or the machine woke.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import schedule

from deskbreak.ports.loop import Clock, Zone


class Calendar:
    """A `Timed` with one job a name; all of them call the same."""

    def __init__(self, clock: Clock, zone: Zone) -> None:
        self._clock = clock
        self._zone = zone
        self._scheduler = schedule.Scheduler()
        self._moments: dict[str, float] = {}
        self._call: Callable[[], object] = lambda: None

    def hold(self, moments: Mapping[str, float], call: Callable[[], object]) -> None:
        """Have `call` called when the wall clock shows one of these moments; in place of what was held before."""
        self._moments, self._call = dict(moments), call
        self._scheduler.clear()
        now = self._clock.wall()
        for name, wall in self._moments.items():
            job = self._scheduler.every().day.do(self._run, name)
            # A moment that has passed is given as now: in the hour that comes twice, and after a change of
            # zone, the naive local time of an earlier moment can be later than that of a later one.
            job.next_run = self._zone.local(max(wall, now))

    @property
    def deadline(self) -> float | None:
        """When the first job is due, on the clock that counts suspend."""
        if not self._moments:
            return None
        return self._clock.now() + min(self._moments.values()) - self._clock.wall()

    def on_time(self, _now: float) -> None:
        """Run what is due."""
        self.hold(self._moments, self._call)
        self._scheduler.run_pending()

    def _run(self, name: str) -> type[schedule.CancelJob]:
        # It may be gone: what is due at the same moment has been called for already.
        if self._moments.pop(name, None) is not None:
            self._call()
        return schedule.CancelJob
