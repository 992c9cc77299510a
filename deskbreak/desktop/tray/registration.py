"""Our icon's place with the watcher, through all that happens to watchers and panels.

A watcher takes icons in, a host (the panel) shows them; often the two are one program. At login both may
come after us; either may go, come back, or be replaced without a gap. A watcher may refuse us or never
answer. So we register anew with each owner of its name, though never in quick succession, and try again
ever less often where that failed.

We register our connection's own unique name. The specification has items take a name of the form
org.kde.StatusNotifierItem-PID-ID first, but watchers ask for no more than a name on the bus, and hosts read
from any (libayatana-appindicator takes no such name either; all panels we tried show us). It would be one
more thing to own and to lose, and inside a Flatpak it may not be owned at all.
"""

from __future__ import annotations

import logging
import math
from functools import partial

from deskbreak.desktop.bus import Body, Bus
from deskbreak.desktop.tray import watcher

log = logging.getLogger(__name__)

APART = 1.0
"""Seconds between two registrations at least, however often the watcher's name changes hands."""
RETRY_FIRST, RETRY_LAST = 5.0, 600.0
"""Seconds until a registration that failed is tried again: at first, and at most. They triple each time."""


class Registration:
    """Keeps us registered from `begin` to `end`."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._wanted = True
        self._owner = ""
        self._tenure = 0
        """How often the name changed hands: an answer counts only within the tenure in which it was asked for."""
        self._taken = False
        self._shown = False
        self._pause = RETRY_FIRST
        """Seconds until the next try, should this one fail."""
        self._tried_at = -math.inf
        self._next_try: float | None = None

    @property
    def seen(self) -> bool:
        """Whether the watcher has our icon, and a panel shows what it has."""
        return self._taken and self._shown

    def begin(self) -> None:
        """Register whenever there is a watcher."""
        self._bus.on_signal(watcher.PATH, watcher.NAME, self._heard, watcher.HOSTS_CHANGED)
        self._bus.watch_name(watcher.NAME, self._belongs_to)

    def end(self) -> None:
        """Register no more."""
        self._belongs_to("")
        self._wanted = False

    # -- the watcher's name -------------------------------------------------

    def _belongs_to(self, owner: str) -> None:
        if not self._wanted:
            return
        self._owner, self._pause = owner, RETRY_FIRST
        self._tenure += 1
        self._taken = self._shown = False
        if owner:
            self._try_in(max(0.0, self._tried_at + APART - self._bus.now()))

    def _try_in(self, seconds: float) -> None:
        """Sooner than planned if need be; what was planned for later then finds itself overtaken."""
        at = self._bus.now() + seconds
        if self._next_try is not None and self._next_try <= at:
            return
        self._next_try = at
        if seconds:
            self._bus.later(seconds, partial(self._try, at))
        else:
            self._try(at)

    def _try(self, planned: float) -> None:
        if planned != self._next_try:
            return
        self._next_try = None
        if not self._owner:
            return
        self._tried_at = self._bus.now()
        # By its unique name: the call reaches this owner or none, and starts no service.
        self._bus.call(
            self._owner,
            watcher.PATH,
            watcher.NAME,
            "RegisterStatusNotifierItem",
            "s",
            (self._bus.unique_name,),
            on_reply=partial(self._accepted, self._tenure),
            on_error=partial(self._refused, self._tenure),
        )

    def _accepted(self, tenure: int, _body: Body) -> None:
        if tenure == self._tenure:
            self._taken = True
            self._ask_shown()

    def _refused(self, tenure: int, error: str) -> None:
        if tenure != self._tenure:
            return
        first = self._pause == RETRY_FIRST
        log.log(logging.WARNING if first else logging.DEBUG, "the tray did not take our icon: %s", error)
        self._try_in(self._pause)
        self._pause = min(RETRY_LAST, self._pause * 3)

    # -- the panel ----------------------------------------------------------

    def _heard(self, sender: str, _member: str, _body: object) -> None:
        """A host came or went; there may be others, so only the watcher knows what that means."""
        if sender == self._owner:
            self._ask_shown()

    def _ask_shown(self) -> None:
        # A watcher that cannot tell took the icon all the same: a panel that is watcher and host in one.
        know = partial(self._know, self._tenure)
        watcher.ask_shown(self._bus, know, lambda _error: know(True))

    def _know(self, tenure: int, shown: bool) -> None:
        if tenure == self._tenure:
            self._shown = shown
