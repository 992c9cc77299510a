"""What Linux can tell: on the session bus, on the system bus, by the X server, the sound server and the kernel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from deskbreak.app.notifiers import Refusals
from deskbreak.core.quiet import FILM
from deskbreak.core.view import View
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.presence.choice import Way, ways
from deskbreak.desktop.quiet.linux import linux_signals
from deskbreak.desktop.session.linux import LinuxSession
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import BuildSignal, Lost, QuietSignal, Tell, TellHolders, Ways
from deskbreak.settings.schema import Settings
from deskbreak.words import _

log = logging.getLogger(__name__)

TRY_EVERY = 600.0
"""Seconds until a system bus that is not there, or was lost, is looked for again."""
LOGIND = "logind"
BY_BUS = frozenset({"do_not_disturb", "presentation", FILM})
"""The signals that are known by what is said on a bus."""


class LinuxSenses:
    """The `Senses` of Linux. Told each view, as the occasion to look for a bus that is missing."""

    always = frozenset({"microphone"})

    def __init__(self, loop: Loop, environment: Mapping[str, str]) -> None:
        self._loop = loop
        self._environment = environment
        self._watch: LinuxSession | None = None
        self._session: Bus | None = None
        self._system: Bus | None = None
        self._try_at = 0.0
        self._on_bus: dict[str, Lost] = {}
        """To say that it is lost, of each signal that was made with the buses there are."""
        self.refused: Refusals = ()
        self.on_news: Callable[[], object] = lambda: None

    @property
    def presence(self) -> Sequence[Way]:
        return ways()

    @property
    def session(self) -> str:
        return "" if self._watch is None else self._watch.name

    def signals(self, settings: Settings) -> Ways:
        programs = settings.quiet.apps
        ways = linux_signals(self._environment, None, None)
        return {name: tuple((way, self._built(name, programs)) for way, _build in ways[name]) for name in ways}

    def follow_session(self, tell: Tell, on_sleep: Callable[[], object]) -> None:
        self._watch = LinuxSession(self._environment, tell, on_sleep)
        if self._session is not None:
            self._watch.follow_session(self._session)
        self._find_system()

    def __call__(self, _view: View, now: float) -> None:
        """Look for a system bus, where there is none."""
        if self._watch is not None and self._system is None and now >= self._try_at:
            self._find_system()

    def use_bus(self, bus: Bus | None) -> None:
        """This is the session bus from now on; None: there is none any more."""
        before, self._session = self._session, bus
        if before is not None:
            if self._watch is not None:
                self._watch.lose_session()
            self._lose(_("the session bus went away"))
        if bus is not None:
            if self._watch is not None:
                self._watch.follow_session(bus)
            self.on_news()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        if self._system is not None:
            self._let_go(self._system)

    # -- the system bus -----------------------------------------------------

    def _find_system(self) -> None:
        self._try_at = self._loop.clock.now() + TRY_EVERY
        try:
            bus = Bus("SYSTEM", self._loop.clock.now)
        except Unavailable as reason:
            self._note(((LOGIND, str(reason)),))
            return
        self._system, self.refused = bus, ()
        bus.on_lost = self._lose_system
        self._loop.add(bus)
        self._loop.add_timed(bus)
        if self._watch is not None:
            self._watch.follow_system(bus)
        self.on_news()

    def _lose_system(self) -> None:
        bus, self._system = self._system, None
        self._try_at = self._loop.clock.now() + TRY_EVERY
        why = _("the system bus went away")
        self._note(((LOGIND, why),))
        if bus is not None:
            self._let_go(bus)
        if self._watch is not None:
            self._watch.lose_system()
        self._lose(why)

    def _note(self, refused: Refusals) -> None:
        if refused != self.refused:
            self.refused = refused
            log.info("session: not %s: %s", *refused[0])

    def _let_go(self, bus: Bus) -> None:
        self._loop.remove(bus)
        self._loop.remove_timed(bus)
        bus.close()

    # -- the signals --------------------------------------------------------

    def _built(self, name: str, programs: Sequence[str]) -> BuildSignal:
        """It is made with the buses there are by then."""

        def build(loop: Loop, tell: TellHolders, lost: Lost) -> QuietSignal:
            ((_way, make),) = linux_signals(self._environment, self._session, self._system, programs)[name]
            signal = make(loop, tell, lost)

            def bus_lost(why: str) -> None:
                signal.close()
                lost(why)

            if name in BY_BUS:
                self._on_bus[name] = bus_lost
            return signal

        return build

    def _lose(self, why: str) -> None:
        """What went by the buses is lost with either of them, and made anew with what is left."""
        lost, self._on_bus = self._on_bus, {}
        for tell in lost.values():
            tell(why)
