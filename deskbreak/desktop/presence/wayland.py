"""Input and stillness as a Wayland compositor tells them: an object of it that says "idled" and "resumed".

A compositor never says what was touched, nor where the pointer is: here the first touch is believed, however small. It
does not say either for how long it was still before it was asked. Each is asked for in the best way that it offers.
There may be several seats, each with keyboard and mouse of its own: it is still when all of them are.
Protocols: ext-idle-notify-v1 of https://wayland.app, and KDE's idle, which sway 1.7 and older Plasma have instead.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.wayland import Wayland
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _

SEAT = "wl_seat"
IDLED, RESUMED = 0, 1
"""Events, the same in all of these protocols."""
DESTROY = 0
"""A request to what tells them, the same too."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One protocol to ask in. `request` makes what tells: of its new number, seat and milliseconds, in this order."""

    name: str
    interface: str
    version: int
    request: int
    order: tuple[str, str, str] = ("number", "milliseconds", "seat")


DIALECTS = (
    # The one request that goes by input alone: a film that keeps the screen awake is a matter of its own for us.
    Dialect("ext-idle-notify-2", "ext_idle_notifier_v1", 2, 2),
    Dialect("ext-idle-notify-1", "ext_idle_notifier_v1", 1, 1),
    Dialect("kde-idle", "org_kde_kwin_idle", 1, 0, ("number", "seat", "milliseconds")),
)
"""Best first."""


class Everywhere:
    """Whether nothing was touched for so long on any seat. A seat begins as if something had been."""

    def __init__(self, ask: Callable[[int, float, Callable[[int], object]], int], seconds: float) -> None:
        """`ask` has it told that a seat was not touched for so long, and that it was again; it gives the teller."""
        self._ask = ask
        self._seconds = seconds
        self._tellers: dict[int, int] = {}
        """Of each seat."""
        self._still: set[int] = set()
        self._is_still = False
        self.on_still: Callable[[], object] = lambda: None
        self.on_input: Callable[[], object] = lambda: None

    @property
    def tellers(self) -> Iterable[int]:
        return self._tellers.values()

    def watch(self, seat: int) -> None:
        """This one counts too. Somebody has put it there."""
        self._tellers[seat] = self._ask(seat, self._seconds, lambda event: self._told(seat, event))
        self._resume()

    def _told(self, seat: int, event: int) -> None:
        if event == IDLED:
            self._still.add(seat)
            if not self._is_still and len(self._still) == len(self._tellers):
                self._is_still = True
                self.on_still()
        elif event == RESUMED:
            self._still.discard(seat)
            self._resume()

    def _resume(self) -> None:
        if self._is_still:
            self._is_still = False
            self.on_input()


class WaylandPresence:
    """Has a connection of its own: whatever is asked of the compositor ends with it."""

    name = "wayland"

    def __init__(
        self,
        loop: Loop,
        environment: Mapping[str, str],
        tell: Tell,
        on_lost: Lost,
        still_after: float = STILL_AFTER,
    ) -> None:
        """Unavailable, with the reason, when there is no compositor."""
        self._wayland = Wayland(environment)
        self._loop = loop
        self._tell = tell
        self._on_lost = on_lost
        self._dialect = DIALECTS[0]
        self._notifier = 0
        self._seats: dict[int, int] = {}
        """By the number under which it is offered, the one by which to speak to it."""
        self._stillness = Everywhere(self._ask, still_after)
        self._stillness.on_still = lambda: tell(StillnessBegan(loop.clock.now() - still_after))
        self._stillness.on_input = lambda: tell(InputCame())
        self._pause: Everywhere | None = None
        """Waits for a pause in typing."""
        self._wayland.on_offers = self._look_around
        self._wayland.on_lost = self._lose
        loop.add(self._wayland)

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused as soon as nothing was touched for so long, counted from now."""
        self._end_pause()
        self._pause = pause = Everywhere(self._ask, seconds)
        pause.on_still = self._paused
        for seat in self._seats.values():
            pause.watch(seat)

    def close(self) -> None:
        self._loop.remove(self._wayland)
        self._wayland.close()

    def _look_around(self) -> None:
        """At what is offered, for the first time or because there is more."""
        if not self._notifier and not self._choose():
            return
        for number in self._wayland.offers[SEAT]:
            if number not in self._seats:
                self._seats[number] = seat = self._wayland.bind(SEAT, number, 1)
                for each in filter(None, (self._stillness, self._pause)):
                    each.watch(seat)

    def _choose(self) -> bool:
        offers = self._wayland.offers
        offered = (
            (dialect, number)
            for dialect in DIALECTS
            for number, version in offers.get(dialect.interface, {}).items()
            if version >= dialect.version
        )
        dialect, number = next(offered, (None, 0))
        if dialect is None:
            self._lose(_("this compositor tells nobody about input (no ext_idle_notifier_v1)"))
            return False
        if not offers.get(SEAT):
            self._lose(_("this compositor has no keyboard and no mouse (no wl_seat)"))
            return False
        self._dialect, self.name = dialect, dialect.name
        self._notifier = self._wayland.bind(dialect.interface, number, dialect.version)
        self._tell(PresenceFound(True))
        return True

    def _paused(self) -> None:
        self._end_pause()
        self._tell(TypingPaused())

    def _end_pause(self) -> None:
        if self._pause is not None:
            for teller in self._pause.tellers:
                self._wayland.send(teller, DESTROY, b"")
                self._wayland.forget(teller)
            self._pause = None

    def _ask(self, seat: int, seconds: float, told: Callable[[int], object]) -> int:
        """Have this told that nothing was touched for so long on a seat, and that something was again."""
        teller = self._wayland.new(lambda event, _body: told(event))
        values = {"number": teller, "milliseconds": round(seconds * 1000), "seat": seat}
        self._wayland.send(
            self._notifier, self._dialect.request, struct.pack("=III", *(values[name] for name in self._dialect.order))
        )
        return teller

    def _lose(self, why: str) -> None:
        self.close()
        self._on_lost(why)
