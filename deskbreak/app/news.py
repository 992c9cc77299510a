"""Things the user should hear of once, as soon as the screen is free for it: only one notice is ever shown."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.ports import Notice

BUSY = (Phase.PROMPTED, Phase.ON_BREAK)
"""Phases in which the notice on the screen is worth more."""
TO_READ = 20.0
"""Seconds that each of several has the screen to itself."""


class News:
    """A `Timed` that is told each view; keeps notices until one can be shown."""

    def __init__(self, show: Callable[[Notice], None], now: Callable[[], float]) -> None:
        self._show = show
        self._now = now
        self._waiting: list[Notice] = []
        self._busy = True
        """Something worth more is on the screen, or nothing is known of it yet."""
        self._read_at = 0.0
        """When the last one has been read."""

    @property
    def deadline(self) -> float | None:
        return self._read_at if self._waiting and not self._busy else None

    def tell(self, notice: Notice) -> None:
        """Show this now, or as soon as the screen is free."""
        self._waiting.append(notice)
        self.on_time(self._now())

    def answer(self, notice: Notice) -> None:
        """Somebody asked for this: show it now, unless the screen is not free."""
        if self._busy:
            self._waiting.append(notice)
        else:
            self._show(notice)

    def __call__(self, view: View, now: float) -> None:
        """Mind whether the screen is free."""
        self._busy = view.phase in BUSY
        self.on_time(now)

    def on_time(self, now: float) -> None:
        """Show the next one, if the one before has been read."""
        if self._waiting and not self._busy and now >= self._read_at:
            self._read_at = now + TO_READ
            self._show(self._waiting.pop(0))
