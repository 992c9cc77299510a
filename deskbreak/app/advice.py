"""Asks the policy what a break is to be given: gathers what it has to know, and nothing else decides anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from deskbreak.core.choice import Choice
from deskbreak.core.decisions import LONG_SIT
from deskbreak.core.growth import steps, with_doses
from deskbreak.core.hours import Hours, closing
from deskbreak.core.laying_out import suggestion_of
from deskbreak.core.library import Library
from deskbreak.core.moment import Moment
from deskbreak.core.movement import Movement
from deskbreak.core.offers import Offer, offers
from deskbreak.core.past import Lately, Past, as_of
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import limits, locked
from deskbreak.core.situation import Situation
from deskbreak.core.suggest import choice_of
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.week import Standing, standings
from deskbreak.ports.keeping import Growing, Remembered

LOOKS_BACK = timedelta(days=56)
"""How much of the past the policy is told: enough to see six evenings of a step of the ladder, one each week ..."""
WEEK = timedelta(days=7)
"""... and how much whoever asks for the week. When the clock was set back by as much, what was done is still known."""
DAY_BEGINS = time(4)
"""Whoever works past midnight has begun their day before."""
CALLS = frozenset({"microphone", "camera", "meeting"})
"""The quiet signals that are calls ..."""
LONG_SITS = CALLS | {"fullscreen"}
"""... and all that may be a long meeting."""


class Kept(Remembered, Growing, Protocol):
    """What of the days before bears on what is suggested."""


@dataclass(frozen=True, slots=True)
class Now:
    """What the moment is like, as far as the history does not tell."""

    moment: Moment
    began: float
    """When the program began to run, in seconds since the epoch: somebody was there to start it."""
    quiet: frozenset[str] = frozenset()
    """The signals that hold."""
    hours: Hours | None = None
    every: float = 1800.0
    """Seconds between two breaks."""
    card_read: bool = True
    """Whether the card about the ball was read, and not too long ago."""


class Advice:
    """What the policy says now, of the library, the person, the moment and the past."""

    def __init__(
        self,
        library: Library,
        plain: Movement,
        profile: Callable[[], Profile],
        history: Kept,
        now: Callable[[], Now],
        lately: Callable[[Library, Sequence[Past], date], Lately] = Lately,
    ) -> None:
        """`plain`: a break without a movement. `lately` adds the past up."""
        self._shipped = library
        self.plain = plain
        self._profile = profile
        self._history = history
        self._now = now
        self._lately = lately
        self._wanted: tuple[dict[str, int], float] = {}, 0.0
        self._known = library
        """The library with these steps more, as far as there are the seconds for them."""

    @property
    def library(self) -> Library:
        """What there is, with as much of each as somebody has come to by now."""
        wanted = steps(self._history.growing(self._now().moment.shown.date())), self._profile().budget
        if wanted != self._wanted:
            self._wanted, self._known = wanted, with_doses(self._shipped, *wanted)
        return self._known

    @property
    def is_open(self) -> bool:
        """Whether it says anything but that a break be plain."""
        return not locked(self._profile())

    def situation(
        self, declined: frozenset[str] = frozenset(), sat_through: float = 0.0, back: timedelta = LOOKS_BACK
    ) -> Situation:
        """All that the policy goes by. `sat_through`: seconds of a call or a full screen that has just ended."""
        now = self._now()
        today = now.moment.shown.date()
        past = as_of(self._history.past(today - back, today + WEEK, now.moment.wall - back.total_seconds()), today)
        library, profile = self.library, self._profile()
        context, lately = self._context(now, today, declined, sat_through), self._lately(library, past, today)
        return Situation(library, profile, limits(profile), context, past, lately)

    def suggestion(self, declined: frozenset[str] = frozenset(), sat_through: float = 0.0) -> Suggestion:
        """What this break is to be given."""
        situation = self.situation(declined, sat_through)
        return self.laid_out(choice_of(situation))

    def laid_out(self, choice: Choice) -> Suggestion:
        """A choice, ready to be led through."""
        return suggestion_of(choice, self.library, self._profile(), self.plain)

    def offers(self) -> tuple[Offer, ...]:
        """What somebody may start by hand, the best fitting first."""
        situation = self.situation()
        return offers(situation, choice_of(situation))

    def standings(self) -> tuple[Standing, ...]:
        """How the day and the week stand. Nobody with a warning sign has anything to reach."""
        if not self.is_open:
            return ()
        situation = self.situation(back=WEEK)
        return standings(situation.library, situation.profile, situation.context, situation.past)

    def _context(self, now: Now, today: date, declined: frozenset[str], sat_through: float) -> Context:
        moment, tally = now.moment, self._history.today(now.moment.wall)
        told = self._history.intensities(today - LOOKS_BACK, today + WEEK)
        return Context(
            moment.shown.replace(tzinfo=None),
            since_first=self._minutes_since_first(now),
            number=tally.due - tally.natural + 1,
            since_walk=_minutes(moment.wall, self._history.last_walk(_began(moment))),
            after_long_meeting=sat_through >= LONG_SIT * 60,
            in_call=not CALLS.isdisjoint(now.quiet),
            check_ins={min(day, today): told[day] for day in sorted(told, reverse=True)},
            last_of_hours=_ends_within(now.every, now.hours, moment),
            declined=declined,
            card_read=now.card_read,
        )

    def _minutes_since_first(self, now: Now) -> float:
        """Minutes since the first sign of anybody today; none at all when there was no sign."""
        wall, day_began = now.moment.wall, _began(now.moment)
        signs = [self._history.first_active(day_began), now.began if now.began >= day_began else None]
        return _minutes(wall, min((sign for sign in signs if sign is not None), default=wall)) or 0.0


def _began(moment: Moment) -> float:
    """When the day began, in seconds since the epoch."""
    shown = moment.shown.replace(tzinfo=None)
    began = datetime.combine((shown - timedelta(hours=DAY_BEGINS.hour)).date(), DAY_BEGINS)
    return moment.wall - (shown - began).total_seconds()


def _minutes(wall: float, then: float | None) -> float | None:
    return None if then is None else max(0.0, (wall - then) / 60)


def _ends_within(seconds: float, hours: Hours | None, moment: Moment) -> bool:
    """Whether the working hours end before another break would come."""
    end = None if hours is None else closing(hours, moment.local, moment.wall)
    return end is not None and end - moment.wall < seconds
