"""What is asked for while a movement is under way: pause it, go on, pass over what is in hand or do it again, stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskbreak.app.countdown import Countdown
from deskbreak.core.guiding import Guiding
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.ports.loop import Clock
from deskbreak.words import _


class UnderWay:
    """Each of the requests is refused with a DeskbreakError when no movement is under way."""

    def __init__(
        self, countdown: Countdown, clock: Clock, stop: Callable[[], object], publish: Callable[[], object]
    ) -> None:
        """`stop` ends the break; `publish` tells whoever looks on how things stand."""
        self._countdown = countdown
        self._clock = clock
        self._stop = stop
        self._publish = publish

    @property
    def table(self) -> Mapping[str, Callable[[Request], None]]:
        """What each of the requests does, by its name."""
        return {
            "hold": lambda _request: self._change(Guiding.held),
            "go-on": lambda _request: self._change(Guiding.going_on),
            "back": lambda _request: self._change(Guiding.back),
            "ahead": lambda _request: self._change(Guiding.ahead),
            "stop": self.stop,
        }

    def stop(self, _request: Request) -> None:
        """End the movement. Unlike a skip it never means the next break, when the end was just reached."""
        self._guiding()
        self._stop()

    def _change(self, changed: Callable[[Guiding, float], Guiding]) -> None:
        guiding, now = self._guiding(), self._clock.now()
        self._countdown.change(changed(guiding, now), now)
        self._publish()

    def _guiding(self) -> Guiding:
        if self._countdown.guiding is None:
            raise DeskbreakError(_("No movement is under way."), _("Begin one with: deskbreak start"))
        return self._countdown.guiding
