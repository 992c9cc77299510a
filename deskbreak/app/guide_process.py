"""The window that leads through a movement: a program beside this one, told how things stand, that asks for things.

What counts is decided here, as ever: the window only shows it. So whatever becomes of the window, nothing is lost.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from deskbreak.app.child import Child, start, sweep
from deskbreak.app.countdown import Countdown
from deskbreak.app.loop import Loop
from deskbreak.app.screen import has_screen
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import ACTIVATION, Reply, Request
from deskbreak.settings.schema import Settings
from deskbreak.words import _

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)

MODULE = "deskbreak.windows.guide"
SHOWN_WITHIN = 10.0
"""Seconds after which a window that is still not to be seen is none."""
LEAVES_WITHIN = 3.0
"""Seconds that one has which is to go."""
MAY_ASK = frozenset({"hold", "go-on", "back", "ahead", "stop", "done", "too-much"})
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these a window that opens may come to the front: under Wayland, and under X11."""


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
        self._child: Child | None = None
        self._leaving: list[Popen[bytes]] = []
        self._shown = self._told_missing = False
        self._was_over = False
        """Whether this window was told the end of something: it may go any moment."""
        self._asked: Request = {}
        self._trouble = ""
        self.why = ""
        """Why there is no window any more, though there is something to show."""
        self.on_gone: Callable[[], object] = lambda: None
        """Called when there is no window any more."""
        self._seen_by: float | None = None
        """When it has to be seen ..."""
        self._gone_by: float | None = None
        """... and when those that leave have to be gone."""

    @property
    def deadline(self) -> float | None:
        return min((each for each in (self._seen_by, self._gone_by) if each is not None), default=None)

    @property
    def is_open(self) -> bool:
        """Whether there is a window, or will be in a moment."""
        return self._child is not None

    def asked(self, request: Request) -> None:
        """Somebody asks for something: with it may come the token for the front, and that no window is wanted."""
        self._asked = request

    # -- for the countdown ----------------------------------------------------

    def open(self) -> bool:
        """Show what begins now; whether that can be done."""
        if not self._settings().guide.window or self._asked.get("window") is False or not has_screen(os.environ):
            return False
        if self._child is None and not self._started():
            return False
        self._child_told(front=str(self._asked.get(ACTIVATION, "")))
        if not self._shown:
            self._seen_by = self._loop.clock.now() + SHOWN_WITHIN
        return True

    def front(self) -> bool:
        """Bring it to the front; whether it is there."""
        if not self._shown:
            return False
        self._child_told(front=str(self._asked.get(ACTIVATION, "")))
        return True

    # -- told -----------------------------------------------------------------

    def __call__(self, _view: View, _now: float) -> None:
        """How things stand has changed."""
        if self._child is not None:
            status = self._status()
            self._was_over = self._was_over or status["guide"] is None
            self._child_told(**status)

    def on_time(self, now: float) -> None:
        """It took too long: to be seen, or to go."""
        self.look()
        if self._gone_by is not None and self._gone_by <= now:
            self._gone_by = None
            for process in self._leaving:
                log.warning("a window did not go by itself")
                process.kill()
        if self._seen_by is not None and self._seen_by <= now:
            self._seen_by = None
            if self._child is not None:
                self._trouble = self._trouble or _("it does not come up")
                self._child.process.kill()

    def look(self) -> None:
        """See which have ended, so that none stays as a zombie. The end of one wakes the loop."""
        leaving = self._leaving
        self._leaving = [process for process in leaving if process.poll() is None]
        for process in leaving:
            if process not in self._leaving:
                sweep(process)
        if not self._leaving:
            self._gone_by = None

    def close(self) -> None:
        """It goes when its input ends."""
        if self._child is not None:
            self._part()

    # -- the window -------------------------------------------------------------

    def _started(self) -> bool:
        if not has_qt():
            self._tell_missing()
            return False
        self._shown, self._was_over, self._trouble, self.why = False, False, "", ""
        try:
            env = _environment(os.environ, str(self._asked.get(ACTIVATION, "")))
            self._child = start(self._loop, self._module, env, self._heard, self._gone)
        except OSError as error:
            log.warning("the window could not be started: %s", error)
            return False
        return True

    def _tell_missing(self) -> None:
        """Once: whoever does without it does so on purpose."""
        if not self._told_missing:
            self._countdown.aside = _("For a window with pictures: pip install 'deskbreak[window]'")
        self._told_missing = True

    def _child_told(self, **line: Any) -> None:
        if self._child is not None:
            settings = self._settings()
            guide = settings.guide
            kept = {"reduced_motion": guide.reduced_motion, "sounds": guide.sounds, "speech": guide.speech}
            kept["private"] = settings.notifications.private
            self._child.tell({"now": self._loop.clock.now(), **kept, **line})

    def _heard(self, line: Mapping[str, Any]) -> None:
        if line.get("do") in MAY_ASK:
            try:
                self._carry_out({"do": line["do"]})
            except DeskbreakError as error:
                # It was over just then.
                log.info("%s", error.title)
        elif line.get("shown"):
            self._is_seen()
        elif "trouble" in line:
            self._trouble = str(line["trouble"])
            log.warning("the window has trouble: %s", self._trouble)
        elif "unheard" in line:
            log.warning("not all of a movement can be heard: %s", line["unheard"])
        else:
            log.warning("the window says %s", line)

    def _is_seen(self) -> None:
        """The movement begins when there is something to be seen."""
        self._shown, self._seen_by = True, None
        guiding, now = self._countdown.guiding, self._loop.clock.now()
        if guiding is not None:
            self._countdown.change(replace(guiding, began=now), now)
        self._child_told(**self._status())

    def _gone(self) -> None:
        """It ended. What it showed goes on in the notice; where it had been seen, only when somebody says so."""
        self._part()
        guiding, now = self._countdown.guiding, self._loop.clock.now()
        if guiding is not None and self._was_over and now - guiding.began < LEAVES_WITHIN and self.open():
            # It was on its way out, with what it had shown before, when this began.
            self._child_told(**self._status())
            return
        if guiding is not None:
            self._countdown.change(guiding.held(now) if self._shown else replace(guiding, began=now), now)
            self.why = self._why()
            self._countdown.show_here(self.why, now)
        self.on_gone()

    def _why(self) -> str:
        if self._trouble:
            return _("The window cannot be shown: {reason}.").format(reason=self._trouble)
        return _("The window closed unexpectedly.") if self._shown else _("The window could not be shown.")

    def _part(self) -> None:
        assert self._child is not None
        self._child.let_go()
        self._leaving.append(self._child.process)
        self._child = self._seen_by = None
        self._gone_by = self._loop.clock.now() + LEAVES_WITHIN
        self.look()


def has_qt() -> bool:
    """Whether Qt is installed. It is not loaded for that."""
    try:
        return find_spec("PySide6") is not None
    except (ImportError, ValueError):
        return False


def _environment(env: Mapping[str, str], activation: str) -> dict[str, str]:
    """Ours, but for the tokens: those of our own start are of no use any more."""
    others = {name: value for name, value in env.items() if name not in TOKENS}
    return others | (dict.fromkeys(TOKENS, activation) if activation else {})
