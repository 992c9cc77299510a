"""A text is only said when everything in it is known to be so."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.core.effects import Asking
from deskbreak.core.message import FACTS, Message
from deskbreak.library.load import library, messages
from tests.library.files import CONFIG

MESSAGES = {message.id: message for message in messages(CONFIG)}
PROMPTS = [message for message in MESSAGES.values() if message.asking]
CONTENT = library(CONFIG)
CLOSING = "closing"


def message(**when: Any) -> Message:
    return Message("id", "due", "Title", Asking.DUE, when=when)


@pytest.mark.parametrize(
    ("when", "facts", "fits"),
    [
        ({}, {}, True),
        ({"typing_paused": True}, {"typing_paused": True}, True),
        ({"typing_paused": True}, {"typing_paused": False}, False),
        ({"typing_paused": True}, {}, False),
        ({"context": ["standing", "doorway"]}, {"context": "doorway"}, True),
        ({"context": ["standing", "doorway"]}, {"context": "seated"}, False),
        ({"sat_minutes": [30, 30]}, {"sat_minutes": 30}, True),
        ({"sat_minutes": [30, 30]}, {"sat_minutes": 31}, False),
        ({"sat_minutes": [20, 40]}, {"sat_minutes": 20}, True),
        ({"sat_minutes": [20, 40], "place": ["home"]}, {"sat_minutes": 20, "place": "office"}, False),
    ],
)
def test_conditions(when: dict[str, Any], facts: dict[str, Any], fits: bool) -> None:
    assert message(**when).fits(facts) is fits


def test_there_are_all_thirty_and_more() -> None:
    numbered = [id for id, told in MESSAGES.items() if id[-1].isdigit() and told.kind != CLOSING]
    assert len(numbered) == 30
    assert len(MESSAGES) > 36


def test_somebody_who_stays_seated_is_never_told_to_stand() -> None:
    for told in PROMPTS:
        if {"stand", "up", "walk"} & {*told.title.lower().rstrip("?.").split()}:
            wanted = told.when
            assert "seated" not in wanted.get("context", ())
            named = [CONTENT.movements.get(id) or CONTENT.routines[id] for id in wanted.get("suggested", ())]
            assert "context" in wanted or (named and all(each.context != "seated" for each in named)), told.id


def test_a_number_or_a_length_in_words_is_a_condition_as_well() -> None:
    wanted = {
        "due-1": "sat_minutes", "due-4": "typing_paused", "due-5": "seconds", "up-for-a-minute": "seconds",
        "door-1": "seconds", "unwind-1": "seconds", "walk-3": "since_walk_minutes", "sts-1": "reps",
        "meeting-2": "held_by", "quiet-1": "place", "side-1": "side_owed", "so-long-in-the-chair": "presence_known",
    }  # fmt: skip
    for id, fact in wanted.items():
        assert fact in MESSAGES[id].when, id


def test_bodies_stand_where_none_is_put_together() -> None:
    assert {told.id for told in MESSAGES.values() if told.body} == {"mat-1", "check-1", "fatigue-1", "week-1", "end-1"}
    assert all(told.body for told in MESSAGES.values() if told.asking is None and told.kind != CLOSING)


def test_every_fact_is_of_use() -> None:
    assert {fact for told in MESSAGES.values() for fact in told.when} == FACTS.keys()
