"""Whether a program listens at a microphone, as PulseAudio tells it, or PipeWire in its place.

There is a connection only while somebody asks. A server that is killed in the middle of a call is asked anew when it is
back; until then nobody is known to use the microphone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from deskbreak.desktop.quiet.pulse import Pulse, Values, server_path
from deskbreak.desktop.quiet.pulse_wire import NOTHING, Broken, Command, number
from deskbreak.desktop.quiet.recordings import Recording, counts, name, recordings
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports import Holders, Loop, Lost, TellHolders, Unavailable
from deskbreak.words import _

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a server may take to answer; one that is started by our coming takes some of them."""
TRY_AGAIN = (2.0, 10.0, 60.0)
"""Seconds until a server that went away is looked for: the first time, the second, and from then on."""
NO_NAME = b"N"
"""In place of a source's name, where it is meant by its index."""
MONITORED = 8
"""The place, among the values that a source is told by, of the loudspeaker that it listens to."""


class Microphone:
    """The `QuietSignal` of what is said; also a `Timed`."""

    name = "microphone"

    def __init__(self, loop: Loop, environment: Mapping[str, str], tell: TellHolders, lost: Lost) -> None:
        """Unavailable, with the reason, where no sound server is."""
        path = server_path(environment)
        if not path.is_socket():
            raise Unavailable(_("no sound server (nothing at {path})").format(path=path))
        self._loop = loop
        self._environment = environment
        self._telling = Telling(tell)
        self._lost = lost
        self._pulse: Pulse | None = None
        self._round: _Round | None = None
        self._tries = 0
        """How often it was looked for since it last answered."""
        self.deadline: float | None = None

    def begin(self) -> None:
        """Tell who uses the microphone, and go on telling."""
        self.end()
        self._telling.begin()
        self._loop.add_timed(self)
        self._connect()

    def end(self) -> None:
        """Hang up."""
        if self._telling.on:
            self._loop.remove_timed(self)
        self._telling.end()
        self._hang_up()

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def on_time(self, _now: float) -> None:
        """A server that does not answer is as good as gone; a gone one is tried again."""
        if self._pulse is None:
            self._connect()
        else:
            log.info("the sound server does not answer")
            self._do_without()

    # -- inside -------------------------------------------------------------

    def _connect(self) -> None:
        try:
            self._pulse = Pulse(self._environment, self._look, self._do_without, self._refused)
        except Unavailable as reason:
            log.debug("%s", reason)
            self._do_without()
            return
        self._loop.add(self._pulse)
        self._wait(PATIENCE)

    def _hang_up(self) -> None:
        if self._pulse is not None:
            self._loop.remove(self._pulse)
            self._pulse.close()
        self._pulse = self._round = self.deadline = None

    def _do_without(self) -> None:
        self._hang_up()
        self._wait(TRY_AGAIN[min(self._tries, len(TRY_AGAIN) - 1)])
        self._tries += 1
        self._telling.say(NOBODY)

    def _refused(self, reason: str) -> None:
        self._telling.say(NOBODY)
        self.close()
        self._lost(reason)

    def _wait(self, seconds: float) -> None:
        self.deadline = self._loop.clock.now() + seconds

    def _look(self) -> None:
        """Something changed. While a look is under way, there will be another one after it."""
        if self._round is not None:
            self._round.outdated = True
        elif self._pulse is not None:
            self._round = _Round(self._pulse, self._seen, self._refused)
            self._wait(PATIENCE)

    def _seen(self, holders: Holders) -> None:
        outdated = self._round is not None and self._round.outdated
        self._round = self.deadline = None
        self._tries = 0
        self._telling.say(holders)
        if outdated and self._telling.on:
            self._look()


class _Round:
    """One look at all streams that record, and at what each records from."""

    def __init__(self, pulse: Pulse, on_end: Callable[[Holders], object], on_broken: Callable[[str], object]) -> None:
        self.outdated = False
        """Whether something changed meanwhile."""
        self._pulse = pulse
        self._on_end = on_end
        self._on_broken = on_broken
        self._open: dict[int, list[Recording]] = {}
        """By source, those of which it is not known yet whether it is a microphone."""
        self._names: set[str] = set()
        pulse.ask(Command.GET_SOURCE_OUTPUT_INFO_LIST, self._listed, on_error=lambda _values: on_end(NOBODY))

    def _listed(self, values: Values) -> None:
        try:
            found = recordings(values)
        except Broken as error:
            log.warning("the sound server lists what nobody understands: %s", error)
            self._on_broken(_("the sound server says what deskbreak does not understand"))
            return
        for recording in filter(counts, found):
            self._open.setdefault(recording.source, []).append(recording)
        for source in self._open:
            told = partial(self._source, source)
            self._pulse.ask(Command.GET_SOURCE_INFO, told, number(source), NO_NAME, on_error=told)
        self._end_if_known()

    def _source(self, source: int, values: Values) -> None:
        """In place of a source that is gone comes the number of an error: nobody hears that one."""
        streams = self._open.pop(source, [])
        if len(values) > MONITORED and values[MONITORED] == NOTHING:
            self._names.update(name(stream.properties) for stream in streams)
        self._end_if_known()

    def _end_if_known(self) -> None:
        if not self._open:
            self._on_end(frozenset(self._names))
