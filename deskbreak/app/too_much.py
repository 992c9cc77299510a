""" "Too much": what is being done is stopped, and left out for a week."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app import notices
from deskbreak.app.countdown import Countdown
from deskbreak.app.given import Given
from deskbreak.app.lasting import Lasting
from deskbreak.core.movement import PLAIN
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.ports.loop import Clock
from deskbreak.ports.notices import Notice
from deskbreak.words import _


class TooMuch:
    """Carries out the request of that name."""

    def __init__(
        self,
        countdown: Countdown,
        given: Given,
        history: Lasting,
        clock: Clock,
        stop: Callable[[], object],
        answer: Callable[[Notice], object],
    ) -> None:
        """`stop` ends the break, `answer` shows what becomes of it."""
        self._countdown = countdown
        self._given = given
        self._history = history
        self._clock = clock
        self._stop = stop
        self._answer = answer

    def __call__(self, _request: Request) -> None:
        """Leave out the movement under way. DeskbreakError when none is, as in a plain break."""
        movement = self._countdown.in_hand(self._clock.now())
        if movement is None or movement.id == PLAIN:
            raise nothing_under_way()
        self._history.mark_too_much(movement.id, self._clock.wall())
        self._stop()
        # Hardly begun, the break is still open: it is to be given something else.
        self._given.drop()
        self._answer(notices.was_too_much(movement))


def nothing_under_way() -> DeskbreakError:
    """There is nothing that could be too much."""
    return DeskbreakError(_("No movement is under way."), _("Say it while you do the one that is too much."))
