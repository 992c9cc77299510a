"""A few words to write down a situation of the policy in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.movement import Side
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Context, Place, Profile
from deskbreak.core.safety import THINGS
from deskbreak.core.situation import Situation
from tests.core.policy_library import LIBRARY

WEDNESDAY = date(2026, 3, 4)
NOON = Context(datetime(2026, 3, 4, 12, 0), since_first=180, number=6, since_walk=30)
EVENING = Context(datetime(2026, 3, 4, 17, 30), since_first=500, number=15, since_walk=30)
OFFICE = Profile()
HOME = Profile(places=(Place.HOME,) * 7, floor_ok=True, level_max=3, equipment=frozenset(THINGS))


def ago(days: int) -> date:
    """So many days before that Wednesday."""
    return WEDNESDAY - timedelta(days=days)


def each(movement: str, left: float, right: float, first: Side = Side.LEFT) -> Bout:
    return Bout(movement, Movements(left=left, right=right), first)


def both(movement: str, seconds: float = 30) -> Bout:
    return Bout(movement, Movements(both=seconds))


def done(what: str, days: int, *bouts: Bout, outcome: Outcome = Outcome.TAKEN, owed: Side | None = None) -> Past:
    """A movement or routine that was done so many days ago; without bouts, all of a movement without sides."""
    return Past(ago(days), what, outcome, bouts or (both(what),), owed)


def left_undone(what: str, days: int, outcome: Outcome = Outcome.SKIPPED) -> Past:
    return Past(ago(days), what, outcome)


def too_much(what: str, days: int, of: str | None = None) -> Past:
    """`of`: the movement of it that was too much, where it was a routine."""
    return Past(ago(days), what, Outcome.PARTLY, (both(of or what, 6),), too_much=of or what)


def situation(profile: Profile = OFFICE, context: Context = NOON, past: Sequence[Past] = ()) -> Situation:
    return Situation.of(LIBRARY, profile, context, past)
