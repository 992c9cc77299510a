"""What Windows and macOS can tell: asked for in the loop's thread; of the session the tray's thread hears.

None of it has been run there by us. So whatever one of them raises, at the start or later, is the end of that one, with
a reason, and never of the program.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Refusals
from deskbreak.app.senses_native import BuildPresence, Senses, macos_senses, windows_senses
from deskbreak.core.events import Event, Locked
from deskbreak.desktop.presence.choice import Environment, Way
from deskbreak.desktop.session.other_thread import InThread
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop as AnyLoop
from deskbreak.ports.senses import Lost, Presence, SessionWatch, Tell, Ways
from deskbreak.settings.schema import Settings
from deskbreak.words import _

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


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
        self._is_locked = False
        self.refused: Refusals = ()
        self.on_news: Callable[[], object] = lambda: None

    @property
    def presence(self) -> Sequence[Way]:
        return tuple(Way(name, _everywhere, self._seeing(build)) for name, build in self._senses.presence)

    @property
    def session(self) -> str:
        return "" if self._watch is None else self._watch.name

    def signals(self, _settings: Settings) -> Ways:
        return {
            signal: tuple((name, _or_unavailable(build)) for name, build in ways)
            for signal, ways in self._senses.signals.items()
        }

    def follow_session(self, tell: Tell, on_sleep: Callable[[], object]) -> None:
        in_main = self._in_main
        if in_main is None:
            self.refused = ((self._senses.session[0][0], _("it needs the thread of the tray")),)
            return

        def heard(event: Event) -> None:
            self._is_locked = isinstance(event, Locked)
            tell(event)

        def safely(call: Callable[[], object]) -> None:
            in_main(lambda: self._try(call))

        for name, build in self._senses.session:
            try:
                self._watch = _or_unavailable(build)(safely, self._loop.wake_with, heard, on_sleep)
                return
            except Unavailable as reason:
                self.refused = (*self.refused, (name, str(reason)))

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _seeing(self, build: BuildPresence) -> Callable[[AnyLoop, Environment, Tell, Lost, float], Presence]:
        def way(loop: AnyLoop, _environment: Environment, tell: Tell, lost: Lost, still_after: float) -> Presence:
            return _or_unavailable(build)(loop, tell, lost, still_after, lambda: self._is_locked)

        return way

    def _try(self, call: Callable[[], object]) -> None:
        """In the tray's thread."""
        try:
            call()
        except Exception as error:
            why = _name(error)
            log.exception("the session cannot be followed")
            self._loop.wake_with(lambda: self._let_go(why))

    def _let_go(self, why: str) -> None:
        watch, self._watch, self._is_locked = self._watch, None, False
        if watch is not None:
            self.refused = ((watch.name, why),)
            watch.close()


def _everywhere(_environment: Environment) -> str:
    return ""


def _or_unavailable(build: Callable[P, T]) -> Callable[P, T]:
    """The same, with nothing raised but Unavailable."""

    def built(*args: P.args, **more: P.kwargs) -> T:
        try:
            return build(*args, **more)
        except Unavailable:
            raise
        except Exception as error:
            if not isinstance(error, OSError):
                log.exception("it cannot be made")
            raise Unavailable(_name(error)) from error

    return built


def _name(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
