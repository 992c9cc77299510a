"""A choice as a user reads it, and as a program does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from deskbreak.core.choice import Choice, Reason
from deskbreak.core.filters import VARIETY
from deskbreak.core.movement import Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Profile, RedFlag
from deskbreak.core.suggest import choose
from deskbreak.core.targets import TARGETS
from deskbreak.explain_choice import RULES, TERMS, as_data, because, lines
from tests.core.living import Person, live, takes_some
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import EVENING, HOME, NOON, OFFICE, WEDNESDAY, done, each
from tests.core.test_choose import FIRST, YESTERDAY

NAMES = {entry.id: entry.name for entry in LIBRARY.movements.values()} | {
    entry.id: entry.name for entry in LIBRARY.routines.values()
}


@pytest.mark.parametrize(
    ("profile", "context", "past", "sentence"),
    [
        (OFFICE, NOON, (), "It is the very first break, so it begins with the short routine."),
        (
            OFFICE,
            FIRST,
            YESTERDAY,
            "Of all that fits now, most speaks for it: nothing like it today, this week has had little of it.",
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


def test_everything_that_was_looked_at_the_best_first() -> None:
    told = list(lines(choose(LIBRARY, OFFICE, FIRST, YESTERDAY), NAMES))
    assert told[1] == (
        "Seated side bend: 7 points (+3 nothing like it today, +2 this week has had little of it, +2 for the QL first)"
    )
    assert told[2] == (
        "Chair sit-bone walk: 6 points (+3 nothing like it today, +2 for the QL first, "
        "+1 from the articles this began with, +1 fits the time of day, -1 of the same kind as the last)"
    )
    assert "Walk break: not now (F6: longer than your breaks; F13: walks have their own turn)" in told
    assert len(told) == 1 + len(LIBRARY.movements)


def test_it_is_said_when_something_comes_again_so_soon() -> None:
    seated = replace(OFFICE, can_stand=False, quiet=True, equipment=frozenset())
    past = [done("side-rib-breathing", 0)]
    choice = choose(LIBRARY, seated, NOON, past)
    assert (choice.what, choice.reach.repeat) == ("side-rib-breathing", 0)
    assert list(lines(choice, NAMES))[1] == "Too little was left, so something that was named just now may come again."


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


def test_every_rule_every_point_and_every_target_has_its_words() -> None:
    assert {name for name, _rule in VARIETY} | {"F7", "ladder"} == set(RULES)
    liking = Person("liking", replace(OFFICE, liked=frozenset({"standing-ql-stretch"})), takes_some)
    scored = {term for lived in live(liking, 5) for each in lived.choice.candidates for term in each.terms}
    assert scored == set(TERMS)
    for target in TARGETS:
        facts: dict[str, str | float] = {"target": target.id, "done": 1, "goal": target.goal}
        assert because(Choice(Reason.WEEKLY, facts)).startswith(f"The week has had 1 of {target.goal} days ")
    assert because(Choice(Reason.OWED, {"side": "left"})).endswith("now the left.")
    assert because(Choice(Reason.SCORE, {"score": 0})) == "Of all that fits now, most speaks for it."
    assert because(Choice(Reason.SCORE, {"score": 3, "instead_of": "x"})).startswith("It takes the place")
