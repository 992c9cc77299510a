"""What was suggested and done before, and what the rules of the policy ask of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Side

LOOK_BACK = 28
"""Days that variety and sides look back; what lies before never was."""
FORTNIGHT = 14
WEEK = 7


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

    @property
    def done(self) -> bool:
        """Whether any of it was done."""
        return self.outcome in (Outcome.TAKEN, Outcome.PARTLY)


class Lately:
    """The past as it bears on a choice of today, added up in one go. Only what is in the library counts."""

    def __init__(self, library: Library, past: Sequence[Past], today: date) -> None:
        """`past`: oldest first."""
        since = bisect_left(past, today - timedelta(days=LOOK_BACK), key=lambda each: each.day)
        recent = past[since:]
        self.shown = [each for each in recent if each.shown]
        self.last_named: dict[str, int] = {}
        """By movement, where in the past it was named or done last."""
        self.namings: Counter[str] = Counter()
        """By movement, how often in fourteen days a prompt named it ..."""
        self.skips: Counter[str] = Counter()
        """... and how often it was skipped."""
        self.completions: Counter[str] = Counter()
        """By movement, how often it was done to the end in three days."""
        self.families_today: set[str] = set()
        """Of what was done."""
        self.worked: dict[str, set[date]] = {}
        """By movement, kind and family: the days of this ISO week on which it was done."""
        self.named_on: dict[str, date] = {}
        """By routine, kind and family: the day on which it was named or done last."""
        self.too_much: set[str] = set()
        """What was too much within seven days."""
        self.seconds: dict[str, dict[Side, float]] = {}
        """By family: the seconds of each side within seven days."""
        self.began: dict[str, Side] = {}
        """By movement: the side it began with last."""
        self._monday = today - timedelta(days=today.weekday())
        for index, each in enumerate(recent):
            self._add(library, index, each, (today - each.day).days)

    def parts_shown(self, library: Library, last: int) -> list[Movement]:
        """The movements of the last so many prompts; of none for 0."""
        return [part for each in self.shown[-last:] for part in library.parts(each.what)] if last else []

    def short_side(self, family: str) -> Side | None:
        """The side that had less of a family within seven days; None when they are even."""
        had = self.seconds.get(family)
        if had is None or had[Side.LEFT] == had[Side.RIGHT]:
            return None
        return min(had, key=had.__getitem__)

    def lead(self, family: str, side: Side) -> float:
        """Seconds by which this side had more of a family within seven days than the other."""
        had = self.seconds.get(family)
        return had[side] - had[side.other] if had else 0.0

    def _add(self, library: Library, index: int, each: Past, ago: int) -> None:
        self.named_on[each.what] = each.day
        for part in library.parts(each.what):
            self.last_named[part.id] = index
            self.named_on[part.kind] = self.named_on[part.family] = each.day
            self.namings[part.id] += each.shown and ago < FORTNIGHT
        self.skips[each.what] += each.outcome is Outcome.SKIPPED and ago < FORTNIGHT
        if each.too_much is not None and ago < WEEK:
            self.too_much.add(each.too_much)
        if each.done:
            for bout in each.did:
                if bout.movement in library.movements:
                    self._add_bout(library.movements[bout.movement], bout, each, ago)

    def _add_bout(self, movement: Movement, bout: Bout, each: Past, ago: int) -> None:
        self.completions[movement.id] += each.outcome is Outcome.TAKEN and ago < 3
        if ago == 0:
            self.families_today.add(movement.family)
        if each.day >= self._monday:
            for name in {movement.id, movement.kind, movement.family}:
                self.worked.setdefault(name, set()).add(each.day)
        if ago < WEEK:
            had = self.seconds.setdefault(movement.family, {Side.LEFT: 0.0, Side.RIGHT: 0.0})
            had[Side.LEFT] += bout.moved.left
            had[Side.RIGHT] += bout.moved.right
        if bout.first is not None:
            self.began[movement.id] = bout.first
