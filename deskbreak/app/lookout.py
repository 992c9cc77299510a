"""Keeps a lookout for who sits here: takes the best way that works, and tells the engine what that sees.

A way turns out to work, or not, a little after it was tried; if not, the next one is. One that is lost is looked for
again, and all others with it: soon at first, then ever more seldom. With the X server or the compositor everything on
the screen ends: so do we, unless somebody takes our call there a second later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from deskbreak.app.notifiers import Refusals
from deskbreak.core.events import Event, InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.core.view import View
from deskbreak.desktop.presence.choice import Environment, Way
from deskbreak.desktop.presence.unknown import UnknownPresence
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Presence
from deskbreak.words import _, span

log = logging.getLogger(__name__)

FOUND_WITHIN = 5.0
"""Seconds for a way to say that it works."""
AGAIN_AFTER = (1.0, 5.0, 20.0, 60.0, 300.0, 600.0)
"""Seconds until all are tried again: after the first time that none works, the second ...; the last from then on."""
STEADY = 60.0
"""Whatever worked for so long is looked for at once when it is lost."""
NOBODY: Presence = UnknownPresence(lambda _event: None)
"""In the place of a way while there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class _Try:
    """One way that is tried, or used: what is left after it, and what did not work before it."""

    way: Way
    left: tuple[Way, ...]
    refused: Refusals


class Lookout:
    """A `Timed`. Told each view, as the engine may know better than what is seen here."""

    def __init__(
        self,
        loop: Loop,
        post: Callable[[Event], object],
        environment: Environment,
        ways: Sequence[Way],
        on_screen_gone: Callable[[], object],
        still_after: float = STILL_AFTER,
        found_within: float = FOUND_WITHIN,
    ) -> None:
        """`on_screen_gone` is called when the screen itself was lost and did not come back.

        A way has `found_within` seconds to say that it works.
        """
        self._loop = loop
        self._post = post
        self._environment = environment
        self._ways = tuple(ways)
        self._on_screen_gone = on_screen_gone
        self._still_after = still_after
        self._found_within = found_within
        self._presence = NOBODY
        self._try: _Try | None = None
        """What is tried or used; None while nothing works."""
        self._found_at: float | None = None
        """Since when it works; None until it does."""
        self._times = 0
        """How often nothing worked, or not for long."""
        self._screen: Way | None = None
        """The way that reaches the screen, once it has; whether or not the screen tells anything."""
        self._told_still = False
        self._awaited: float | None = None
        """The pause in typing that somebody waits for, in seconds."""
        self._here_at = loop.clock.now()
        """When somebody was here for certain: what is told of stillness before that is not about us."""
        self.deadline: float | None = None
        self.refused: Refusals = ()
        """By name, why a way is not used."""

    @property
    def name(self) -> str:
        """The way that works here, or "unknown"."""
        return self._presence.name if self._found_at is not None else UnknownPresence.name

    @property
    def is_settled(self) -> bool:
        """Whether it is known which way works, if any."""
        return self._found_at is not None or self._try is None

    def begin(self) -> None:
        """Look for the best way. What comes of it is told in the loop, a little later."""
        self._presence.close()
        self._presence, self._found_at = NOBODY, None
        self._here_at = self._loop.clock.now()
        self._go_through(self._ways, ())

    def await_pause(self, seconds: float) -> None:
        """Have TypingPaused told at the next pause of so many seconds, where that can be seen."""
        self._awaited = seconds
        if self._found_at is not None:
            self._presence.await_pause(seconds)

    def __call__(self, view: View, _now: float) -> None:
        """Where the engine knows of somebody whom we still believe to be away, all begins anew: who woke the machine,
        unlocked it or chose something from elsewhere may have touched nothing that we see, and may leave again so."""
        if self._told_still and not view.still:
            self._told_still = False
            self.begin()

    def on_time(self, _now: float) -> None:
        """What was tried has not answered, or it is time to try again."""
        if self._try is None:
            self.begin()
        else:
            self._presence.close()
            self._lost(self._try, _("it did not answer within {time}").format(time=span(self._found_within)))

    def close(self) -> None:
        """See nothing any more."""
        self._try = None
        self._presence.close()
        self._presence = NOBODY

    # -- finding one --------------------------------------------------------

    def _go_through(self, ways: tuple[Way, ...], refused: Refusals) -> None:
        for place, way in enumerate(ways):
            self._try = trial = _Try(way, ways[place + 1 :], refused)
            self.deadline = self._loop.clock.now() + self._found_within
            why = way.why_not(self._environment)
            if not why:
                why = self._try_out(trial)
                if not why:
                    return
                if way is self._screen:
                    self._end_with_screen(why)
                    return
            refused = (*refused, (way.name, why))
        self._do_without(refused)

    def _try_out(self, trial: _Try) -> str:
        """Why it cannot be reached; "" when it can, and it may work."""
        tell, lost = partial(self._told, trial), partial(self._lost, trial)
        try:
            self._presence = trial.way.build(self._loop, self._environment, tell, lost, self._still_after)
        except Unavailable as reason:
            return str(reason)
        if trial.way.is_the_screen:
            self._screen = trial.way
        return ""

    def _found(self, trial: _Try) -> None:
        self.deadline, self._found_at = None, self._loop.clock.now()
        unneeded = _("not needed: {name} comes first").format(name=trial.way.name)
        self._note((*trial.refused, *((way.name, unneeded) for way in trial.left)))
        log.info("presence: %s", self._presence.name)
        self._post(PresenceFound(True))
        self._start_afresh()
        if self._awaited is not None:
            self._presence.await_pause(self._awaited)

    def _do_without(self, refused: Refusals) -> None:
        self._try = None
        self._note(refused)
        self._presence = UnknownPresence(self._post)
        self._start_afresh()
        self._try_again_later()

    def _end_with_screen(self, why: str) -> None:
        log.warning("the screen is gone: %s", why)
        self._try = self.deadline = None
        self._on_screen_gone()

    def _lost(self, trial: _Try, why: str) -> None:
        if trial is not self._try:
            return
        name, self._presence = self._presence.name, NOBODY
        if self._found_at is None:
            self._go_through(trial.left, (*trial.refused, (trial.way.name, why)))
            return
        log.warning("presence: %s is lost: %s", name, why)
        if self._loop.clock.now() - self._found_at >= STEADY:
            self._times = 0
        self._try, self._found_at = None, None
        self._try_again_later()

    def _try_again_later(self) -> None:
        self.deadline = self._loop.clock.now() + AGAIN_AFTER[min(self._times, len(AGAIN_AFTER) - 1)]
        self._times += 1

    def _note(self, refused: Refusals) -> None:
        if refused != self.refused:
            self.refused = refused
            for name, why in refused:
                log.info("presence: not %s: %s", name, why)

    # -- what is seen -------------------------------------------------------

    def _told(self, trial: _Try, event: Event) -> None:
        if trial is not self._try:
            return
        match event:
            case PresenceFound():
                self._found(trial)
            case StillnessBegan(since):
                self._told_still = True
                self._post(StillnessBegan(max(since, self._here_at)))
            case InputCame():
                self._came()
            case TypingPaused():
                self._awaited = None
                self._post(event)
            case _:
                self._post(event)

    def _start_afresh(self) -> None:
        """Another one sees now: whoever was still for the last one is still anew for this one, or nobody ever again."""
        if self._told_still:
            self._came()

    def _came(self) -> None:
        self._told_still = False
        self._here_at = self._loop.clock.now()
        self._post(InputCame())
