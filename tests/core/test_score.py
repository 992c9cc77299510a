"""The points of a movement, and what decides between equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.score import order, terms
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import NOON, OFFICE, done, each, left_undone, situation

SIDE_BEND = LIBRARY.movements["seated-side-bend"]


def points(name: str, past: Sequence[Past] = (), context: Context = NOON, profile: Profile = OFFICE) -> dict[str, int]:
    return terms(LIBRARY.movements[name], situation(profile, context, past))


def test_everything_that_speaks_for_one() -> None:
    liking = replace(OFFICE, liked=frozenset({"standing-ql-stretch"}))
    assert points("standing-ql-stretch", profile=liking) == {
        "new-family": 3, "behind-pace": 2, "ql-first": 2, "seed": 1, "time-of-day": 1, "liked": 1,
    }  # fmt: skip
    assert points("desk-hinge-stretch") == {"new-family": 3, "behind-pace": 2, "time-of-day": 1}


@pytest.mark.parametrize(
    ("hour", "fitting"),
    [(10, {"mobility"}), (11, {"stretch", "strength"}), (16, {"stretch", "strength"}), (17, {"stretch", "release"})],
)
def test_each_kind_has_its_time_of_day(hour: int, fitting: set[str]) -> None:
    then = replace(NOON, now=datetime(2026, 3, 4, hour))
    kinds = {
        movement.kind for movement in LIBRARY.movements.values() if "time-of-day" in points(movement.id, context=then)
    }
    assert kinds == fitting


def test_what_was_done_counts_less_and_what_was_skipped_still_less() -> None:
    bout = each("seated-side-bend", 20, 20)
    for times, expected in ((1, -1), (3, -3), (5, -3)):
        assert points("seated-side-bend", [done("seated-side-bend", 2, bout)] * times)["done-lately"] == expected
        skipped = points("seated-side-bend", [left_undone("seated-side-bend", 13)] * times)["skipped"]
        assert skipped == 2 * expected
    for past in (
        done("seated-side-bend", 3, bout),
        done("seated-side-bend", 1, bout, outcome=Outcome.PARTLY),
        left_undone("seated-side-bend", 14),
        left_undone("seated-side-bend", 1, Outcome.MISSED),
    ):
        assert not points("seated-side-bend", [past]).keys() & {"done-lately", "skipped"}


def test_a_family_is_new_until_it_was_done_today() -> None:
    bout = each("standing-ql-stretch", 20, 20)
    assert "new-family" not in points("seated-side-bend", [done("standing-ql-stretch", 0, bout)])
    assert "new-family" in points("seated-side-bend", [done("standing-ql-stretch", 1, bout)])
    assert "new-family" in points("seated-side-bend", [left_undone("standing-ql-stretch", 0)])


def test_the_kind_of_the_last_prompt_counts_a_little_less() -> None:
    past = [done("sit-to-stand", 0), left_undone("seated-figure-four", 0)]
    assert points("seated-side-bend", past)["same-kind"] == -1
    assert "same-kind" not in points("standing-hip-hike", past)
    assert points("seated-side-bend", [left_undone("stand-side-bend-30s", 0)])["same-kind"] == -1, "one of its kinds"


def test_of_equals_the_one_named_less_often_then_longer_ago_then_by_name() -> None:
    past = [
        left_undone("seated-side-bend", 2),
        left_undone("seated-side-bend", 1),
        left_undone("standing-ql-stretch", 1),
        left_undone("doorway-ql-stretch", 0),
    ]
    now = situation(past=past)
    equals = ("seated-side-bend", "standing-ql-stretch", "doorway-ql-stretch", "posture-reset", "cat-cow")
    found = sorted((LIBRARY.movements[name] for name in equals), key=lambda movement: order(movement, 1, now))
    assert [movement.id for movement in found] == [
        "cat-cow", "posture-reset", "standing-ql-stretch", "doorway-ql-stretch", "seated-side-bend",
    ]  # fmt: skip
    assert order(SIDE_BEND, 2, now) < order(LIBRARY.movements["cat-cow"], 1, now)
