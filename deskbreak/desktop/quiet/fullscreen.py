"""A window that fills the screen, as the rule in `fullscreen_rule.py` has it."""

from __future__ import annotations

from collections.abc import Mapping

from deskbreak.desktop.quiet.active_window import Window
from deskbreak.desktop.quiet.fullscreen_rule import FullScreen
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.desktop.quiet.window_signal import WindowSignal
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, TellHolders


class Fullscreen(WindowSignal):
    """The `QuietSignal` of a film or a talk; also a `Timed`."""

    name = "fullscreen"

    def __init__(self, loop: Loop, environment: Mapping[str, str], tell: TellHolders, lost: Lost) -> None:
        """Unavailable, with the reason, where nobody tells which window is in front."""
        super().__init__(loop, environment, tell, lost)
        self._rule = FullScreen()
        self._window: Window | None = None
        """The one in front; None while that is not known."""
        self.deadline: float | None = None

    def begin(self) -> None:
        """Tell which program fills the screen and asks for quiet by that."""
        self.end()
        self._loop.add_timed(self)
        super().begin()

    def end(self) -> None:
        """Watch no more."""
        if self._telling.on:
            self._loop.remove_timed(self)
        super().end()
        self._window = self.deadline = None

    def film(self, inhibited: bool) -> None:
        """Whether something keeps the screen from going dark."""
        self._rule.inhibited = inhibited
        self._judge()

    def still(self, since: float | None) -> None:
        """Since when nothing was touched; None while something is."""
        self._rule.still_since = since
        self._judge()

    def on_time(self, _now: float) -> None:
        """Time alone may change what the rule says."""
        self._judge()

    def _turned_to(self, window: Window) -> None:
        self._window = window
        self._rule.fill(window.ident if window.full else 0, self._loop.clock.now())
        self._judge()

    def _judge(self) -> None:
        if self._window is not None:
            now = self._loop.clock.now()
            self.deadline = self._rule.changes_at(now)
            self._telling.say(frozenset({self._window.program}) if self._rule.holds(now) else NOBODY)
