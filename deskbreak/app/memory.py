"""A history in memory, for days that are only played. It tells the policy what the one in the file would."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from math import inf

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.calendar import Local
from deskbreak.core.checkin import CheckIn
from deskbreak.core.effects import Decision
from deskbreak.core.laying_out import bouts
from deskbreak.core.library import Library
from deskbreak.core.movement import PLAIN, Movement
from deskbreak.core.past import Bout, Past
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.summary import Tally
from deskbreak.history.past import ACTIVE, WALK
from deskbreak.history.reader import WALK_FAMILY


class Memory:
    """A `Remembered`, a `Growing` and a `Suggested`. Days are those of the zone that holds when something is kept."""

    def __init__(self, local: Local) -> None:
        self._local = local
        self._past: list[Past] = []
        """In order of day and time ..."""
        self._when: list[tuple[date, float]] = []
        """... and what these were."""
        self._breaks: list[Past] = []
        """All breaks, without what was done in them ..."""
        self._done: list[Past] = []
        """... and those in which something was: by their days an absence is known."""
        self._ended: defaultdict[date, Counter[str]] = defaultdict(Counter)
        self._walked: list[float] = []
        """When each walk ended, in order."""
        self._intensities: dict[date, int] = {}
        self._active: list[float] = []
        self._named: Suggestion | None = None
        self._named_at = -inf
        self._is_declined = False
        """Whether that was turned down."""
        self._declined: list[tuple[float, str]] = []
        """All that was, and when it had been named."""
        self._last_record = -inf
        self._chosen: tuple[str, bool] | None = None

    # -- what is kept -------------------------------------------------------

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None:
        """How a break ended, and what was done in it of what it was given."""
        self._ended[self._day(wall)][record.outcome] += 1
        self._last_record = max(wall, self._last_record)
        if suggestion is None or suggestion.id == PLAIN:
            return
        day, did = self._day(wall), bouts(suggestion, record.outcome, record.moved.total)
        named, easier = not suggestion.by_hand, suggestion.easier
        self._keep(wall, Past(day, suggestion.id, record.outcome, did, suggestion.owed, shown=named, easier=easier))
        of_break = Past(day, suggestion.id, record.outcome)
        insort(self._breaks, of_break, key=_day_of)
        if of_break.done:
            insort(self._done, of_break, key=_day_of)
        walks = {part.movement.id for part in suggestion.parts if part.movement.family == WALK_FAMILY}
        if any(bout.movement in walks for bout in did):
            insort(self._walked, wall)

    def walk(self, seconds: float, wall: float) -> None:
        """Somebody tells that they walked."""
        day = self._day(wall)
        self._keep(wall, Past(day, WALK, Outcome.TAKEN, (Bout(WALK, Movements(both=seconds)),), shown=False))
        insort(self._walked, wall)

    def mark_too_much(self, what: str, wall: float) -> None:
        """This movement was too much."""
        self._keep(wall, Past(self._day(wall), what, Outcome.PARTLY, too_much=what, shown=False))

    def check_in(self, told: CheckIn, wall: float) -> None:
        """How somebody's back is, of which the policy is told the number."""
        self._intensities[self._day(wall)] = told.intensity

    def note(self, decision: Decision, wall: float) -> None:
        """What was decided."""
        if decision.did in ACTIVE:
            insort(self._active, wall)

    # -- `Remembered` -------------------------------------------------------

    def past(self, since: date, today: date, _since_wall: float) -> list[Past]:
        before = _before(self._done, since) or _before(self._breaks, since)
        kept = self._past[bisect_left(self._when, (since, -inf)) : bisect_right(self._when, (today, inf))]
        return [*before, *kept]

    def last_walk(self, since: float) -> float | None:
        return next((wall for wall in self._walked[-1:] if wall >= since), None)

    def intensities(self, since: date, today: date) -> dict[date, int]:
        return {day: told for day, told in self._intensities.items() if since <= day <= today}

    def first_active(self, since: float) -> float | None:
        first = bisect_left(self._active, since)
        return self._active[first] if first < len(self._active) else None

    def growing(self, _today: date) -> list[tuple[str, str]]:
        # Nobody is asked there whether to have more of it, so no dose ever grows.
        return []

    def today(self, wall: float) -> Tally:
        return self.tally(self._day(wall))

    # -- `Suggested` --------------------------------------------------------

    def named(self, suggestion: Suggestion, wall: float) -> None:
        self._named, self._named_at, self._is_declined = suggestion, wall, False

    def decline(self, declined: bool = True) -> None:
        if self._named is None or declined == self._is_declined:
            return
        self._is_declined, name, when = declined, self._named.id, self._named_at
        if declined:
            self._declined.append((when, name))
        else:
            self._declined.remove((when, name))
        if name == PLAIN:
            return
        if declined:
            self._keep(when, Past(self._day(when), name, Outcome.SKIPPED))
        else:
            self._forget_last(when)

    def declined(self) -> frozenset[str]:
        return frozenset(name for wall, name in self._declined if wall > self._last_record)

    def suggested(self, _library: Library, _plain: Movement) -> Suggestion | None:
        return self._named

    def chosen(self) -> str | None:
        return self._chosen and self._chosen[0]

    def chosen_later(self) -> bool:
        return self._chosen is not None and self._chosen[1]

    def choose(self, movement: str | None, later: bool = False) -> None:
        self._chosen = None if movement is None else (movement, later)

    # -- all of it ----------------------------------------------------------

    def days(self) -> Iterator[date]:
        """The days of which anything is kept, in order."""
        yield from sorted({*self._ended, *(day for day, _wall in self._when)})

    def tally(self, day: date) -> Tally:
        """How the breaks of a day ended."""
        return Tally(**self._ended[day]) if day in self._ended else Tally()

    # -- inside -------------------------------------------------------------

    def _keep(self, wall: float, past: Past) -> None:
        when = past.day, wall
        place = bisect_right(self._when, when)
        self._when.insert(place, when)
        self._past.insert(place, past)

    def _forget_last(self, wall: float) -> None:
        """What was kept last of this moment."""
        last = bisect_right(self._when, (self._day(wall), wall)) - 1
        del self._when[last], self._past[last]

    def _day(self, wall: float) -> date:
        return self._local(wall).date()


def _before(breaks: list[Past], day: date) -> list[Past]:
    """The last of them before this day."""
    earlier = bisect_left(breaks, day, key=_day_of)
    return breaks[max(0, earlier - 1) : earlier]


def _day_of(past: Past) -> date:
    return past.day
