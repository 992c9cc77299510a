"""Working days lived with the whole program: whatever is named, nothing is that somebody must not do."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import pytest

from deskbreak.core.events import DayTurned
from deskbreak.core.filters import SAFETY
from deskbreak.core.movement import Side
from deskbreak.core.offers import dropped
from deskbreak.core.profile import Answer, Place, Profile, RedFlag
from deskbreak.core.safety import THINGS, Verdict, limits, verdict
from deskbreak.core.state import Phase
from deskbreak.core.suggestion import Suggestion
from tests.app.inside import Inside
from tests.offered import LIBRARY, PLAIN

OF_PLACE_AND_PERSON = frozenset({"F1", "F3", "F4", "F5"})
DAYS, BREAKS = 8, 14
NIGHT_MINUTES = 24 * 60 - BREAKS * 30 - 60
HOME = Profile(places=(Place.HOME,) * 7, floor_ok=True, level_max=3, equipment=frozenset(THINGS))


def having(*conditions: str, profile: Profile = HOME) -> Profile:
    return replace(profile, answers=dict.fromkeys(conditions, Answer.YES))


PEOPLE = {
    "office": Profile(),
    "home": HOME,
    "quiet": Profile(quiet=True),
    "sore left": replace(HOME, sore=Side.LEFT),
    "pregnant": having("pregnant"),
    "acute pain": having("acute-pain"),
    "osteoporosis": having("osteoporosis"),
    "kidney trouble": having("kidney-trouble"),
    "cannot stand": replace(HOME, can_stand=False),
    "little time": Profile(budget=25),
    "warning sign": replace(HOME, red_flag=RedFlag.EMERGENCY),
}


def live(profile: Profile, answer: str = "start") -> list[list[tuple[Suggestion, str]]]:
    """What was named on each day, with the title above it."""
    inside = Inside(LIBRARY)
    inside.profile = profile
    days = []
    with closing(inside.store):
        for _day in range(DAYS):
            named = []
            for _break in range(BREAKS):
                while inside.runtime.view().phase is not Phase.PROMPTED:
                    assert not inside.runtime.view().capped
                    inside.passes(1)
                given, situation = inside.given.suggestion, inside.advice.situation()
                assert given is not None
                assert inside.screen.shown is not None
                named.append((given, inside.screen.shown.title))
                assert OF_PLACE_AND_PERSON.isdisjoint(dropped(given.what, situation, SAFETY)) or given.id == PLAIN.id
                inside.ask({"do": answer})
                inside.passes(8)
            days.append(named)
            inside.clock.suspends(NIGHT_MINUTES * 60)
            inside.runtime.on_wake(0.0)
            inside.runtime.post(DayTurned(inside.ask.moment().shown.date().isoformat()))
    return days


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_is_ever_named_what_they_must_not_do(person: str) -> None:
    profile = PEOPLE[person]
    for given, title in (each for day in live(profile) for each in day):
        parts = [part.movement for part in given.parts]
        if person == "warning sign":
            assert given.id == PLAIN.id
            continue
        assert all(verdict(movement, limits(profile)) is Verdict.OK for movement in parts)
        if not profile.can_stand:
            assert "stand" not in f"{title} {given.name}".lower()
            assert all(movement.context == "seated" for movement in parts)
        if profile.quiet:
            assert all(movement.discreet for movement in parts)


@pytest.mark.parametrize("person", ["office", "home", "sore left", "little time"])
def test_both_sides_have_the_same_and_a_day_has_many_kinds(person: str) -> None:
    days = live(PEOPLE[person])
    ahead: dict[str, float] = defaultdict(float)
    for part in (part for day in days for given, _title in day for part in given.parts):
        if part.side is not None:
            ahead[part.movement.family] += part.seconds if part.side is Side.LEFT else -part.seconds
    assert all(abs(seconds) <= 120 for seconds in ahead.values()), ahead
    for day in days[1:]:
        assert len({part.movement.family for given, _title in day for part in given.parts}) >= 4


def test_who_skips_everything_is_still_named_one_thing_after_the_other() -> None:
    for day in live(Profile(), "skip"):
        names = [given.id for given, _title in day]
        assert all(one != other for one, other in pairwise(names))
