"""Input and stillness as an X server counts them: IDLETIME of its SYNC extension, milliseconds without input.

An alarm on that counter is told once and is done with then. One that waits for stillness is not heard of while
somebody types, and the one that waits for input exists only while there is none: nothing wakes us in between.
A desk that is knocked against moves the mouse a little, and a program may have the counter begin anew: that is no
return, so what was touched is looked at. (One that does so all the time, to keep the screen on, hides who leaves.)
Protocol: https://www.x.org/releases/X11R7.7/doc/xextproto/sync.html
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence.x11_touch import IDLE, Look, Touch, counted
from deskbreak.desktop.x11 import X11, Extension
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _, marked

INITIALIZE, LIST_COUNTERS, CREATE_ALARM, DESTROY_ALARM = 0, 1, 8, 11
"""Requests of SYNC."""
VERSION = (3, 1)
ALARM_NOTIFY = 1
"""Its event, counted from the first of the extension."""
AT_LEAST, AT_MOST = 2, 3
"""How an alarm compares the counter with its value; both kinds go off at once where it holds already."""
EVERYTHING = 0b111111
"""Of an alarm's six attributes, all are given."""
JITTER_PIXELS, JITTER_SECONDS = 3, 2.0
"""A mouse that moves by less, for less, was not moved by somebody who came back."""
XWAYLAND = marked("this X server serves a Wayland session: it sees little of what is touched there")
XWAYLAND_DEVICE = b"xwayland-"
"""How all of its devices are called, also in the older ones."""


class X11Presence:
    """Has a connection of its own: whatever is asked of the server ends with it. A `Timed`."""

    name = "x11"

    def __init__(
        self,
        loop: Loop,
        environment: Mapping[str, str],
        tell: Tell,
        on_lost: Lost,
        still_after: float = STILL_AFTER,
    ) -> None:
        """Unavailable, with the reason, when the X server does not let us in."""
        self._x = X11(environment)
        self._loop = loop
        self._tell = tell
        self._on_lost = on_lost
        self._still_after = still_after
        self._sync = Extension(0, 0)
        self._counter = 0
        self._look: Callable[[Callable[[Look], object]], None]
        self._alarms: dict[int, Callable[[float], object]] = {}
        """What each alarm leads to; it is told the seconds without input."""
        self._pause: int | None = None
        """The alarm that waits for a pause in typing."""
        self._rest = Look()
        """What there was to be seen when the last touch was over."""
        self.deadline: float | None = None
        """When to look whether it was somebody who touched something."""
        loop.add(self._x)
        loop.add_timed(self)
        self._x.on_lost.append(lambda: self._lose(_("the X server went away")))
        self._x.extension("XWAYLAND", self._found_xwayland)

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused as soon as nothing was touched for so long; at once if that holds."""
        if self._pause is not None:
            self._drop(self._pause)
        self._pause = self._alarm(AT_LEAST, seconds, self._paused)

    def close(self) -> None:
        self._loop.remove(self._x)
        self._loop.remove_timed(self)
        self._x.close()

    def on_time(self, _now: float) -> None:
        """The time for jitter is over."""
        self.deadline = None
        self._look(self._judge)

    # -- getting to know the server -----------------------------------------

    def _found_xwayland(self, xwayland: Extension | None) -> None:
        if xwayland is not None:
            # Newer ones tell it. What nothing in our environment says, is said here.
            self._lose(_(XWAYLAND))
        elif self._is_open:
            self._x.extension("SYNC", self._found_sync)

    def _found_sync(self, sync: Extension | None) -> None:
        if sync is None:
            if self._is_open:
                self._lose(_("this X server has no SYNC extension"))
            return
        self._sync = sync
        self._x.on_event(sync.first_event + ALARM_NOTIFY, self._alarmed)
        # It has to be greeted before anything else; what it answers changes nothing.
        self._x.send(sync.opcode, INITIALIZE, struct.pack("<BBxx", *VERSION), lambda _reply: None)
        self._x.send(sync.opcode, LIST_COUNTERS, b"", self._listed)

    def _listed(self, reply: bytes) -> None:
        counters = dict(_counters(reply))
        if IDLE not in counters:
            self._lose(_("this X server does not count idle time"))
            return
        self._counter = counters[IDLE]
        self._look = Touch(self._x, self._sync, counters, self._met).look

    def _met(self, devices: bytes) -> None:
        if XWAYLAND_DEVICE in devices:
            self._lose(_(XWAYLAND))
        elif self._is_open:
            self._tell(PresenceFound(True))
            self._await_stillness()

    # -- stillness and input ------------------------------------------------

    def _await_stillness(self) -> None:
        self._alarm(AT_LEAST, self._still_after, self._went_still)

    def _went_still(self, idle: float) -> None:
        self._look(self._note_rest)
        self._tell(StillnessBegan(self._loop.clock.now() - idle))
        self._await_input(idle)

    def _await_input(self, idle: float) -> None:
        self._alarm(AT_MOST, idle - 0.001, lambda _idle: self._look(self._touched))

    def _note_rest(self, look: Look) -> None:
        self._rest = look

    def _touched(self, look: Look) -> None:
        """Something was touched, or so it seems."""
        is_knock = look.has_moved(self._rest) and look.pixels(self._rest) < JITTER_PIXELS and not look.is_key
        if is_knock or look.is_anew:
            self.deadline = self._loop.clock.now() + JITTER_SECONDS
        else:
            self._came()

    def _judge(self, look: Look) -> None:
        """Moved on, or going on: somebody is here. Otherwise it was nobody, and this is how it rests now."""
        goes_on = look.idle < JITTER_SECONDS / 2
        if look.pixels(self._rest) >= JITTER_PIXELS or ((goes_on or look.is_key) and not look.is_anew):
            self._came()
        elif goes_on:
            # So soon after it began anew, an alarm might miss the next time.
            self.deadline = self._loop.clock.now() + JITTER_SECONDS
        else:
            self._rest = look
            self._await_input(look.idle)

    def _came(self) -> None:
        self._tell(InputCame())
        self._await_stillness()

    def _paused(self, _idle: float) -> None:
        self._pause = None
        self._tell(TypingPaused())

    # -- what is asked of the server ----------------------------------------

    def _alarm(self, test: int, seconds: float, then: Callable[[float], object]) -> int:
        """Have this called, once, when the counter is at least, or at most, at so many seconds."""
        alarm, value = self._x.new_id(), round(seconds * 1000)
        self._alarms[alarm] = then
        # Its attributes: the counter, an absolute value, that value, the test, no step to the next, and being told.
        body = struct.pack("<10I", alarm, EVERYTHING, self._counter, 0, 0, value, test, 0, 0, 1)
        self._x.send(self._sync.opcode, CREATE_ALARM, body)
        return alarm

    def _drop(self, alarm: int) -> None:
        self._alarms.pop(alarm, None)
        self._x.send(self._sync.opcode, DESTROY_ALARM, struct.pack("<I", alarm))

    def _alarmed(self, event: bytes) -> None:
        (alarm,) = struct.unpack_from("<I", event, 4)
        then = self._alarms.get(alarm)
        if then is not None:
            self._drop(alarm)
            then(counted(event))

    @property
    def _is_open(self) -> bool:
        return self._x.fileno() >= 0

    def _lose(self, why: str) -> None:
        self.close()
        self._on_lost(why)


def _counters(reply: bytes) -> Iterator[tuple[bytes, int]]:
    """Name and number of each counter that the system keeps."""
    (number,), at = struct.unpack_from("<I", reply, 8), 32
    for _counter in range(number):
        counter, length = struct.unpack_from("<I8xH", reply, at)
        yield reply[at + 14 : at + 14 + length], counter
        at += (14 + length + 3) & ~3
