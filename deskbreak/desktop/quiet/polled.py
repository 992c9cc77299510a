"""A quiet signal that can only be asked for: at once when it is watched, and every few seconds as long as it is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from deskbreak.desktop.quiet.telling import Telling
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders
from deskbreak.words import _

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks. What was held back comes 30 s after the end of what held it, so it need not be less."""

Ask = Callable[[], Holders]
"""Who asks for quiet now. OSError when that cannot be told."""
Build = Callable[[Loop, TellHolders, Lost], "PolledSignal"]
"""One way to know a signal. Unavailable, with the reason, where it does not work."""
Ways = Mapping[str, Sequence[tuple[str, Build]]]
"""To each signal, by its name in the settings, the ways to know it, the best first, each as `doctor` names it."""

FILM = "film"
"""The display is kept on. No switch: it is no reason to be quiet, but tells that somebody sits there."""
SOMEBODY: Holders = frozenset({""})


class PolledSignal:
    """A `QuietSignal` and a `Timed`."""

    def __init__(self, loop: Loop, name: str, ask: Ask, tell: TellHolders, on_lost: Lost) -> None:
        """Asked once, to see whether it answers: else Unavailable."""
        try:
            ask()
        except OSError as error:
            raise Unavailable(_("the system does not tell ({error})").format(error=error)) from error
        self.name = name
        self._loop = loop
        self._ask = ask
        self._telling = Telling(tell)
        self._on_lost = on_lost
        self.deadline: float | None = None
        self._is_open = True
        loop.add_timed(self)

    def begin(self) -> None:
        self._telling.begin()
        self.deadline = 0.0

    def end(self) -> None:
        self._telling.end()
        self.deadline = None

    def close(self) -> None:
        """A lost one may be closed again."""
        self.end()
        if self._is_open:
            self._is_open = False
            self._loop.remove_timed(self)

    def on_time(self, now: float) -> None:
        try:
            holders = self._ask()
        except Exception as error:
            # A fault of whatever kind in here is the end of this signal, and of nothing else.
            if not isinstance(error, OSError):
                log.exception("%s cannot be asked for", self.name)
            self.close()
            self._on_lost(_("the system does not tell any more ({error})").format(error=error))
            return
        self.deadline = now + EVERY
        self._telling.say(holders)
