"""Somebody who lives with the policy: working days of fourteen breaks, each answered, each remembered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from deskbreak.app.advice import LOOKS_BACK
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Choice
from deskbreak.core.movement import Item, Side, Sides
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.suggest import choose
from tests.core.policy_library import LIBRARY

FIRST_MONDAY = date(2026, 1, 5)
BEGIN = time(9, 30)
BREAKS = tuple(
    (datetime.combine(FIRST_MONDAY, time(10)) + timedelta(minutes=30 * number + 60 * (number > 6))).time()
    for number in range(14)
)
"""Every half hour from ten, with a lunch from 13:00 to 14:00: the last one is at 17:30."""
LONGER_WALK = 420.0
"""Seconds that somebody walks who takes the offer of five to ten minutes."""

Answer = Callable[[int, Choice], Outcome]
"""How the n-th break of a life is answered."""


def takes_all(_number: int, _choice: Choice) -> Outcome:
    return Outcome.TAKEN


def skips_all(_number: int, _choice: Choice) -> Outcome:
    return Outcome.SKIPPED


def takes_some(number: int, _choice: Choice) -> Outcome:
    """Most of it: some are skipped, missed or left half way."""
    return (Outcome.TAKEN, Outcome.TAKEN, Outcome.SKIPPED, Outcome.TAKEN, Outcome.PARTLY, Outcome.MISSED)[number % 6]


@dataclass(frozen=True)
class Person:
    """Who it is, how breaks are answered, and what the days are like."""

    name: str
    profile: Profile
    answer: Answer = takes_all
    meetings: frozenset[int] = frozenset()
    """The breaks of each day that follow a long meeting; the two before them do not come."""
    calls: frozenset[int] = frozenset()
    """The breaks of each day that fall into a call."""
    check_ins: Mapping[int, int] = field(default_factory=dict)
    """By weekday."""
    too_much: frozenset[str] = frozenset()
    """What is too much whenever it is done."""


@dataclass(frozen=True)
class Lived:
    """One break: when, what was chosen, what became of it, and what was before."""

    context: Context
    choice: Choice
    past: tuple[Past, ...]
    kept: Past | None
    """None for a plain break."""


def live(person: Person, days: int) -> Iterator[Lived]:
    """So many working days from the first Monday on."""
    past: list[Past] = []
    number = 0
    for day in working_days(days):
        walked: datetime | None = None
        check_ins = {day: person.check_ins[day.weekday()]} if day.weekday() in person.check_ins else {}
        for position, clock in enumerate(_breaks(person), start=1):
            now = datetime.combine(day, clock)
            context = Context(
                now,
                since_first=_minutes(now, datetime.combine(day, BEGIN)),
                number=position,
                since_walk=_minutes(now, walked) if walked else None,
                after_long_meeting=BREAKS.index(clock) + 1 in person.meetings,
                in_call=BREAKS.index(clock) + 1 in person.calls,
                check_ins=check_ins,
            )
            choice = choose(LIBRARY, person.profile, context, told(past, day))
            kept = keep(choice, day, person.answer(number, choice), person.profile)
            if kept and kept.done and choice.what in person.too_much:
                kept = replace(kept, too_much=choice.what)
            yield Lived(context, choice, tuple(past[-40:]), kept)
            if kept:
                past.append(kept)
                walked = now if any(bout.movement == "walk-break" for bout in kept.did) else walked
            number += 1


def told(past: Sequence[Past], today: date) -> list[Past]:
    """What the running program is told of the past: a stretch of it, and by its day the last break before that."""
    since = bisect_left(past, today - LOOKS_BACK, key=lambda each: each.day)
    before = [each for each in past[:since] if each.done] or past[:since]
    return [*(replace(each, did=(), owed=None) for each in before[-1:]), *past[since:]]


def working_days(days: int) -> list[date]:
    """Mondays to Fridays."""
    return [FIRST_MONDAY + timedelta(days=number + number // 5 * 2) for number in range(days)]


def keep(choice: Choice, day: date, outcome: Outcome, profile: Profile) -> Past | None:
    """What the history keeps of a choice that ended so; half way is half of the first side, or of the items."""
    if choice.what is None:
        return None
    done = outcome in (Outcome.TAKEN, Outcome.PARTLY)
    whole = outcome is Outcome.TAKEN
    bouts = _of_movement(choice, whole) if choice.movement else _of_routine(choice, whole, profile)
    return Past(day, choice.what, outcome, bouts if done else (), choice.owed, easier=choice.easier)


def _of_movement(choice: Choice, whole: bool) -> tuple[Bout, ...]:
    assert choice.movement
    name, share = choice.movement.id, 1.0 if whole else 0.5
    if choice.movement.sides is not Sides.EACH:
        seconds = LONGER_WALK if choice.longer and whole else choice.seconds
        return (Bout(name, Movements(both=seconds * share)),)
    done = choice.sides if whole else choice.sides[:1]
    return (Bout(name, _on(dict.fromkeys(done, choice.per_side * share)), choice.sides[0]),)


def _of_routine(choice: Choice, whole: bool, profile: Profile) -> tuple[Bout, ...]:
    assert choice.routine
    items = choice.routine.items
    return tuple(_bout(item, choice, profile) for item in (items if whole else items[: len(items) // 2]))


def _bout(item: Item, choice: Choice, profile: Profile) -> Bout:
    if item.side in ("both", "alternate"):
        return Bout(item.movement, Movements(both=item.seconds))
    sore = profile.sore or Side.LEFT
    side = {"sore": sore, "other": sore.other}.get(item.side) or Side(item.side)
    side = side.other if item.movement in choice.swapped else side
    return Bout(item.movement, _on({side: item.seconds}), side)


def _on(seconds: Mapping[Side, float]) -> Movements:
    return Movements(left=seconds.get(Side.LEFT, 0.0), right=seconds.get(Side.RIGHT, 0.0))


def _breaks(person: Person) -> list[time]:
    missed = {number - back for number in person.meetings for back in (1, 2)}
    return [clock for number, clock in enumerate(BREAKS, start=1) if number not in missed]


def _minutes(now: datetime, then: datetime) -> float:
    return (now - then).total_seconds() / 60
