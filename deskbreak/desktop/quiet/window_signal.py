"""What the signals have in common that go by the window in front: when they look, and what if they cannot."""

from __future__ import annotations

from collections.abc import Mapping

from deskbreak.desktop.quiet.active_window import ActiveWindow, Window, check_windows
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, TellHolders
from deskbreak.words import _


class WindowSignal:
    """Looks between `begin` and `end`; whoever inherits from it says what a window means."""

    def __init__(self, loop: Loop, environment: Mapping[str, str], tell: TellHolders, lost: Lost) -> None:
        """Unavailable, with the reason, where nobody tells which window is in front."""
        check_windows(environment)
        self._loop = loop
        self._environment = environment
        self._telling = Telling(tell)
        self._lost = lost
        self._windows: ActiveWindow | None = None

    def begin(self) -> None:
        """Tell which program asks for quiet, and go on telling."""
        self.end()
        self._telling.begin()
        try:
            self._windows = ActiveWindow(self._loop, self._environment, self._turned_to, self._gone)
        except Unavailable as reason:
            self._give_up(str(reason))

    def end(self) -> None:
        """Watch no more."""
        self._telling.end()
        if self._windows is not None:
            self._windows.close()
            self._windows = None

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def _turned_to(self, window: Window) -> None:
        raise NotImplementedError

    def _gone(self) -> None:
        self._windows = None
        self._give_up(_("the X server went away"))

    def _give_up(self, reason: str) -> None:
        self._telling.say(NOBODY)
        self.close()
        self._lost(reason)
