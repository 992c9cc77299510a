"""The texts of reminders: only what is so, and not what was read just before."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskbreak import places
from deskbreak.app.facts import facts
from deskbreak.app.texts import Texts
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.laying_out import of_movement, of_routine
from deskbreak.core.message import FACTS, Message
from deskbreak.core.movement import Side
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion
from deskbreak.history.store import Store
from deskbreak.library.load import messages
from tests.offered import LIBRARY, PLAIN, suggested

MESSAGES = messages(places.shipped("config"))
NOON = Context(datetime(2026, 3, 4, 12), since_first=180, number=6, since_walk=30)
STRETCH = suggested("standing-ql-stretch", Side.RIGHT)
ASKED = ShowPrompt(("stand-up",), Asking.DUE, 1800, can_snooze=True)


def known(
    suggestion: Suggestion = STRETCH,
    asked: ShowPrompt = ASKED,
    past: tuple[Past, ...] = (),
    context: Context = NOON,
    presence: bool = False,
    place: bool = False,
) -> dict[str, Any]:
    return dict(facts(asked, suggestion, Situation.of(LIBRARY, Profile(), context, past), presence, place))


def title(asking: Asking, told: dict[str, Any], *before: str) -> str:
    with closing(Store(None)) as store:
        for message in before:
            store.say(message, 0.0)
        return Texts(MESSAGES, store)(asking, told, 1.0).title


def test_what_is_known_of_a_movement() -> None:
    assert known() == {
        "suggested": "standing-ql-stretch", "context": "standing", "seconds": 50, "reps": 1, "side": Side.RIGHT,
        "sat_minutes": 30, "hour": 12, "since_walk_minutes": 30, "walked_minutes": 0, "walk_goal_minutes": 20,
    }  # fmt: skip


def test_every_fact_is_one_that_texts_may_ask_for() -> None:
    held = replace(ASKED, asking=Asking.HELD, held_by="microphone", held=4000)
    owed = replace(STRETCH, reason=Reason.OWED)
    weekly = replace(STRETCH, reason=Reason.WEEKLY, facts={"target": "stretch", "done": 1, "goal": 3})
    gentle = replace(STRETCH, reason=Reason.GENTLE)
    for suggestion in (owed, weekly, gentle):
        assert known(suggestion, held, presence=True, place=True).keys() <= FACTS.keys()
    assert known(owed)["side_owed"] is True
    assert (known(weekly)["done"], known(weekly)["target"]) == (1, 3)
    assert known(gentle)["gentle_day"] is True
    told = known(STRETCH, replace(held, typing_paused=True), presence=True, place=True)
    assert told["typing_paused"] is True
    assert told.keys() <= FACTS.keys()
    assert (told["held_by"], told["held_minutes"], told["presence_known"], told["place"]) == (
        "microphone", 67, True, "office",
    )  # fmt: skip


def test_walks_of_today_are_told_and_since_the_day_began_without_one() -> None:
    today = Past(NOON.today, "daily-walk", Outcome.TAKEN, (Bout("daily-walk", Movements(both=605)),), shown=False)
    assert known(past=(today,))["walked_minutes"] == 10
    assert known(context=replace(NOON, since_walk=None))["since_walk_minutes"] == 180


def test_half_an_hour_is_said_only_when_it_was_one() -> None:
    half_an_hour = "Half an hour. Time to stand."
    assert title(Asking.DUE, known()) == half_an_hour
    assert title(Asking.DUE, known(asked=replace(ASKED, sat=3600))) != half_an_hour


def test_of_those_that_fit_the_one_shown_longest_ago() -> None:
    with closing(Store(None)) as store:
        texts = Texts(MESSAGES, store)
        titles = [texts(Asking.DUE, known(), n).title for n in range(40)]
    fitting = [each.title for each in MESSAGES if each.asking is Asking.DUE and each.fits(known())]
    assert len(fitting) == 16
    assert titles == (fitting * 3)[:40]


def test_a_restart_does_not_forget_what_was_read() -> None:
    assert title(Asking.DUE, known(), "due-1") != title(Asking.DUE, known())


def test_the_words_for_a_side_are_those_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.app.texts._", {"left": "links", "right": "rechts"}.__getitem__)
    message = Message("side-1", "side", "{side} is next", Asking.DUE, when={"side": ["left", "right"]})
    with closing(Store(None)) as store:
        assert Texts([message], store)(Asking.DUE, known(), 1.0).title == "rechts is next"


def test_a_body_of_its_own() -> None:
    weekly = replace(
        of_routine(LIBRARY.routines["butt-walk-programme"], LIBRARY, Profile()), reason=Reason.WEEKLY,
        facts={"target": "butt-walk", "done": 1, "goal": 3},
    )  # fmt: skip
    evening = replace(NOON, now=NOON.now.replace(hour=17))
    told = known(weekly, context=evening) | {"place": "home"}
    with closing(Store(None)) as store:
        for message in MESSAGES:
            if message.asking is Asking.DUE and message.body is None:
                store.say(message.id, 0.0)
        said = Texts(MESSAGES, store)(Asking.DUE, told, 1.0)
    assert said.title == "Mat routine: 1 of 3 this week"
    assert said.body is not None


@pytest.mark.parametrize("what", [*LIBRARY.movements, *LIBRARY.routines, "plain"])
@pytest.mark.parametrize("asking", Asking)
def test_no_text_says_what_is_not_so(asking: Asking, what: str) -> None:
    """Nobody knows of presence here, nor of a pause in typing."""
    routine = LIBRARY.routines.get(what)
    movement = {**LIBRARY.movements, "plain": PLAIN}.get(what)
    suggestion = of_routine(routine, LIBRARY, Profile()) if routine else of_movement(movement or PLAIN)
    told = known(suggestion, replace(ASKED, asking=asking))
    with closing(Store(None)) as store:
        texts = Texts(MESSAGES, store)
        titles = {texts(asking, told, n).title for n in range(40)}
    assert titles
    assert "Good moment to stand" not in titles
    assert not any("{" in title or "in the chair" in title or "!" in title or len(title) > 40 for title in titles)
    if suggestion.context not in ("standing", "doorway", "floor"):
        assert not any(
            "stand" in title.lower() or "chair" in title.lower() for title in titles - {"Same chair, new shape"}
        )
