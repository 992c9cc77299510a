"""One running notification service, from when it takes the name on the bus until another one does.

It is spoken to by its own name on the bus, never by the one that services hand on: so what is meant for
this one never reaches the next. It is asked one thing at a time. One that hangs is asked nothing more: all
that waits for it would come up at once when it goes on. What it shows too late is then taken away, or its place.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.bus import DISCONNECTED, Body, Bus, OnError
from deskbreak.desktop.notify.letter import SIGNATURE, letter
from deskbreak.desktop.notify.note import Note
from deskbreak.desktop.notify.servers import InPlace, Server, server
from deskbreak.ports.notices import Notice

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PATIENCE = 5.0
"""Seconds until a service that does not answer is said to hang."""


@dataclass(frozen=True, slots=True)
class About:
    """What a notification service says of itself."""

    name: str
    vendor: str
    version: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A notice that ought to be on the screen, and the number of its buttons."""

    notice: Notice
    number: int


def ask_about(bus: Bus, owner: str, on_known: Callable[[About], None], on_error: OnError, limit: float) -> None:
    """Ask a service what it is, within so many seconds. One of the two is called, later."""

    def informed(information: Body) -> None:
        name, vendor, version, _specification = information
        bus.call(
            owner,
            PATH,
            NAME,
            "GetCapabilities",
            on_reply=lambda body: on_known(About(name, vendor, version, tuple(body[0]))),
            on_error=on_error,
            gives="as",
            limit=limit,
        )

    bus.call(owner, PATH, NAME, "GetServerInformation", on_reply=informed, on_error=on_error, gives="ssss", limit=limit)


class Service:
    """Keeps the screen as it is wished to be, as far as this service goes along."""

    def __init__(
        self,
        bus: Bus,
        owner: str,
        icon: Path,
        note: Note,
        clock: Callable[[], float],
        on_failed: Callable[[Notice], None],
        patience: float,
    ) -> None:
        """`owner` is its name on the bus; `on_failed` gets a notice that it does not show, or not yet."""
        self.owner = owner
        self._bus = bus
        self._icon = icon
        self._note = note
        self._clock = clock
        self._on_failed = on_failed
        self._patience = patience
        self._habits: Server | None = None
        self._wish: Wish | None = None
        self._tried: Wish | None = None
        """What was sent last."""
        self._told: Wish | None = None
        """What was handed to `on_failed` last."""
        self._asked_at: float | None = None
        """Since when a reply is waited for."""
        self._hangs = False
        self._moot = False
        """What is just being shown has to be taken away as soon as its id is known."""
        self.ident = note.left_with(owner)
        """What it gave our notice on the screen; 0 for none."""
        self._on_screen: Wish | None = None
        """That notice; None for one that a program left which was killed."""

    @property
    def number(self) -> int:
        """The number of the notice on the screen; 0 for none of ours."""
        return self._on_screen.number if self._on_screen else 0

    @property
    def settled(self) -> bool:
        """Whether the screen is known to be as it should be."""
        return self._asked_at is None

    @property
    def deadline(self) -> float | None:
        return None if self._asked_at is None or self._hangs else self._asked_at + self._patience

    def on_time(self, _now: float) -> None:
        """It has not answered for too long."""
        self._hangs = True
        log.warning("the notification service does not answer; what is to be told is told without it")
        self.fail()

    def show(self, wish: Wish) -> None:
        """In place of what is on the screen, when the service comes to it."""
        self._wish = wish
        if self._hangs:
            self.fail()
        self._refresh()

    def withdraw(self) -> None:
        """Take away what is on the screen, also what is only on its way there."""
        if self.ident:
            self._close(self.ident)
        self.forget()

    def forget(self) -> None:
        """Nothing is on the screen any more, and nothing ought to be."""
        self._wish = None
        self._moot = not self.settled
        self.ident, self._on_screen = 0, None
        self._note.clear(self.owner)

    def fail(self) -> None:
        """Have somebody else tell what is wished for, once. It stays so, for when the service goes on."""
        if self._wish is not None and self._wish is not self._told:
            self._told = self._wish
            self._on_failed(self._wish.notice)

    # -- inside -------------------------------------------------------------

    def _refresh(self) -> None:
        if not self.settled or self._wish is None or self._wish is self._tried:
            return
        self._tried = self._wish
        if self._habits is None:
            self._asked_at = self._clock()
            ask_about(self._bus, self.owner, self._known, self._not_shown, math.inf)
        elif not self._is_told(self._wish, self._habits):
            self._asked_at = self._clock()
            self._send(self._wish, self._habits)

    def _is_told(self, wish: Wish, habits: Server) -> bool:
        """Only a clock runs on in its title, and to show that would cost the buttons."""
        if habits.in_place is not InPlace.NO_BUTTONS or self._on_screen is None or not self.ident:
            return False
        return bool(wish.notice.step) and wish.notice.step == self._on_screen.notice.step

    def _known(self, about: About) -> None:
        self._habits = server(about.name, about.version, about.capabilities)
        self._moot, self._tried = False, None
        self._settle()

    def _send(self, wish: Wish, habits: Server) -> None:
        if self.ident and not _fits_in_place(wish, self._on_screen, habits.in_place):
            self._close(self.ident)
            self.ident = 0
        self._bus.call(
            self.owner,
            PATH,
            NAME,
            "Notify",
            SIGNATURE,
            letter(wish.notice, wish.number, self.ident, self._icon, habits),
            on_reply=self._shown,
            on_error=self._not_shown,
            gives="u",
            limit=math.inf,
        )

    def _shown(self, body: Body) -> None:
        if self._moot:
            # Whoever comes next gets an id of its own: news of this one's end must not be taken for the end of that.
            self._close(body[0])
        else:
            self.ident = body[0]
            self._on_screen = self._tried
            self._note.write(self.owner, self.ident)
        self._settle()

    def _not_shown(self, error: str) -> None:
        wished = self._wish is not None and error != DISCONNECTED
        log.log(logging.WARNING if wished else logging.DEBUG, "the notification service shows nothing: %s", error)
        self.ident = 0
        if wished:
            self.fail()
        self._settle()

    def _settle(self) -> None:
        if self._hangs:
            log.info("the notification service answers again")
        self._asked_at, self._hangs, self._moot = None, False, False
        self._refresh()

    def _close(self, ident: int) -> None:
        self._bus.call(self.owner, PATH, NAME, "CloseNotification", "u", (ident,))


def _fits_in_place(wish: Wish, on_screen: Wish | None, in_place: InPlace) -> bool:
    """Whether its buttons can be pressed if it takes the place of what is on the screen."""
    if in_place is InPlace.WORKS:
        return True
    if in_place is InPlace.FOLDED:
        return on_screen is not None and on_screen.notice.stays == wish.notice.stays
    same_buttons = on_screen is not None and on_screen.number == wish.number
    return in_place is InPlace.OLD_BUTTONS and same_buttons
