"""A window that fills the screen, where that can only be asked for: as the rule in `fullscreen_rule.py` has it."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.desktop.quiet.fullscreen_rule import FullScreen
from deskbreak.desktop.quiet.polled import PolledSignal
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders

Filling = tuple[int, str]
"""The number of a window that fills the screen, and what people call its program; 0 for none."""
NONE: Filling = 0, ""


class PolledFullscreen(PolledSignal):
    """Looks every few seconds, which is soon enough also for what time alone changes."""

    def __init__(self, loop: Loop, front: Callable[[], Filling], tell: TellHolders, on_lost: Lost) -> None:
        """`front` tells which window fills the screen. Unavailable where it does not answer."""
        self._rule = FullScreen()
        self._front = front
        self._clock = loop.clock
        super().__init__(loop, "fullscreen", self._holders, tell, on_lost)

    def film(self, inhibited: bool) -> None:
        """Whether something keeps the screen from going dark."""
        self._rule.inhibited = inhibited

    def still(self, since: float | None) -> None:
        """Since when nothing was touched; None while something is."""
        self._rule.still_since = since

    def _holders(self) -> Holders:
        now = self._clock.now()
        window, program = self._front()
        self._rule.fill(window, now)
        return frozenset({program}) if self._rule.holds(now) else NOBODY
