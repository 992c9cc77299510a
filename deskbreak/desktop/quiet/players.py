"""Which media players play, by MPRIS: asked once, to name what keeps the screen on. Music alone is nobody's presence.

https://specifications.freedesktop.org/mpris-spec/latest/
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH, Body, Bus
from deskbreak.ports.senses import Holders

PREFIX, PATH = "org.mpris.MediaPlayer2.", "/org/mpris/MediaPlayer2"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE = 1.0
"""Seconds that a player may take to answer."""


def ask_players(bus: Bus, tell: Callable[[Holders], object]) -> None:
    """Tell, once and later, the names of those that play."""

    def listed(body: Body) -> None:
        names = [name for name in body[0] if name.startswith(PREFIX)]
        if names:
            _Look(bus, names, tell)
        else:
            tell(frozenset())

    def fail(_error: str) -> None:
        tell(frozenset())

    bus.call(BUS_NAME, BUS_PATH, BUS_NAME, "ListNames", on_reply=listed, on_error=fail, gives="as", limit=PATIENCE)


class _Look:
    """One look at all of them."""

    def __init__(self, bus: Bus, players: list[str], tell: Callable[[Holders], object]) -> None:
        self._bus = bus
        self._open = set(players)
        self._names: set[str] = set()
        self._tell = tell
        for player in players:
            self._get(player, PLAYER, "PlaybackStatus", self._status)

    def _status(self, player: str, value: object) -> None:
        if value == ("s", "Playing"):
            self._get(player, ROOT, "Identity", self._identity)
        else:
            self._end(player)

    def _identity(self, player: str, value: object) -> None:
        match value:
            case ("s", str() as name):
                self._names.add(name)
        self._end(player)

    def _end(self, player: str) -> None:
        self._open.discard(player)
        if not self._open:
            self._tell(frozenset(self._names))

    def _get(self, player: str, interface: str, name: str, then: Callable[[str, object], None]) -> None:
        self._bus.call(
            player, PATH, PROPERTIES, "Get", "ss", (interface, name),
            on_reply=lambda body: then(player, body[0]), on_error=lambda _error: self._end(player),
            gives="v", limit=PATIENCE,
        )  # fmt: skip
