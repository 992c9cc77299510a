"""What was suggested and done before, and what the rules of the policy ask of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, islice

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Side

FORTNIGHT = timedelta(days=14)
"""How far variety and sides look back; for them, what lies before never was."""
WEEK = timedelta(days=7)
RECENT = timedelta(days=3)
MOST_SHOWN = 4
"""How many prompts back anything is looked for."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bout:
    """What was done of one movement, and the side it began with."""

    movement: str
    moved: Movements
    first: Side | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """One break of the past that named a movement or a routine (`what`), or that was started by hand.

    Natural breaks and plain ones are none of these. `day` is the local day on which it was recorded.
    """

    day: date
    what: str
    outcome: Outcome
    did: tuple[Bout, ...] = ()
    owed: Side | None = None
    """The side for which there was no time."""
    too_much: str | None = None
    """The movement or routine that somebody said was too much."""
    shown: bool = True
    """Whether a prompt had named it; what was started by hand was not."""
    easier: bool = False
    """Whether its easier way was shown."""

    @property
    def done(self) -> bool:
        """Whether any of it was done."""
        return self.outcome is Outcome.TAKEN or self.outcome is Outcome.PARTLY


class Lately:
    """The past as it bears on a choice of today, added up in one go. Only what is in the library counts."""

    def __init__(self, library: Library, past: Sequence[Past], today: date) -> None:
        """`past`: oldest first."""
        recent = bisect_left(past, today - FORTNIGHT + DAY, key=lambda each: each.day)
        self.shown = list(islice((each for each in reversed(past[:recent]) if each.shown), MOST_SHOWN))
        """The last prompts, the very last one first."""
        self.last_named: dict[str, int] = {}
        """By movement and routine, where in the past it was named or done last."""
        self.namings: dict[str, int] = defaultdict(int)
        """By movement, how often in fourteen days a prompt named it."""
        self.skips: dict[str, int] = defaultdict(int)
        """By movement and routine, how often in fourteen days it was skipped."""
        self.completions: dict[str, int] = defaultdict(int)
        """By movement, how often it was done to the end in three days."""
        self.families_today: set[str] = set()
        """Of what was done."""
        self.worked: dict[str, set[date]] = defaultdict(set)
        """By movement, routine, kind and family: the days of this ISO week on which it was done.

        A movement that was too much counts no more on that day.
        """
        self.named_today: set[str] = set()
        """Movements, routines, kinds and families that were named or done today ..."""
        self.named_yesterday: set[str] = set()
        """... and yesterday."""
        self.too_much: set[str] = set()
        """What was too much within seven days."""
        self._too_much_on: set[tuple[str, date]] = set()
        """The same with its days: it is said before the break in which it was is over."""
        self.began: dict[str, Side] = {}
        """By movement: the side it began with last."""
        self._left_ahead: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
        """By family and day of the last seven: the seconds that the left side had more."""
        self._library = library
        self._today, self._monday = today, today - timedelta(days=today.weekday())
        self._since_week, self._since_recent = today - WEEK + DAY, today - RECENT + DAY
        self._added = 0
        for each in past[recent:]:
            self.add(each)

    def parts_shown(self, last: int) -> list[Movement]:
        """The movements of the last so many prompts, `MOST_SHOWN` at most."""
        return [part for each in self.shown[:last] for part in self._library.parts(each.what)]

    def lead(self, family: str, side: Side) -> float:
        """Seconds by which this side had more of a family within seven days than the other."""
        ahead = sum(self._left_ahead[family].values()) if family in self._left_ahead else 0.0
        return ahead if side is Side.LEFT else -ahead

    def lead_to_come(self, family: str, side: Side) -> float:
        """The same now or on a day to come, when the first of these days are forgotten: whichever is most."""
        if family not in self._left_ahead:
            return 0.0
        sign = 1 if side is Side.LEFT else -1
        latest_first = sorted(self._left_ahead[family].items(), reverse=True)
        return max(accumulate(sign * seconds for _day, seconds in latest_first))

    def add(self, each: Past) -> None:
        """One more, the latest of all."""
        day, parts = each.day, self._library.parts(each.what)
        self._added += 1
        self.last_named[each.what] = self._added
        if each.shown:
            self.shown.insert(0, each)
            del self.shown[MOST_SHOWN:]
        for part in parts:
            self.last_named[part.id] = self._added
            self.namings[part.id] += each.shown
        if day >= self._today - DAY:
            names = {each.what, *(part.kind for part in parts), *(part.family for part in parts)}
            (self.named_today if day >= self._today else self.named_yesterday).update(names)
        if each.outcome is Outcome.SKIPPED:
            self.skips[each.what] += 1
        if each.too_much is not None and day >= self._since_week:
            self.too_much.add(each.too_much)
            self._too_much_on.add((each.too_much, day))
        if each.done:
            if each.did and day >= self._monday and each.what in self._library.routines:
                self.worked[each.what].add(day)
            for bout in each.did:
                if bout.movement in self._library.movements:
                    self._add_bout(self._library.movements[bout.movement], bout, each)

    def _add_bout(self, movement: Movement, bout: Bout, each: Past) -> None:
        if bout.first is not None:
            self.began[movement.id] = bout.first
        if each.day < self._since_week:
            return
        self._left_ahead[movement.family][each.day] += bout.moved.left - bout.moved.right
        if each.day >= self._monday and (movement.id, each.day) not in self._too_much_on:
            for name in (movement.id, movement.kind, movement.family):
                self.worked[name].add(each.day)
        if each.day >= self._since_recent and each.outcome is Outcome.TAKEN:
            self.completions[movement.id] += 1
        if each.day >= self._today:
            self.families_today.add(movement.family)


def as_of(past: Sequence[Past], today: date) -> Sequence[Past]:
    """The past where the clock was set back: what lies on a day to come was done, and counts as today's."""
    if not past or past[-1].day <= today:
        return past
    begins, ends = (bisect(past, today, key=lambda each: each.day) for bisect in (bisect_left, bisect_right))
    return [*past[:begins], *(replace(each, day=today) for each in past[ends:]), *past[begins:ends]]


class AddedUp:
    """Makes `Lately` for somebody who asks again and again: what was added up today is not added up once more.

    Each one it gives grows with the next, so none of them is to be kept.
    """

    def __init__(self) -> None:
        self._lately: Lately | None = None
        self._of: tuple[Library, date] | None = None
        self._past: Sequence[Past] = ()

    def __call__(self, library: Library, past: Sequence[Past], today: date) -> Lately:
        known = len(self._past)
        if self._lately is None or self._of != (library, today) or past[:known] != self._past:
            self._lately, self._of, known = Lately(library, past, today), (library, today), len(past)
        for each in past[known:]:
            self._lately.add(each)
        self._past = past
        return self._lately
