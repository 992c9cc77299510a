"""What the command line, the tray, the notices and the keys ask for: one table for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from deskbreak.app import notices
from deskbreak.app.status import status
from deskbreak.core import calendar
from deskbreak.core.effects import Effect, Refusal, Refuse
from deskbreak.core.events import (
    DoneChosen,
    Event,
    PauseChosen,
    PutAway,
    ResumeChosen,
    SittingChosen,
    SkipChosen,
    SnoozeChosen,
    StandingChosen,
    StartChosen,
)
from deskbreak.core.state import PauseReason, Phase
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Clock, History, Notice, Request
from deskbreak.tray_view import status_line
from deskbreak.words import _, span

Reply = dict[str, Any]

LONGEST_SNOOZE_MINUTES = 240.0
LONGEST_PAUSE_SECONDS = 7 * 86400.0


class Commands:
    """Carries out requests. Each answers with a line to say, or raises DeskbreakError."""

    def __init__(
        self,
        post: Callable[[Event], list[Effect]],
        view: Callable[[], View],
        clock: Clock,
        history: History,
        show: Callable[[Notice], None],
        show_again: Callable[[], None],
        hush: Callable[[], None],
        stop: Callable[[], None],
        ports: Callable[[], dict[str, str]],
    ) -> None:
        self._post = post
        self._view = view
        self._clock = clock
        self._history = history
        self._show = show
        self._show_again = show_again
        self._pause_is_length = False
        self._hush = hush
        self._stop = stop
        self._ports = ports
        self._table: dict[str, Callable[[Request], Reply]] = {
            "status": self._status,
            "show": self._show_status,
            "start": lambda _request: self._choose(StartChosen()),
            "now": lambda _request: self._choose(StartChosen()),
            "done": lambda _request: self._choose(DoneChosen()),
            "skip": lambda _request: self._choose(SkipChosen()),
            "snooze": self._snooze,
            "pause": self._pause,
            "stand": lambda _request: self._choose(StandingChosen()),
            "sit": lambda _request: self._choose(SittingChosen()),
            "resume": lambda _request: self._choose(ResumeChosen()),
            "put-away": lambda _request: self._choose(PutAway()),
            "hush": lambda _request: self._call(self._hush),
            "quit": lambda _request: self._call(self._stop),
        }

    def __call__(self, request: Request) -> Reply:
        """The reply to a request; DeskbreakError when it cannot be followed."""
        do = request.get("do")
        if not isinstance(do, str) or do not in self._table:
            raise DeskbreakError(
                _("deskbreak does not know the command {name}").format(name=repr(do)),
                _("The running deskbreak may be another version: quit it and start it again."),
            )
        return self._table[do](request)

    def clock_set(self, step: float) -> None:
        """The wall clock was set: a pause of so many minutes still lasts as many."""
        end = self._view().pauses.get(PauseReason.USER)
        if step and end is not None and self._pause_is_length:
            self._post(PauseChosen(end + step))

    # -- the table ----------------------------------------------------------

    def _status(self, _request: Request) -> Reply:
        now, wall = self._clock.now(), self._clock.wall()
        return status(self._view(), now, wall, self._history.today(wall), self._ports()) | self._said()

    def _show_status(self, _request: Request) -> Reply:
        view = self._view()
        # A prompt or a countdown tells more, and only one notice is ever shown.
        if view.phase in (Phase.PROMPTED, Phase.ON_BREAK):
            self._show_again()
        else:
            self._show(notices.status(status_line(view, self._clock.now()), paused=bool(view.pauses)))
        return self._said()

    def _snooze(self, request: Request) -> Reply:
        minutes = _number(request, "minutes", LONGEST_SNOOZE_MINUTES, span(LONGEST_SNOOZE_MINUTES * 60))
        return self._choose(SnoozeChosen(None if minutes is None else minutes * 60))

    def _pause(self, request: Request) -> Reply:
        end = self._pause_end(request)
        self._pause_is_length = "seconds" in request
        return self._choose(PauseChosen(end))

    def _choose(self, event: Event) -> Reply:
        for effect in self._post(event):
            if isinstance(effect, Refuse):
                title, hint = refusal(effect.why)
                raise DeskbreakError(title, hint)
        return self._said()

    def _call(self, action: Callable[[], None]) -> Reply:
        action()
        return {}

    def _said(self) -> Reply:
        return {"say": status_line(self._view(), self._clock.now())}

    # -- what requests carry ------------------------------------------------

    def _pause_end(self, request: Request) -> float | None:
        """The wall-clock time, in seconds since the epoch, at which the pause ends."""
        seconds = _number(request, "seconds", LONGEST_PAUSE_SECONDS, span(LONGEST_PAUSE_SECONDS))
        if seconds is not None:
            return self._clock.wall() + seconds
        until = request.get("until")
        if until is None:
            return None
        local = datetime.fromtimestamp(self._clock.wall())  # noqa: DTZ006 - a time of day is a local one
        if until == "tomorrow":
            return calendar.tomorrow(local).timestamp()
        try:
            return calendar.at_time(local, time.fromisoformat(str(until)).replace(tzinfo=None)).timestamp()
        except ValueError as error:
            raise DeskbreakError(
                _("{time} is not a time of day").format(time=until), _("Write it like 14:30, or say tomorrow.")
            ) from error


def refusal(why: Refusal) -> tuple[str, str]:
    """What to tell somebody whose choice cannot be followed: what happened, what to do."""
    return {
        Refusal.SNOOZES_USED: (
            _("This break was already put off as often as the settings allow."),
            _("Let this one go? Skip it, or start it when it suits you."),
        ),
        Refusal.ALREADY_SKIPPED: (
            _("The next break is skipped already."),
            _("Pause deskbreak if you want quiet for longer."),
        ),
        Refusal.ON_BREAK: (_("You are on a break."), _("Finish it with done, or stop it with skip.")),
        Refusal.PAUSED: (_("deskbreak is paused."), _("Resume first.")),
        Refusal.NOT_PAUSED: (_("deskbreak is not paused."), _("There is nothing to resume.")),
    }[why]


def _number(request: Request, key: str, most: float, most_said: str) -> float | None:
    """A number above zero and up to `most`; None when the request has none."""
    value = request.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise DeskbreakError(
            _("{value} {key} is not a length of time that can be used.").format(key=key, value=value),
            _("Give more than nothing, and {most} at most.").format(most=most_said),
        )
    return float(value)
