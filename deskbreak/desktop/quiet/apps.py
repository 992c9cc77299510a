"""Programs that somebody named, while one of their windows is in front."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from deskbreak.desktop.quiet.active_window import Window
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.desktop.quiet.window_signal import WindowSignal
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, TellHolders


class Apps(WindowSignal):
    """The `QuietSignal` of a list of one's own."""

    name = "apps"

    def __init__(
        self, loop: Loop, environment: Mapping[str, str], programs: Collection[str], tell: TellHolders, lost: Lost
    ) -> None:
        """`programs` are names as in WM_CLASS, in whatever case (`xprop WM_CLASS` tells those of a window).

        Unavailable, with the reason, where nobody tells which window is in front.
        """
        super().__init__(loop, environment, tell, lost)
        self._programs = frozenset(program.casefold() for program in programs)

    def _turned_to(self, window: Window) -> None:
        named = self._programs.intersection(name.casefold() for name in window.names)
        self._telling.say(frozenset({window.program}) if named else NOBODY)
