"""The window that leads through a movement: a program beside this one, told how things stand, that asks for things.

What counts is decided here, as ever: the window only shows it. So whatever becomes of the window, nothing is lost.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from deskbreak.app.countdown import Countdown
from deskbreak.app.loop import Loop
from deskbreak.app.screen import has_screen
from deskbreak.app.window import Stage, Window
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import ACTIVATION, Reply, Request
from deskbreak.settings.schema import Settings
from deskbreak.words import _

log = logging.getLogger(__name__)

MODULE = "deskbreak.windows.guide"


class GuideProcess:
    """An `Elsewhere` of the countdown, and a `Timed`; told each view, and each request before it is carried out."""

    def __init__(
        self,
        loop: Loop,
        countdown: Countdown,
        status: Callable[[], Reply],
        carry_out: Callable[[Request], object],
        settings: Callable[[], Settings],
        module: str = MODULE,
    ) -> None:
        self._loop = loop
        self._countdown = countdown
        self._status = status
        self._carry_out = carry_out
        self._settings = settings
        self._module = module
        self._window: Window | None = None
        """None as well where what is under way is not wanted in one."""
        self._leaving: list[Window] = []
        self._told_missing = False
        self._asked: Request = {}
        self.why = ""
        """Why there is no window any more, though there is something to show."""
        self.on_gone: Callable[[], object] = lambda: None
        """Called soon after there is no window any more."""

    @property
    def deadline(self) -> float | None:
        return min((window.deadline for window in self._windows if window.deadline is not None), default=None)

    @property
    def is_open(self) -> bool:
        """Whether there is a window, or will be in a moment."""
        return self._window is not None

    def asked(self, request: Request) -> None:
        """Somebody asks for something: with it may come the token for the front, and that no window is wanted."""
        self._asked = request

    # -- for the countdown ----------------------------------------------------

    def open(self) -> bool:
        """Show what begins now; whether that can be done."""
        if not self._settings().guide.window or self._asked.get("window") is False or not has_screen(os.environ):
            # What still tells of the last one would lead through this as well.
            self.close()
            return False
        return (self.is_open or self._started()) and self.front()

    def front(self) -> bool:
        """Bring it to the front, now or when it comes up; whether there is one."""
        self._tell(front=self._token)
        return self.is_open

    # -- told -----------------------------------------------------------------

    def __call__(self, _view: View, _now: float) -> None:
        """How things stand has changed."""
        if self._window is None:
            return
        status = self._status()
        if status["guide"] is None and self._window.stage is Stage.COMING:
            # Nobody has seen it, and there is nothing to be seen any more.
            self.close()
        else:
            self._tell(**status)

    def on_time(self, now: float) -> None:
        """It took long enough: to be seen, or to go."""
        self.look()
        for window in self._windows:
            if window.deadline is not None and window.deadline <= now:
                window.on_time(now)

    def look(self) -> None:
        """See which have ended, so that none stays as a zombie. The end of one wakes the loop."""
        self._leaving = [window for window in self._leaving if not window.has_ended()]

    def close(self) -> None:
        """Have it go, if there is one."""
        if self._window is not None:
            self._window.leave()
            self._leaving.append(self._window)
            self._window = None
            self.look()
            # Soon: whoever is told may ask how things stand, and what begins now has not yet begun.
            self._loop.wake_with(self._tell_gone)

    # -- the window -------------------------------------------------------------

    @property
    def _windows(self) -> list[Window]:
        return [*self._leaving, *filter(None, [self._window])]

    @property
    def _token(self) -> str:
        return str(self._asked.get(ACTIVATION, ""))

    def _started(self) -> bool:
        if not has_qt():
            self._tell_missing()
            return False
        self.why = ""
        try:
            self._window = Window(self._loop, self._module, self._token, self._do, self._seen, self._gone)
        except OSError as error:
            log.warning("the window could not be started: %s", error)
        return self.is_open

    def _tell_missing(self) -> None:
        """Once: whoever does without it does so on purpose."""
        if not self._told_missing:
            self._countdown.aside = _("For a window with pictures: pip install 'deskbreak[window]'")
        self._told_missing = True

    def _tell(self, **line: Any) -> None:
        if self._window is not None:
            settings = self._settings()
            guide = settings.guide
            kept = {"reduced_motion": guide.reduced_motion, "sounds": guide.sounds, "speech": guide.speech}
            kept["private"] = settings.notifications.private
            self._window.tell({"now": self._loop.clock.now(), **kept, **line})

    def _do(self, what: str) -> None:
        try:
            self._carry_out({"do": what})
        except DeskbreakError as error:
            # It was over just then.
            log.info("%s", error.title)

    def _seen(self) -> None:
        """The movement begins when there is something to be seen."""
        guiding, now = self._countdown.guiding, self._loop.clock.now()
        self._countdown.show_elsewhere()
        if guiding is not None:
            self._countdown.change(guiding.anew(now), now)
        self._tell(**self._status())

    def _gone(self) -> None:
        """It ended. What it showed goes on in the notice; where it had been seen, only when somebody says so."""
        window, guiding, now = self._window, self._countdown.guiding, self._loop.clock.now()
        assert window is not None
        stage, why = window.stage, window.why
        self.close()
        if guiding is None:
            return
        if stage is Stage.AGAIN and self._started():
            # It was on its way out, with what it had shown before, when this began.
            self._tell(**self._status())
            return
        self._countdown.change(guiding.anew(now) if stage is Stage.COMING else guiding.held(now), now)
        self.why = why
        self._countdown.show_here(why, now)

    def _tell_gone(self) -> None:
        if self._window is None:
            self.on_gone()


def has_qt() -> bool:
    """Whether Qt is installed. It is not loaded for that."""
    try:
        return find_spec("PySide6") is not None
    except (ImportError, ValueError):
        return False
