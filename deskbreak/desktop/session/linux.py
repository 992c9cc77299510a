"""The session on Linux: what logind and the lockers tell, agreed into one.

Either bus may be missing, and be lost: the other one goes on telling. Where both are, what is missed is only what
nobody tells; a suspend is found by the clocks all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.session.agreement import Agreement
from deskbreak.desktop.session.logind import Logind
from deskbreak.desktop.session.screensavers import ScreenSavers
from deskbreak.ports.senses import Tell


class LinuxSession:
    """A `SessionWatch` that is given its buses as they come."""

    def __init__(self, environment: Mapping[str, str], tell: Tell, on_sleep: Callable[[], object]) -> None:
        """`on_sleep` is called when the machine is about to sleep or to go off; it goes on as soon as that returns."""
        self._environment = environment
        self._agreement = Agreement(tell)
        self._on_sleep = on_sleep
        self._logind: Logind | None = None
        self._lockers: ScreenSavers | None = None

    @property
    def name(self) -> str:
        """Who tells, as `doctor` says it; "" while nobody does."""
        logind = ["logind"] if self._logind and self._logind.seen else []
        return ", ".join([*logind, *(self._lockers.seen if self._lockers else [])])

    def follow_system(self, bus: Bus) -> None:
        """The system bus is there."""
        self.lose_system()
        self._logind = Logind(bus, self._environment, self._agreement, self._on_sleep)

    def follow_session(self, bus: Bus) -> None:
        """The session bus is there."""
        self.lose_session()
        self._lockers = ScreenSavers(bus, self._agreement)

    def lose_system(self) -> None:
        """The system bus is gone: what was said on it counts no more."""
        if self._logind is not None:
            self._logind.close()
            self._logind.forget()
            self._logind = None

    def lose_session(self) -> None:
        """The session bus is gone: what was said on it counts no more."""
        if self._lockers is not None:
            self._lockers.close()
            self._lockers.forget()
            self._lockers = None

    def close(self) -> None:
        """Watch no more, and hold nothing up; nothing is told."""
        for part in (self._logind, self._lockers):
            if part is not None:
                part.close()
        self._logind = self._lockers = None
