"""What is to be read before something is begun: notes of conditions, and the card about the ball once a month."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak import places
from deskbreak.app.cards import BALL
from deskbreak.app.care import Care
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.profile import Answer, Place, Profile
from deskbreak.core.safety import THINGS
from deskbreak.errors import DeskbreakError
from deskbreak.settings.meaning import profile as profile_of
from deskbreak.settings.schema import Settings
from tests.app.inside import Inside
from tests.offered import LIBRARY

HOME = Profile(places=(Place.HOME,) * 7, floor_ok=True, level_max=3, equipment=frozenset(THINGS))
NEW = profile_of(Settings())
"""Somebody who answered nothing yet."""
RELEASE = "ball-release-evening"
BALLS = tuple(id for id, one in LIBRARY.movements.items() if one.kind == "release")


def care(whole: Inside, profile: Profile = HOME) -> Care:
    return Care(places.shipped("config"), LIBRARY, lambda: profile, whole.cards)


def what(id: str) -> Movement | Routine:
    return LIBRARY.movements.get(id) or LIBRARY.routines[id]


def test_the_card_is_the_first_of_the_notes_and_only_where_there_is_a_ball(whole: Inside) -> None:
    for id in (*BALLS, RELEASE):
        first, *rest = care(whole).notes(what(id))
        assert first.startswith("Ball, ribs and kidneys: Your kidneys lie just in front")
        assert rest[-1].startswith("Flank pain with fever"), "no condition has anything to add"
    assert care(whole).notes(what("walk-break")) == ()
    whole.cards.was_read(BALL, for_days=30)
    assert care(whole).notes(what(RELEASE)) == ()


def test_the_note_of_a_condition_comes_after_the_card(whole: Inside) -> None:
    profile = replace(HOME, answers={"dizzy-balance": Answer.YES, "knee": Answer.NO})
    notes = care(whole, profile).notes(what("ball-ql-leg-rock"))
    assert [note.split()[0] for note in notes] == ["Ball,", "Start", "Do", "Flank", "Seated"]


@pytest.mark.parametrize(
    ("name", "firsts"),
    [
        ("sit-to-stand", ["Chair"]),
        ("standing-hip-abduction", []),
        ("after-long-meeting-3m", ["Chair"]),
        ("side-plank-knees", ["Gentle", "Stop", "No", "Seated", "Chair"]),
    ],
)
def test_what_somebody_left_open_has_notes_only_where_it_counts(whole: Inside, name: str, firsts: list[str]) -> None:
    profile = replace(NEW, answers={**NEW.answers, "knee": Answer.YES})
    assert [note.split()[0] for note in care(whole, profile).notes(what(name))] == firsts


def test_before_the_card_was_read_a_ball_is_begun_from_it_like_anything_that_asks_for_care(whole: Inside) -> None:
    whole.profile = HOME
    with pytest.raises(DeskbreakError, match="asks for care") as refused:
        whole.ask({"do": "start", "movement": RELEASE})
    assert "kidneys" in refused.value.hint
    with pytest.raises(DeskbreakError, match="asks for care"):
        whole.ask({"do": "next", "movement": RELEASE})
    (offer,) = (each for each in whole.given.offers() if each.suggestion.id == RELEASE)
    assert offer.care
    whole.ask({"do": "note", "movement": RELEASE})
    assert whole.screen.shown is not None
    assert "kidneys" in whole.screen.shown.body
    assert not whole.cards.is_read(BALL), "shown is not read"
    whole.ask(whole.screen.shown.buttons[0].request)
    assert whole.cards.is_read(BALL)
    assert whole.ask({"do": "status"})["phase"] == "on_break"


def test_afterwards_it_is_begun_like_any_other_for_a_month(whole: Inside) -> None:
    whole.profile = HOME
    whole.ask({"do": "start", "movement": "ball-glute-release-wall", "noted": True})
    whole.ask({"do": "skip"})
    whole.clock.passes(29 * 86400)
    whole.ask({"do": "start", "movement": RELEASE})
    whole.ask({"do": "skip"})
    whole.clock.passes(86400)
    with pytest.raises(DeskbreakError, match="asks for care"):
        whole.ask({"do": "start", "movement": RELEASE})


def test_a_note_that_is_read_without_a_ball_is_no_reading_of_the_card(whole: Inside) -> None:
    whole.profile = replace(HOME, answers={"leg-symptoms": Answer.YES})
    whole.ask({"do": "start", "movement": "seated-side-bend", "noted": True})
    assert not whole.cards.is_read(BALL)


@pytest.mark.parametrize("read", [False, True])
def test_no_reminder_names_a_ball_before_the_card_was_read(whole: Inside, read: bool) -> None:
    """At home, in the evenings of a fortnight."""
    whole.profile = HOME
    if read:
        whole.cards.was_read(BALL, for_days=90)
    whole.clock.wall_offset += 17.5 * 3600 - whole.clock.wall() % 86400
    named = set()
    for _evening in range(14):
        for _break in range(5):
            whole.passes(30)
            named.add(whole.given.now().id)
            whole.ask({"do": "done"})
        whole.clock.passes(21.5 * 3600)
    assert bool(named & {*BALLS, RELEASE}) is read
