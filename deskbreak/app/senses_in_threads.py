"""What Windows and macOS can tell: asked for in the loop's thread; of the session the tray's thread hears."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence

from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Refusals
from deskbreak.app.senses_native import BuildPresence, Senses, macos_senses, windows_senses
from deskbreak.desktop.presence.choice import Environment, Way
from deskbreak.desktop.session.other_thread import InThread
from deskbreak.ports import Loop as AnyLoop
from deskbreak.ports import Lost, Presence, SessionWatch, Tell, Unavailable, Ways
from deskbreak.settings.schema import Settings
from deskbreak.words import _

log = logging.getLogger(__name__)


def senses_here() -> Senses:
    """The ways of this system."""
    return windows_senses() if sys.platform == "win32" else macos_senses()


class ThreadedSenses:
    """The `Senses` of both."""

    always: frozenset[str] = frozenset()
    """Each can only be asked for, every few seconds: the begin of a call is that of the watching."""

    def __init__(self, loop: Loop, in_main: InThread | None, senses: Senses) -> None:
        """`in_main` has something called in the tray's thread; None where there is no tray, and so no listener."""
        self._loop = loop
        self._in_main = in_main
        self._senses = senses
        self._watch: SessionWatch | None = None
        self.refused: Refusals = ()
        self.on_news: Callable[[], object] = lambda: None

    @property
    def presence(self) -> Sequence[Way]:
        return tuple(Way(name, _everywhere, _built(build)) for name, build in self._senses.presence)

    @property
    def session(self) -> str:
        return "" if self._watch is None else self._watch.name

    def signals(self, _settings: Settings) -> Ways:
        return self._senses.signals

    def follow_session(self, tell: Tell, on_sleep: Callable[[], object]) -> None:
        if self._in_main is None:
            self.refused = ((self._senses.session[0][0], _("it needs the thread of the tray")),)
            return
        for name, build in self._senses.session:
            try:
                self._watch = build(self._in_main, self._loop.wake_with, tell, on_sleep, self._lost)
                return
            except Unavailable as reason:
                self.refused = (*self.refused, (name, str(reason)))

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _lost(self, why: str) -> None:
        log.warning("session: lost: %s", why)
        if self._watch is not None:
            self.refused = ((self._watch.name, why),)
        self._watch = None


def _everywhere(_environment: Environment) -> str:
    return ""


def _built(build: BuildPresence) -> Callable[[AnyLoop, Environment, Tell, Lost, float], Presence]:
    def with_environment(
        loop: AnyLoop, _environment: Environment, tell: Tell, lost: Lost, still_after: float
    ) -> Presence:
        return build(loop, tell, lost, still_after)

    return with_environment
