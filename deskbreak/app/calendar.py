"""Jobs that belong to the wall clock, held by `schedule`.

`schedule` reads its own naive clock and works the next run out by itself, which goes wrong when the
clock is set. So it only holds the jobs: their moments are our own (seconds since the epoch), and all
of them are given anew whenever the clock was set or the machine woke.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import schedule

from deskbreak.ports import Clock


class Calendar:
    """A `Timed` with one job a name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scheduler = schedule.Scheduler()
        self._due: dict[str, tuple[float, Callable[[], object]]] = {}

    def put(self, name: str, wall: float, call: Callable[[], object]) -> None:
        """Have `call` called once the wall clock shows `wall`; in place of a job of the same name."""
        self._due[name] = (wall, call)
        self.rebuild()

    def drop(self, name: str) -> None:
        """Forget the job of this name, if there is one."""
        if self._due.pop(name, None):
            self.rebuild()

    def rebuild(self) -> None:
        """Give `schedule` every job anew."""
        self._scheduler.clear()
        now = self._clock.wall()
        for name, (wall, _call) in self._due.items():
            job = self._scheduler.every().day.do(self._run, name)
            # A moment that has passed is given as now: in the hour that comes twice, and after a change of
            # zone, the naive local time of an earlier moment can be later than that of a later one.
            job.next_run = datetime.fromtimestamp(max(wall, now))  # noqa: DTZ006

    @property
    def deadline(self) -> float | None:
        """When the first job is due, on the clock that counts suspend."""
        if not self._due:
            return None
        return self._clock.now() + min(wall for wall, _call in self._due.values()) - self._clock.wall()

    def on_time(self, _now: float) -> None:
        """Run what is due."""
        self.rebuild()
        self._scheduler.run_pending()

    def _run(self, name: str) -> type[schedule.CancelJob]:
        _wall, call = self._due.pop(name)
        call()
        return schedule.CancelJob
