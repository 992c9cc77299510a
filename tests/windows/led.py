"""A guide's window that is led by hand: time passes when a test says so, and what it asks for is done at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from deskbreak import places
from deskbreak.core.details import Details
from deskbreak.core.guiding import Guiding
from deskbreak.core.laying_out import of_routine
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.library.load import library
from deskbreak.windows.guide_window import GuideWindow
from tests.offered import LIBRARY, suggested

BEGAN = 500.0
DOES: dict[str, Callable[[Guiding, float], Guiding]] = {
    "hold": Guiding.held,
    "go-on": Guiding.going_on,
    "back": Guiding.back,
    "ahead": Guiding.ahead,
}
OPEN: list[GuideWindow] = []
"""Those of a test live until it is over, as the program's own lives as long as the program."""
DETAILS = cache(library(places.shipped("config")).details)


def offered(id: str) -> Suggestion:
    """A movement, or a routine."""
    routine = LIBRARY.routines.get(id)
    return suggested(id) if routine is None else of_routine(routine, LIBRARY, Profile())


class Led:
    """The window, and who counts."""

    def __init__(
        self,
        suggestion: Suggestion | str = "standing-ql-stretch",
        still: bool = False,
        hears: bool = True,
        size: tuple[int, int] | None = None,
        details: Callable[[str], Details] = DETAILS,
    ) -> None:
        self.now = BEGAN
        self.guiding = Guiding(offered(suggestion) if isinstance(suggestion, str) else suggestion, BEGAN)
        self.asked: list[str] = []
        self.announced: list[str] = []
        self.left = 0
        self.window = GuideWindow(details, still)
        OPEN.append(self.window)
        self.window.asks.connect(self._do)
        self.window.leaves.connect(self._leave)
        self.window._leading.told.connect(self.announced.append)
        if size is not None:
            self.window.resize(*size)
        self._tell()
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.window.grab()
        if hears:
            # As if a second had passed.
            self.window._deaf_until = 0.0

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self.window._tick()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)

    @property
    def labels(self) -> list[str]:
        """What is to be read."""
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]

    def _do(self, do: str) -> None:
        self.asked.append(do)
        if do in DOES:
            self.guiding = DOES[do](self.guiding, self.now)
            self._tell()

    def _tell(self) -> None:
        self.window.lead(self.guiding, lambda: self.now)
        # Time passes by hand.
        self.window._ticks.stop()

    def _leave(self) -> None:
        self.left += 1
