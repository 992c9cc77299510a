"""Things the user should hear of once, as soon as the screen is free for it: only one notice is ever shown."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.ports import Notice

TAKEN = (Phase.PROMPTED, Phase.ON_BREAK)
"""Phases in which the notice on the screen is worth more."""


class News:
    """Told each view; keeps notices until one can be shown."""

    def __init__(self, show: Callable[[Notice], None]) -> None:
        self._show = show
        self._waiting: list[Notice] = []
        self._is_free = False
        """The last view had nothing on the screen, and nothing was put there since."""

    def tell(self, notice: Notice) -> None:
        """Show this now, or when a view says that the screen is free."""
        self._waiting.append(notice)
        self._show_next()

    def __call__(self, view: View, _now: float) -> None:
        """Show what waits. Of several, each gets its own view: a minute, or until the next thing happens."""
        self._is_free = view.phase not in TAKEN
        self._show_next()

    def _show_next(self) -> None:
        if self._is_free and self._waiting:
            self._is_free = False
            self._show(self._waiting.pop(0))
