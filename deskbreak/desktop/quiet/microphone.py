"""Whether a program listens at a microphone, as PulseAudio tells it, or PipeWire in its place.

There is a connection only while somebody asks. A server that goes away, hangs or talks nonsense is lost: whoever asks
tries again later, and can tell why nothing is known meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from deskbreak.desktop.quiet.pulse import Pulse, Values, check_server
from deskbreak.desktop.quiet.pulse_wire import NOTHING, Broken, Command, number
from deskbreak.desktop.quiet.recordings import Recording, counts, name, recordings
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders
from deskbreak.words import _

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a server may take to answer; one that is started by our coming takes some of them."""
AGAIN = 60.0
"""Seconds after which to look again while somebody listens: a server that hangs in a call tells of no end."""
NO_NAME = b"N"
"""In place of a source's name, where it is meant by its index."""
MONITORED = 8
"""The place, among the values that a source is told by, of the loudspeaker that it listens to."""


class Microphone:
    """The `QuietSignal` of what is said; also a `Timed`."""

    name = "microphone"

    def __init__(self, loop: Loop, environment: Mapping[str, str], tell: TellHolders, lost: Lost) -> None:
        """Unavailable, with the reason, where no sound server listens."""
        check_server(environment)
        self._loop = loop
        self._environment = environment
        self._telling = Telling(tell)
        self._lost = lost
        self._pulse: Pulse | None = None
        self._round: _Round | None = None
        self._heard = NOBODY
        self.deadline: float | None = None

    @property
    def server(self) -> str:
        """Which server tells it, for `doctor`; "" while none does."""
        return "" if self._pulse is None else self._pulse.server

    def begin(self) -> None:
        """Tell who uses the microphone, and go on telling."""
        self.end()
        self._telling.begin()
        self._loop.add_timed(self)
        try:
            self._pulse = Pulse(self._environment, self._look, self._give_up)
        except Unavailable as reason:
            self._give_up(str(reason))
        else:
            self._loop.add(self._pulse)
            self._wait(PATIENCE)

    def end(self) -> None:
        """Hang up."""
        if self._telling.on:
            self._loop.remove_timed(self)
        self._telling.end()
        if self._pulse is not None:
            self._loop.remove(self._pulse)
            self._pulse.close()
        self._pulse = self._round = self.deadline = None
        self._heard = NOBODY

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def on_time(self, now: float) -> None:
        """A server that does not answer is as good as gone; but while the machine slept nobody could answer."""
        if self._round is None and self._heard:
            self._look()
        elif self.deadline is not None and now - self.deadline > PATIENCE:
            self._wait(PATIENCE)
        else:
            self._give_up(_("the sound server does not answer"))

    # -- inside -------------------------------------------------------------

    def _give_up(self, reason: str) -> None:
        self.close()
        self._lost(reason)

    def _wait(self, seconds: float) -> None:
        self.deadline = self._loop.clock.now() + seconds

    def _look(self) -> None:
        """Something changed. While a look is under way, there will be another one after it."""
        if self._round is not None:
            self._round.outdated = True
        elif self._pulse is not None:
            self._round = _Round(self._pulse, self._seen, self._give_up)
            self._wait(PATIENCE)

    def _seen(self, holders: Holders) -> None:
        outdated = self._round is not None and self._round.outdated
        self._round = self.deadline = None
        self._heard = holders
        if holders:
            self._wait(AGAIN)
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
