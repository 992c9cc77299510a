"""Input and stillness as GNOME's compositor tells them on the session bus: the idle monitor of Mutter.

A watch for stillness fires each time nothing was touched for so long, and at once if that holds already; one for
input fires once. All is asked of the connection that has the name: nothing meant for one shell reaches the next.
Mutter does not say what was touched: here the first touch is believed, however small.
While a program keeps the session from being idle (a film; some keep it so all day) watches for stillness do not fire,
but the idle time goes on: then that is asked for, at a wake after it can have come to be long enough.
Interface: org.gnome.Mutter.IdleMonitor.xml in https://gitlab.gnome.org/GNOME/mutter/-/tree/main/data/dbus-interfaces
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.bus import Body, Bus
from deskbreak.ports.loop import Loop, at_next_wake
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _

NAME = INTERFACE = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"
"""The monitor of all devices together."""
SESSION, SESSION_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
INHIBITED = "InhibitedActions"
"""Its property: what programs keep the session from, as bits."""
IDLE = 8
SOONEST = 1.0
"""Seconds to the next question at least."""
PROPERTIES = "org.freedesktop.DBus.Properties"


class MutterPresence:
    """Has a connection of its own: the watches end with it. A `Timed` for what no watch tells."""

    name = "mutter"

    def __init__(self, loop: Loop, tell: Tell, on_lost: Lost, still_after: float = STILL_AFTER) -> None:
        """Unavailable, with the reason, when there is no session bus."""
        self._bus = Bus("SESSION", loop.clock.now)
        self._loop = loop
        self._tell = tell
        self._on_lost = on_lost
        self._still_after = still_after
        self._owner = ""
        self._is_still = False
        self._is_inhibited = False
        self.asks_at: float | None = None
        """When to ask, as no watch may tell; None while one will."""
        self._watches: dict[int, Callable[[], object]] = {}
        """What each watch leads to."""
        self._awaited: float | None = None
        """The pause in typing that is waited for, in seconds ..."""
        self._pause: int | None = None
        """... and the watch that waits for it."""
        loop.add(self._bus)
        loop.add_timed(self._bus)
        loop.add_timed(self)
        self._bus.on_lost = lambda: self._lose(_("the session bus went away"))
        self._bus.on_signal(PATH, INTERFACE, self._fired, {"WatchFired": "u"})
        self._bus.watch_name(NAME, self._owned)

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused as soon as nothing was touched for so long; at once if that holds."""
        self._end_pause()
        self._awaited = seconds
        self._watch_stillness(seconds, self._pauses)
        self._ask_if_inhibited()

    def close(self) -> None:
        self._loop.remove(self._bus)
        self._loop.remove_timed(self._bus)
        self._loop.remove_timed(self)
        self._bus.close()

    @property
    def deadline(self) -> float | None:
        """A pause in typing is waited for; stillness is told in time a minute later, too."""
        if self._awaited is not None:
            return self.asks_at
        return at_next_wake(self.asks_at, self._loop.clock.now())

    def on_time(self, _now: float) -> None:
        """It may have come to be long enough by now."""
        self._ask_if_inhibited()

    # -- stillness and input ------------------------------------------------

    def _owned(self, owner: str) -> None:
        if not self._is_open:
            return
        if not owner:
            self._lose(_("GNOME Shell went away") if self._owner else _("{name} is not on the bus").format(name=NAME))
        elif not self._owner:
            self._owner = owner
            self._watch_stillness(self._still_after, self._found)

    def _found(self, watch: int) -> None:
        self._watches[watch] = self._went_still
        self._tell(PresenceFound(True))
        self._heed_inhibitors()

    def _went_still(self) -> None:
        # Asked after the watch is set: what is touched in between, one of the two tells.
        self._call("AddUserActiveWatch", self._await_input)
        self._call("GetIdletime", self._judge, gives="t")

    def _await_input(self, watch: int) -> None:
        self._watches[watch] = lambda: self._came(watch)

    def _judge(self, milliseconds: int) -> None:
        idle = milliseconds / 1000
        # Much less than what fired means that they are back already. Timers may be a little off.
        if not self._is_still and idle > self._still_after / 2:
            self._is_still = True
            self._tell(StillnessBegan(self._loop.clock.now() - idle))
        self._ask_later(idle)

    def _came(self, watch: int) -> None:
        del self._watches[watch]
        if self._is_still:
            self._is_still = False
            self._tell(InputCame())
            self._ask_later(0.0)

    # -- while the session is kept from being idle ----------------------------

    def _heed_inhibitors(self) -> None:
        self._bus.on_signal(SESSION_PATH, PROPERTIES, self._session_changed, {"PropertiesChanged": "sa{sv}as"}, SESSION)
        self._bus.call(
            SESSION,
            SESSION_PATH,
            PROPERTIES,
            "Get",
            "ss",
            (SESSION, INHIBITED),
            on_reply=lambda reply: self._inhibited(reply[0]),
            # Without a session manager, nothing inhibits.
            on_error=lambda _error: None,
            gives="v",
        )

    def _session_changed(self, _sender: str, _member: str, body: Body) -> None:
        if INHIBITED in body[1]:
            self._inhibited(body[1][INHIBITED])

    def _inhibited(self, actions: tuple[str, int]) -> None:
        kind, bits = actions
        self._is_inhibited = kind == "u" and bool(bits & IDLE)
        self._ask_if_inhibited()

    def _ask_if_inhibited(self) -> None:
        self.asks_at = None
        if self._is_inhibited:
            self._call("GetIdletime", self._told_idle, gives="t")

    def _told_idle(self, milliseconds: int) -> None:
        idle = milliseconds / 1000
        if self._awaited is not None and idle >= self._awaited:
            self._paused()
        if idle >= self._still_after and not self._is_still:
            self._went_still()
        else:
            self._ask_later(idle)

    def _ask_later(self, idle: float) -> None:
        """When something that is waited for can have come, if no watch tells."""
        lengths = [] if self._is_still else [self._still_after]
        if self._awaited is not None:
            lengths.append(self._awaited)
        asks = self._is_inhibited and lengths
        self.asks_at = self._loop.clock.now() + max(SOONEST, min(lengths) - idle) if asks else None

    def _pauses(self, watch: int) -> None:
        if self._awaited is None:
            # It has come already: somebody had to ask for it.
            self._remove(watch)
            return
        self._remove(self._pause)
        self._pause = watch
        self._watches[watch] = self._paused

    def _paused(self) -> None:
        self._end_pause()
        self._tell(TypingPaused())

    def _end_pause(self) -> None:
        self._awaited = None
        self._remove(self._pause)
        self._pause = None

    # -- what is asked of Mutter --------------------------------------------

    def _remove(self, watch: int | None) -> None:
        if watch is not None:
            self._watches.pop(watch, None)
            self._bus.call(self._owner, PATH, INTERFACE, "RemoveWatch", "u", (watch,))

    def _watch_stillness(self, seconds: float, tell: Callable[[int], object]) -> None:
        self._call("AddIdleWatch", tell, "t", (round(seconds * 1000),))

    def _call(
        self,
        member: str,
        tell: Callable[[int], object],
        signature: str | None = None,
        body: Body = (),
        gives: str = "u",
    ) -> None:
        def answered(reply: Body) -> None:
            tell(*reply)

        self._bus.call(
            self._owner,
            PATH,
            INTERFACE,
            member,
            signature,
            body,
            on_reply=answered,
            on_error=self._refused,
            gives=gives,
        )

    def _refused(self, error: str) -> None:
        if self._is_open:
            self._lose(_("GNOME Shell does not answer as it should ({error})").format(error=error))

    def _fired(self, sender: str, _member: str, body: Body) -> None:
        then = self._watches.get(body[0])
        if sender == self._owner and then is not None:
            then()

    @property
    def _is_open(self) -> bool:
        """A connection that ends answers everything with an error; that is no news then."""
        return self._bus.fileno() >= 0

    def _lose(self, why: str) -> None:
        self.close()
        self._on_lost(why)
