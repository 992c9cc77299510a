"""What is remembered of played days is what the history in the file would tell, whatever happens."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from deskbreak.app.memory import Memory
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.checkin import CheckIn
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.effects import Decision, Did
from deskbreak.core.laying_out import suggestion_of
from deskbreak.core.movement import Side, Sides
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.history.moments import moment
from deskbreak.history.store import Store
from tests.offered import LIBRARY, PLAIN, suggested

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp()
DAYS = 6
A_DAY = 40


def here(wall: float) -> datetime:
    """The clock of this machine: the history in the file goes by that."""
    return moment(wall).replace(tzinfo=None)


def something(dice: random.Random) -> Suggestion:
    """What a break might be given: a movement on one side or both, a routine, a plain break; maybe by hand."""
    if dice.random() < 0.1:
        return suggestion_of(Choice(Reason.NOTHING), LIBRARY, Profile(), PLAIN)
    if dice.random() < 0.3:
        routine = dice.choice(list(LIBRARY.routines.values()))
        return suggestion_of(Choice(Reason.WEEKLY, routine=routine), LIBRARY, Profile(), PLAIN)
    movement = dice.choice(list(LIBRARY.movements.values()))
    if dice.random() < 0.2:
        return suggested(movement)
    sides = (Side.LEFT,) if movement.sides is Sides.EACH else ()
    owed = Side.RIGHT if sides else None
    easier = dice.random() < 0.3
    choice = Choice(Reason.SCORE, {"score": 3}, movement, None, sides, 20.0, 20.0, owed, easier=easier)
    return suggestion_of(choice, LIBRARY, Profile(), PLAIN)


def happens(dice: random.Random, wall: float) -> Callable[[Memory | Store], object]:
    """Something that is kept."""
    match dice.randrange(8):
        case 0:
            return lambda kept: kept.walk(600.0, wall)
        case 1:
            return lambda kept: kept.mark_too_much("standing-ql-stretch", wall)
        case 2:
            declined = dice.random() < 0.8
            return lambda kept: kept.decline(declined)
        case 3:
            decision = Decision(dice.choice(list(Did)))
            return lambda kept: kept.note(decision, wall)
        case 4:
            named = something(dice)
            return lambda kept: kept.named(named, wall)
        case 5:
            intensity = dice.randrange(11)
            return lambda kept: kept.check_in(CheckIn(intensity), wall)
        case 6:
            chosen, later = dice.choice([None, "walk-break", "seated-cat-cow"]), dice.random() < 0.5
            return lambda kept: kept.choose(chosen, later)
        case _:
            outcome, given = dice.choice(list(Outcome)), None if dice.random() < 0.2 else something(dice)
            record = BreakRecord("stand-up", outcome, 1800.0, moved=Movements(both=dice.choice([0.0, 12.0, 90.0])))
            return lambda kept: kept.add(record, given, wall)


def told(kept: Memory | Store, wall: float) -> dict[str, object]:
    """All that the policy is told at a moment."""
    today = here(wall).date()
    return {
        "past": kept.past(today - timedelta(days=28), today, wall - 28 * 86400),
        "yesterday": kept.past(today - timedelta(days=1), today, wall - 86400 - wall % 86400),
        "walk": kept.last_walk(wall - 6 * 3600),
        "active": kept.first_active(wall - wall % 86400),
        "today": kept.today(wall),
        "intensities": kept.intensities(today - timedelta(days=3), today),
        "suggested": kept.suggested(LIBRARY, PLAIN),
        "declined": kept.declined(),
        "chosen": (kept.chosen(), kept.chosen_later()),
    }


@pytest.mark.parametrize("seed", range(8))
def test_it_tells_what_the_file_would(seed: int) -> None:
    dice, memory = random.Random(seed), Memory(here)
    with closing(Store(None)) as store:
        for number in range(DAYS * A_DAY):
            wall = BEGAN + number // A_DAY * 86400 + number % A_DAY * 720.0
            keep = happens(dice, wall)
            keep(memory)
            keep(store)
            assert told(memory, wall) == told(store, wall)


def test_its_days_are_those_of_its_zone() -> None:
    ahead = Memory(lambda wall: datetime.fromtimestamp(wall + 12 * 3600, UTC).replace(tzinfo=None))
    late = BEGAN + 8 * 3600
    ahead.walk(60.0, late)
    assert list(ahead.days()) == [date(2026, 3, 3)]
    assert ahead.last_walk(late) == late
    assert ahead.tally(date(2026, 3, 3)).due == 0
