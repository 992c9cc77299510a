"""`suggest --explain` as somebody reads it: what fits as well, and why not the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskbreak import places
from deskbreak.core.filters import VARIETY
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.offers import LOCKED, closed_by
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Place, Profile, RedFlag
from deskbreak.core.safety import THINGS
from deskbreak.core.situation import Situation
from deskbreak.core.suggest import choice_of
from deskbreak.core.weigh import best
from deskbreak.explain_candidates import POINTS, WIDTH, page
from deskbreak.explain_choice import TERMS
from deskbreak.explain_rules import NEEDS, RULES, closed_because
from deskbreak.library.safety import safety
from deskbreak.settings.keys import condition_titles
from deskbreak.settings.meaning import profile
from deskbreak.settings.schema import Settings
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import EVENING, HOME, NOON, OFFICE, WEDNESDAY, done, situation, too_much
from tests.core.test_choose import FIRST, YESTERDAY

TITLES = condition_titles()
NEW = profile(Settings())
"""Somebody who told nothing yet."""


def said_of(what: str, profile: Profile, context: Context, past: Sequence[Past]) -> str:
    """What the page says beside its name."""
    of = situation(profile, context, past)
    name = LIBRARY.movements[what].name
    row = next(line.strip() for line in page(best(of), of, TITLES) if line.startswith(f"  {name}"))
    return row.removeprefix(name).strip()


def test_it_is_a_page_one_can_read() -> None:
    of = situation(OFFICE, FIRST, YESTERDAY)
    lines = list(page(choice_of(of), of, TITLES))
    assert lines[:6] == [
        "The best fit just now: nothing like it today, this week has had little of it.",
        "",
        "Fits as well, with its points",
        "  6  Chair sit-bone walk          +3 new today, +2 QL first,",
        "                                  +1 from the articles, +1 suits the hour,",
        "                                  -1 like the last one",
    ]
    assert "  Cat-cow                         needs a mat" in lines
    assert all(len(line) <= WIDTH for line in lines)
    rows = {line[2:].lstrip(" 0123456789") for line in lines if line.startswith("  ")}
    named = {one.id for one in LIBRARY.movements.values() if any(row.startswith(f"{one.name}  ") for row in rows)}
    assert named == LIBRARY.movements.keys() - {"seated-side-bend"}


def test_it_is_said_when_something_comes_again_so_soon() -> None:
    seated = replace(OFFICE, can_stand=False, quiet=True, equipment=frozenset())
    of = situation(seated, replace(NOON, number=7), [done("side-rib-breathing", 0)])
    choice = choice_of(of)
    assert (choice.what, choice.reach.repeat) == ("side-rib-breathing", 0)
    assert list(page(choice, of, TITLES))[1].startswith("Too little was left, so something that was named just now")


CALL = replace(NOON, in_call=True)
FLOOR = replace(HOME, floor_ok=False, level_max=1)


@pytest.mark.parametrize(
    ("reason", "what", "profile", "context", "past"),
    [
        ("needs a door frame", "doorway-ql-stretch", OFFICE, NOON, ()),
        ("needs a free wall", "wall-side-plank", OFFICE, NOON, ()),
        ("on the floor", "cat-cow", FLOOR, NOON, ()),
        ("level 2, yours is 1", "suitcase-hold", replace(HOME, level_max=1), NOON, ()),
        ("not on the chair", "sit-to-stand", replace(OFFICE, can_stand=False), NOON, ()),
        ("not in the office", "cat-cow", replace(HOME, places=(Place.OFFICE,) * 7), NOON, ()),
        ("it can be seen, and you chose quiet mode", "sit-to-stand", replace(OFFICE, quiet=True), NOON, ()),
        ("not for a call", "standing-hip-hike", OFFICE, CALL, ()),
        ("open question: Pregnant", "bird-dog", replace(HOME, answers={"pregnant": Answer.UNSAID}), NOON, ()),
        ("kept back by: Pregnant", "lazy-banana-stretch", replace(HOME, answers={"pregnant": Answer.YES}), NOON, ()),
        ("only by hand, with care: Knee", "sit-to-stand", replace(HOME, answers={"knee": Answer.YES}), NOON, ()),
        ("kept back by: a warning sign", "side-plank-full", replace(HOME, red_flag=RedFlag.SOON), NOON, ()),
        ("it was just named", "sit-to-stand", OFFICE, NOON, (done("sit-to-stand", 0),)),
        ("one like it was just named", "seated-side-bend", OFFICE, NOON, (done("standing-ql-stretch", 0),)),
        ("it was too much within a week", "sit-to-stand", OFFICE, NOON, (too_much("sit-to-stand", 1),)),
        ("your back is at 5 of 10 today", "sit-to-stand", OFFICE, replace(NOON, check_ins={WEDNESDAY: 5}), ()),
        ("you asked for another", "sit-to-stand", OFFICE, replace(NOON, declined=frozenset({"sit-to-stand"})), ()),
        ("walks have their own turn", "walk-break", OFFICE, NOON, ()),
        ("side strength rests for a day", "wall-side-plank", HOME, NOON, (done("suitcase-hold", 1),)),
        ("for the evening", "ball-ql-release-wall", HOME, NOON, ()),
        ("once a day is enough", "ball-ql-release-wall", HOME, EVENING, (done("ball-ql-knee-pump", 0),)),
        ("longer than your 15 s", "sit-to-stand", replace(OFFICE, budget=15), NOON, ()),
        ("not in the first hour of the day", "seated-cat-cow", OFFICE, replace(NOON, since_first=20), ()),
        ("the floor was named just now", "bird-dog", HOME, NOON, (done("cat-cow", 0),)),
    ],
)
def test_why_not_in_a_few_words(
    reason: str, what: str, profile: Profile, context: Context, past: Sequence[Past]
) -> None:
    assert said_of(what, profile, context, past) == reason


def test_of_several_the_weightiest_is_told() -> None:
    answers = {"pregnant": Answer.YES, "knee": Answer.UNSAID}
    assert said_of("open-book", replace(HOME, answers=answers), NOON, ()) == "only by hand, with care: Pregnant"
    assert said_of("lazy-banana-stretch", replace(OFFICE, answers=answers), NOON, ()) == "kept back by: Pregnant"


@pytest.mark.parametrize(
    ("reason", "more"),
    [
        ("only by hand, with care: Pregnant", {}),
        ("needs a mat", {"equipment": frozenset()}),
        ("on the floor", {"floor_ok": False}),
    ],
)
def test_by_hand_is_said_only_of_what_can_be_begun_by_hand(reason: str, more: dict[str, Any]) -> None:
    somebody = replace(HOME, answers={"pregnant": Answer.YES}, **more)
    assert said_of("open-book", somebody, NOON, ()) == reason


def test_what_somebody_who_told_nothing_is_refused_is_what_is_in_the_way() -> None:
    of = Situation.of(LIBRARY, NEW, replace(NOON, now=datetime(2026, 3, 4, 12)), ())
    everything: list[Movement | Routine] = [*LIBRARY.movements.values(), *LIBRARY.routines.values()]
    said = {one.id: closed_because(one, of, TITLES) for one in everything if closed_by(one, of) is not None}
    assert said["doorway-ql-stretch"] == "needs a door frame"
    assert said["cat-cow"] == "needs a mat; on the floor"
    assert (
        said["side-plank-full"]
        == "open question: New or strong back pain, and 9 more; needs a mat; level 3, yours is 1; on the floor"
    )
    assert all(said.values())


def test_under_a_warning_sign_that_is_all_that_is_told() -> None:
    locked = situation(replace(HOME, red_flag=RedFlag.EMERGENCY))
    assert closed_because(LIBRARY.movements["cat-cow"], locked, TITLES).startswith("you ticked a warning sign")


def test_every_rule_every_point_and_every_thing_has_its_words() -> None:
    assert {name for name, _rule in VARIETY} | {"F7", "ladder", LOCKED} == set(RULES)
    assert set(POINTS) == set(TERMS)
    assert set(NEEDS) == set(THINGS)
    assert TITLES.keys() == set(safety(places.shipped("config")).condition_ids())
