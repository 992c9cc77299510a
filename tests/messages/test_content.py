"""Whatever is shown of the files in config/ is offered to translators, and nothing else is."""

from __future__ import annotations

import pytest

from deskbreak.library import checkin, learn, load, messages, safety, translated
from tests.library.files import CONFIG
from tests.messages.gathered import gathered


def test_what_is_shown_and_what_is_translated_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: set[str] = set()

    def pass_through(text: str) -> str:
        passed.add(text)
        return text

    for module in (checkin, learn, messages, safety, translated):
        monkeypatch.setattr(module, "_", pass_through)
    library = load.library(CONFIG)
    for id, movement in library.movements.items():
        translated.movement_in_full(movement)
        library.details(id)
    for id, routine in library.routines.items():
        translated.routine_in_full(routine)
        library.routine_details(id)
    load.plain_break(CONFIG)
    messages.messages(CONFIG)
    safety.safety(CONFIG)
    checkin.questions(CONFIG)
    learn.learn(CONFIG)
    assert passed - {""} == {text for place, text in gathered() if place.startswith("config/")}
