"""The past added up as it grows is the past added up in one go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deskbreak.core.movement import Side
from deskbreak.core.past import AddedUp, Lately, Past, as_of
from tests.core.living import FIRST_MONDAY
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import WEDNESDAY, ago, done
from tests.core.quarter import quarter

FAMILIES = {movement.family for movement in LIBRARY.movements.values()}


def facts(lately: Lately) -> dict[str, object]:
    """All that the policy reads of it; places in the past only by their order."""
    names = ("shown", "families_today", "named_today", "named_yesterday", "too_much", "began")
    counts = ("namings", "skips", "completions", "worked")
    found: dict[str, object] = {name: getattr(lately, name) for name in names}
    found |= {name: {key: value for key, value in getattr(lately, name).items() if value} for name in counts}
    named = lately.last_named
    return found | {
        "last_named": sorted(named, key=lambda name: (named[name], name)),
        "lead": {family: lately.lead(family, Side.LEFT) for family in FAMILIES},
    }


@pytest.mark.parametrize("name", ["office", "sore right, some of it", "stretches too much", "skips everything"])
def test_it_is_the_same_whether_added_up_at_once_or_as_it_grows(name: str) -> None:
    added_up, kept = AddedUp(), quarter(name).kept[: 14 * 18]
    for number, coming in enumerate(kept):
        past, today = kept[:number], coming.day
        assert facts(added_up(LIBRARY, past, today)) == facts(Lately(LIBRARY, past, today))


def test_another_past_is_added_up_anew() -> None:
    added_up = AddedUp()
    one, other = (quarter(name).kept[:8] for name in ("office", "home"))
    today = FIRST_MONDAY
    added_up(LIBRARY, one, today)
    assert facts(added_up(LIBRARY, other, today)) == facts(Lately(LIBRARY, other, today))
    assert facts(added_up(LIBRARY, other[:3], today)) == facts(Lately(LIBRARY, other[:3], today))
    tomorrow = today + timedelta(days=1)
    assert facts(added_up(LIBRARY, other[:3], tomorrow)) == facts(Lately(LIBRARY, other[:3], tomorrow))


def test_what_it_gave_before_is_not_added_up_again() -> None:
    added_up, past = AddedUp(), quarter("office").kept[:10]
    first = added_up(LIBRARY, past[:6], FIRST_MONDAY)
    assert added_up(LIBRARY, past, FIRST_MONDAY) is first
    empty: list[Past] = []
    assert added_up(LIBRARY, empty, FIRST_MONDAY) is not first


def test_a_day_to_come_counts_as_today() -> None:
    """The clock was set back: it was before what was done since."""
    past = [done("posture-reset", 1), done("sit-to-stand", 0), done("walk-break", -1), done("cat-cow", -2)]
    assert as_of(past[:2], WEDNESDAY) == past[:2]
    assert [(each.what, each.day) for each in as_of(past, WEDNESDAY)] == [
        ("posture-reset", ago(1)), ("walk-break", WEDNESDAY), ("cat-cow", WEDNESDAY), ("sit-to-stand", WEDNESDAY),
    ]  # fmt: skip
    assert as_of([], WEDNESDAY) == []
