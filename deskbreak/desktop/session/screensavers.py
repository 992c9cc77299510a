"""What the desktops' own lockers tell: an interface that all of them have, each under a name of its own."""

from __future__ import annotations

import logging
from functools import partial

from deskbreak.desktop.bus import Body, Bus
from deskbreak.desktop.session.agreement import Agreement

log = logging.getLogger(__name__)

LOCKERS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",  # KDE, light-locker
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}
"""Where to ask. The interface is called like the service; its signal is taken from any path, as some use several."""


class ScreenSavers:
    """Follows all of them, whichever comes and goes. None is started for us: they are asked only while they run."""

    def __init__(self, bus: Bus, agreement: Agreement) -> None:
        self._bus = bus
        self._agreement = agreement
        self._owners: dict[str, str] = {}
        self._watching = [
            forget
            for name in LOCKERS
            for forget in (
                bus.on_signal(None, name, partial(self._heard, name), {"ActiveChanged": "b"}),
                bus.watch_name(name, partial(self._belongs_to, name)),
            )
        ]

    @property
    def seen(self) -> list[str]:
        """Those that run."""
        return list(self._owners)

    def close(self) -> None:
        """Watch no more."""
        for forget in self._watching:
            forget()

    def forget(self) -> None:
        """What they said counts no more."""
        for name in LOCKERS:
            self._agreement.say(name, False)

    def _heard(self, name: str, sender: str, _member: str, body: Body) -> None:
        if sender == self._owners.get(name):
            self._agreement.say(name, body[0])

    def _belongs_to(self, name: str, owner: str) -> None:
        if not owner:
            # A locker that died has left the screen open, or the session is at its end.
            self._owners.pop(name, None)
            self._agreement.say(name, False)
            return
        self._owners[name] = owner

        def know(body: Body) -> None:
            if owner == self._owners.get(name):
                self._agreement.say(name, body[0])

        def fail(error: str) -> None:
            # GNOME has somebody at org.freedesktop.ScreenSaver who knows of inhibitors only.
            log.debug("%s does not tell whether it is active: %s", name, error)

        self._bus.call(owner, LOCKERS[name], name, "GetActive", on_reply=know, on_error=fail, gives="b")
