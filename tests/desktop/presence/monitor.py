"""Mutter's idle monitor on a private bus, whose idle time is what a test says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH, Body, Bus
from deskbreak.desktop.objects import Interface, Method, Property, Refused
from deskbreak.desktop.presence.mutter import (
    IDLE,
    INHIBITED,
    INTERFACE,
    NAME,
    PATH,
    PROPERTIES,
    SESSION,
    SESSION_PATH,
)
from tests.desktop.turning import Turning


class Monitor:
    """As GNOME Shell has it: a watch for stillness stays, one for input fires once."""

    def __init__(self, turning: Turning) -> None:
        self.turning = turning
        self.bus = Bus("SESSION", turning.clock.now)
        turning.loop.add(self.bus)
        turning.loop.add_timed(self.bus)
        self.idle = 0
        self.watches: dict[int, int] = {}
        """Those for stillness, with their milliseconds."""
        self.active: set[int] = set()
        self.asked_idle = 0
        self.refuses = False
        self.inhibited = 0
        self.before_idle: Callable[[], object] = lambda: None
        """What happens just before somebody is told the idle time."""
        self._numbers = count(1)
        self.bus.export(
            PATH,
            INTERFACE,
            Interface(
                methods={
                    "AddIdleWatch": Method("t", "u", self._add_idle),
                    "AddUserActiveWatch": Method("", "u", self._add_active),
                    "RemoveWatch": Method("u", "", self._remove),
                    "GetIdletime": Method("", "t", self._idle),
                }
            ),
        )
        self.bus.export(SESSION_PATH, SESSION, Interface(properties={INHIBITED: Property("u", lambda: self.inhibited)}))
        self.own(NAME)

    def own(self, name: str) -> None:
        answers: list[object] = []
        self.bus.call(BUS_NAME, BUS_PATH, BUS_NAME, "RequestName", "su", (name, 4), on_reply=answers.append)
        self.turning.until(lambda: answers)

    def inhibit(self, bits: int) -> None:
        """Programs keep the session from this."""
        if not bits & IDLE and self.inhibited & IDLE:
            self.idle = 0
        self.inhibited = bits
        changed: Body = (SESSION, {INHIBITED: ("u", bits)}, [])
        self.bus.emit(SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", changed)

    def still_for(self, milliseconds: int) -> None:
        """Nothing was touched for so long."""
        before, self.idle = self.idle, milliseconds
        for watch, after in list(self.watches.items()):
            if before < after <= milliseconds and not self.inhibited & IDLE:
                self.fire(watch)

    def touched(self) -> None:
        self.idle = 0
        active, self.active = self.active, set()
        for watch in active:
            self.fire(watch)

    def fire(self, watch: int) -> None:
        self.bus.emit(PATH, INTERFACE, "WatchFired", "u", (watch,))

    def end(self) -> None:
        """As when the shell crashes."""
        self.turning.loop.remove(self.bus)
        self.turning.loop.remove_timed(self.bus)
        self.bus.close()

    def _add_idle(self, milliseconds: int) -> tuple[int]:
        if self.refuses:
            raise Refused("AccessDenied", "no")
        watch = next(self._numbers)
        self.watches[watch] = milliseconds
        if milliseconds <= self.idle and not self.inhibited & IDLE:
            self.bus.later(0, lambda: self.fire(watch))
        return (watch,)

    def _add_active(self) -> tuple[int]:
        watch = next(self._numbers)
        self.active.add(watch)
        return (watch,)

    def _remove(self, watch: int) -> tuple[()]:
        self.watches.pop(watch, None)
        self.active.discard(watch)
        return ()

    def _idle(self) -> tuple[int]:
        self.asked_idle += 1
        self.before_idle()
        return (self.idle,)
