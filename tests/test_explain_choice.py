"""A choice as a user reads it, and as a program does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from deskbreak.core.choice import Choice, Reason
from deskbreak.core.movement import Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.suggest import choose
from deskbreak.core.targets import TARGETS
from deskbreak.explain_choice import TERMS, as_data, because
from tests.core.living import Person, live, takes_some
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import EVENING, HOME, NOON, OFFICE, WEDNESDAY, done, each
from tests.core.test_choose import FIRST, YESTERDAY


@pytest.mark.parametrize(
    ("profile", "context", "past", "sentence"),
    [
        (OFFICE, NOON, (), "It is your very first break, so a short one."),
        (
            OFFICE,
            FIRST,
            YESTERDAY,
            "The best fit just now: nothing like it today, this week has had little of it.",
        ),
        (
            replace(OFFICE, red_flag=RedFlag.SAME_DAY),
            NOON,
            (),
            "You ticked a warning sign, so there are plain breaks only until a professional has looked at it.",
        ),
        (
            OFFICE,
            replace(NOON, check_ins={WEDNESDAY: 8}),
            (),
            "You said 8 of 10 for your back today, so it stays gentle.",
        ),
        (
            replace(OFFICE, answers={"acute-pain": Answer.YES}),
            NOON,
            (),
            "You ticked new or strong back pain, so it stays gentle.",
        ),
        (
            replace(OFFICE, budget=30),
            replace(NOON, number=5),
            YESTERDAY,
            "Your breaks have 30 s, so every other one is the short routine.",
        ),
        (
            HOME,
            NOON,
            (done("lazy-banana-stretch", 0, each("lazy-banana-stretch", 40, 0), owed=Side.RIGHT),),
            "The left side had its turn in the last break; now the right.",
        ),
        (OFFICE, replace(NOON, after_long_meeting=True), YESTERDAY, "A long meeting has just ended."),
        (OFFICE, replace(NOON, number=8), YESTERDAY, "Every fourth break is a walk; this is number 8 today."),
        (OFFICE, replace(NOON, since_walk=130), YESTERDAY, "There was no walk for 2 h 10 min."),
        (HOME, EVENING, YESTERDAY, "The week has had 0 of 3 days of the mat routine."),
        (replace(OFFICE, budget=10), NOON, YESTERDAY, "Nothing else fits now."),
        (
            replace(OFFICE, answers={"recent-surgery": Answer.YES}),
            NOON,
            YESTERDAY,
            "No movement fits now, so it is a plain break.",
        ),
    ],
)
def test_why_it_is_this(profile: Profile, context: Context, past: Sequence[Past], sentence: str) -> None:
    assert because(choose(LIBRARY, profile, context, past)) == sentence


def test_the_same_as_data() -> None:
    data = as_data(choose(LIBRARY, OFFICE, FIRST, YESTERDAY))
    assert json.loads(json.dumps(data)) == data
    candidates = {candidate["id"]: candidate for candidate in data.pop("candidates")}
    assert data == {
        "movement": "seated-side-bend",
        "routine": None,
        "sides": ["left", "right"],
        "seconds_per_side": 20,
        "seconds": 45,
        "owed": None,
        "swapped": False,
        "easier": False,
        "longer": None,
        "stands_up": False,
        "reason": "score",
        "facts": {"score": 7, "for": "new-family behind-pace"},
        "repeat": {"movement": 4, "family": 2},
    }
    assert candidates["seated-side-bend"] == {
        "id": "seated-side-bend",
        "dropped": [],
        "score": 7,
        "terms": {"new-family": 3, "behind-pace": 2, "ql-first": 2},
    }
    assert candidates["standing-ql-stretch"] == {
        "id": "standing-ql-stretch",
        "dropped": ["F7"],
        "score": None,
        "terms": {},
    }


def test_every_point_and_every_target_has_its_words() -> None:
    liking = Person("liking", replace(OFFICE, liked=frozenset({"standing-ql-stretch"})), takes_some)
    scored = {term for lived in live(liking, 5) for each in lived.choice.candidates for term in each.terms}
    assert scored == set(TERMS)
    for target in TARGETS:
        facts: dict[str, str | float] = {"target": target.id, "done": 1, "goal": target.goal}
        assert because(Choice(Reason.WEEKLY, facts)).startswith(f"The week has had 1 of {target.goal} ")
    assert because(Choice(Reason.OWED, {"side": "left"})).endswith("now the left.")
    assert because(Choice(Reason.SCORE, {"score": 0})) == "The best fit just now."
    assert because(Choice(Reason.SCORE, {"score": 3, "instead_of": "x"})).startswith("It takes the place")
