"""What the command line, the tray, the notices and the keys ask for: one table for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskbreak.app import notices
from deskbreak.core import calendar
from deskbreak.core.effects import Decision, Did, Effect, Refusal, Refuse
from deskbreak.core.events import (
    DoneChosen,
    Event,
    MeetingChosen,
    PauseChosen,
    PutAway,
    ResumeChosen,
    SittingChosen,
    SkipChosen,
    SnoozeChosen,
    StandingChosen,
    StartChosen,
)
from deskbreak.core.hours import Hours
from deskbreak.core.moment import Moment
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Reply, Request
from deskbreak.ports.loop import Clock, Zone
from deskbreak.ports.notices import Notice
from deskbreak.tray_view import skipped_line, status_line, way_out
from deskbreak.words import _, span, time_in

LONGEST_SNOOZE_MINUTES = 240.0
LONGEST_PAUSE_SECONDS = 7 * 86400.0
MEETING_SECONDS = 3600.0
LONGEST_MEETING_SECONDS = 12 * 3600.0


class Commands:
    """Carries out requests. Each answers with a line to say, or raises DeskbreakError."""

    def __init__(
        self,
        post: Callable[[Event], list[Effect]],
        view: Callable[[], View],
        clock: Clock,
        zone: Zone,
        show: Callable[[Notice], None],
        show_again: Callable[[], bool],
        hours: Callable[[], Hours | None],
        status: Callable[[Moment], Reply],
        meant: Callable[[Request], Suggestion | None],
        others: Mapping[str, Callable[[Request], Reply | None]],
    ) -> None:
        """`status`: how everything stands. `meant`: what a start is about.

        `others`: what is done elsewhere, by name ("quit"), and what is to be told of it beside the line.
        """
        self._post = post
        self._view = view
        self._clock = clock
        self._zone = zone
        self._show = show
        self._show_again = show_again
        self._hours = hours
        self._how_things_stand = status
        self._meant = meant
        self._table: dict[str, Callable[[Request], Reply]] = {
            "status": self._status,
            "watch": self._status,
            "show": self._show_status,
            "start": lambda request: self._choose(StartChosen(self._meant(request))),
            "now": lambda _request: self._choose(StartChosen()),
            "done": lambda _request: self._choose(DoneChosen()),
            "skip": self._skip,
            "snooze": self._snooze,
            "pause": self._pause,
            "meeting": self._meet,
            "stand": lambda _request: self._choose(StandingChosen()),
            "sit": lambda _request: self._choose(SittingChosen()),
            "resume": lambda _request: self._choose(ResumeChosen()),
            "put-away": lambda _request: self._choose(PutAway()),
            **{name: self._and_say(action) for name, action in others.items()},
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

    # -- the table ----------------------------------------------------------

    def moment(self) -> Moment:
        """The present."""
        return Moment(self._clock.now(), self._clock.wall(), self._zone.local)

    def _status(self, _request: Request) -> Reply:
        return self._how_things_stand(self.moment()) | self._said()

    def _show_status(self, _request: Request) -> Reply:
        view = self._view()
        # A prompt, a countdown or a question tells more, and only one notice is ever shown.
        if not self._show_again():
            self._show(notices.status(status_line(view, self.moment()), way_out(view)))
        return self._said()

    def _snooze(self, request: Request) -> Reply:
        minutes = _number(request, "minutes", LONGEST_SNOOZE_MINUTES, span(LONGEST_SNOOZE_MINUTES * 60))
        return self._choose(SnoozeChosen(None if minutes is None else minutes * 60))

    def _pause(self, request: Request) -> Reply:
        return self._choose(PauseChosen(self._pause_end(request), by_clock="until" in request))

    def _meet(self, request: Request) -> Reply:
        seconds = _number(request, "seconds", LONGEST_MEETING_SECONDS, span(LONGEST_MEETING_SECONDS))
        return self._choose(MeetingChosen(MEETING_SECONDS if seconds is None else seconds))

    def _skip(self, _request: Request) -> Reply:
        followed = self._follow(SkipChosen())
        # Where it only stopped a break, that one is told as it ended.
        skipped = any(isinstance(effect, Decision) and effect.did is Did.SKIPPED for effect in followed)
        return {"say": skipped_line(self._view(), self.moment())} if skipped else self._said()

    def _choose(self, event: Event) -> Reply:
        self._follow(event)
        return self._said()

    def _follow(self, event: Event) -> list[Effect]:
        followed = self._post(event)
        for effect in followed:
            if isinstance(effect, Refuse):
                title, hint = refusal(effect.why)
                raise DeskbreakError(title, hint)
        return followed

    def _said(self) -> Reply:
        return {"say": status_line(self._view(), self.moment())}

    def _and_say(self, action: Callable[[Request], Reply | None]) -> Callable[[Request], Reply]:
        def do(request: Request) -> Reply:
            told = action(request) or {}
            return told | self._said()

        return do

    # -- what requests carry ------------------------------------------------

    def _pause_end(self, request: Request) -> float | None:
        """The wall-clock time, in seconds since the epoch, at which the pause ends."""
        seconds = _number(request, "seconds", LONGEST_PAUSE_SECONDS, span(LONGEST_PAUSE_SECONDS))
        if seconds is not None:
            return self._clock.wall() + seconds
        until = request.get("until")
        if until is None:
            return None
        wall, local = self._clock.wall(), self._zone.local
        if until == "tomorrow":
            return calendar.tomorrow(local, wall, self._hours())
        when = time_in(str(until))
        if when is None:
            raise DeskbreakError(
                _("{time} is not a time of day.").format(time=until), _("Write it like 14:30, or say tomorrow.")
            )
        return calendar.next_time(local, wall, when)


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
        Refusal.OFF_HOURS: (_("It is outside your working hours."), _("Resume first, to be reminded all the same.")),
        Refusal.STANDING: (_("You are standing: nothing is counted."), _("Say that you are sitting first.")),
        Refusal.NOT_PAUSED: (_("Nothing keeps reminders away."), _("There is nothing to resume.")),
    }[why]


def _number(request: Request, key: str, most: float, most_said: str) -> float | None:
    """A number above zero and up to `most`; None when the request has none."""
    value = request.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise DeskbreakError(
            _("That is no length of time that can be used here."),
            _("Give more than nothing, and {most} at most.").format(most=most_said),
        )
    return float(value)
