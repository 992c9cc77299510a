"""Input and stillness as a Wayland compositor tells them: an object of it that says "idled" and "resumed".

A compositor never says what was touched, nor where the pointer is: here the first touch is believed, however small. It
does not say either for how long it was still before it was asked. Each is asked for in the best way that it offers.
Protocols: ext-idle-notify-v1 of https://wayland.app, and KDE's idle, which sway 1.7 and older Plasma have instead.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.wayland import Wayland
from deskbreak.ports import STILL_AFTER, Loop, Lost, Tell
from deskbreak.words import _

SEAT = "wl_seat"
IDLED, RESUMED = 0, 1
"""Events, the same in all of these protocols."""
DESTROY = 0
"""A request to what tells them, the same too."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask. `request` makes what tells: of its new number, seat and milliseconds, in this order."""

    name: str
    interface: str
    version: int
    request: int
    order: tuple[str, str, str] = ("number", "milliseconds", "seat")


WAYS = (
    # The one request that goes by input alone: a film that keeps the screen awake is a matter of its own for us.
    Way("ext-idle-notify-2", "ext_idle_notifier_v1", 2, 2),
    Way("ext-idle-notify-1", "ext_idle_notifier_v1", 1, 1),
    Way("kde-idle", "org_kde_kwin_idle", 1, 0, ("number", "seat", "milliseconds")),
)
"""Best first."""


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
        self._still_after = still_after
        self._way = WAYS[0]
        self._notifier = self._seat = 0
        self._pause: int | None = None
        """What tells of a pause in typing."""
        self._wayland.on_offers = self._choose
        self._wayland.on_lost = self._lose
        loop.add(self._wayland)

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused as soon as nothing was touched for so long, counted from now."""
        self._end_pause()
        self._pause = self._ask(seconds, self._paused)

    def close(self) -> None:
        self._loop.remove(self._wayland)
        self._wayland.close()

    def _choose(self) -> None:
        offers = self._wayland.offers
        versions = {interface: version for interface, (_name, version) in offers.items()}
        way = next((way for way in WAYS if way.version <= versions.get(way.interface, 0)), None)
        if way is None or SEAT not in offers:
            self._lose(_("this compositor tells nobody about input (no ext_idle_notifier_v1)"))
            return
        self._way, self.name = way, way.name
        self._seat = self._wayland.bind(SEAT, 1)
        self._notifier = self._wayland.bind(way.interface, way.version)
        self._tell(PresenceFound(True))
        self._ask(self._still_after, self._told)

    def _told(self, event: int) -> None:
        if event == IDLED:
            self._tell(StillnessBegan(self._loop.clock.now() - self._still_after))
        elif event == RESUMED:
            self._tell(InputCame())

    def _paused(self, event: int) -> None:
        if event == IDLED:
            self._end_pause()
            self._tell(TypingPaused())

    def _end_pause(self) -> None:
        if self._pause is not None:
            self._wayland.send(self._pause, DESTROY, b"")
            self._wayland.forget(self._pause)
            self._pause = None

    def _ask(self, seconds: float, told: Callable[[int], object]) -> int:
        """Have this told that nothing was touched for so long, and that something was again."""
        teller = self._wayland.new(lambda event, _body: told(event))
        values = {"number": teller, "milliseconds": round(seconds * 1000), "seat": self._seat}
        self._wayland.send(
            self._notifier, self._way.request, struct.pack("=III", *(values[name] for name in self._way.order))
        )
        return teller

    def _lose(self, why: str) -> None:
        self.close()
        self._on_lost(why)
