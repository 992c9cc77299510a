"""A word beside a reminder, as it is read on the screen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest

from deskbreak.core.asked import What
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.library import Library
from deskbreak.core.state import Phase
from tests.app.inside import Inside
from tests.offered import LIBRARY, suggested

DAY = 86400.0
RECORD = BreakRecord("stand-up", Outcome.TAKEN, 1800, moved=Movements(20, 20))


def begin(inside: Inside, day: int, last_done: float | None) -> None:
    """A day of March 2026 at ten, after a break so many days before."""
    inside.clock.wall_offset += (datetime(2026, 3, day, 10) - inside.ask.moment().shown).total_seconds()
    inside.runtime.on_wake(0.0)
    if last_done is not None:
        inside.store.add(RECORD, suggested("seated-side-bend"), inside.clock.wall() - last_done * DAY)


def prompted(inside: Inside) -> tuple[str, list[str]]:
    """The next reminder: its title, and its lines."""
    while inside.runtime.view().phase is not Phase.PROMPTED:
        inside.passes(1)
    shown = inside.screen.shown
    assert shown is not None
    return shown.title, shown.body.splitlines()


def told(inside: Inside) -> list[str]:
    return [f"{each.what} {each.about}".strip() for each in inside.store.asked()]


@pytest.mark.parametrize("days", [14, 20, 45])
def test_welcome_back_is_said_once(whole: Inside, days: int) -> None:
    begin(whole, 3, days)
    title, lines = prompted(whole)
    assert title == "Welcome back"
    assert whole.given.suggestion is not None
    assert lines[0].endswith(".")
    assert lines[1] == "We start one step easier."
    assert whole.given.suggestion.easier or "instead_of" in whole.given.suggestion.facts
    whole.ask({"do": "snooze"})
    assert prompted(whole)[0] == "Ready now?"
    whole.ask({"do": "done"})
    assert prompted(whole)[0] != "Welcome back"
    assert told(whole) == [What.WELCOME]


def test_nobody_is_welcomed_back_who_was_away_for_less(whole: Inside) -> None:
    begin(whole, 3, 13)
    assert prompted(whole)[0] != "Welcome back"


def test_the_very_first_start_is_no_return(whole: Inside) -> None:
    begin(whole, 3, None)
    assert prompted(whole)[0] != "Welcome back"
    assert told(whole) == []


def test_on_thursday_the_week_is_told_in_private_words_and_once(whole: Inside) -> None:
    begin(whole, 5, 7)
    _title, lines = prompted(whole)
    assert lines[1] == "This week so far: strength 0 of 2 · stretch 0 of 3."
    whole.ask({"do": "skip"})
    assert not any("This week" in line for line in prompted(whole)[1])
    assert told(whole) == ["pace strength", "pace stretch"]


def test_on_friday_it_is_dropped(whole: Inside) -> None:
    begin(whole, 6, 7)
    assert not any("This week" in line for line in prompted(whole)[1])
    assert told(whole) == []


@pytest.mark.parametrize(
    ("has_tray", "how"),
    [
        (True, "Five to ten minutes would suit too; “I walked” in the tray menu counts them."),
        (False, "Five to ten minutes would suit too; count them with: deskbreak walk 10"),
    ],
)
def test_a_walk_that_is_long_due_may_be_longer(whole: Inside, has_tray: bool, how: str) -> None:
    whole.has_tray = has_tray
    begin(whole, 3, 1)
    whole.ask({"do": "stand"})
    whole.ask({"do": "sit"})
    for _number in range(3):
        assert how not in prompted(whole)[1]
        whole.ask({"do": "skip"})
    assert prompted(whole)[1] == ["Walk break, 2 min.", how, "You have sat 2 h."]
    assert told(whole) == []


def test_a_step_down_is_taken_without_a_word() -> None:
    """6.8: what was done in part twice in a row comes in its easier way; only the steps tell it."""
    inside = Inside(Library.of([LIBRARY.movements["seated-side-bend"]], ()))
    with closing(inside.store):
        begin(inside, 3, None)
        for days in (2, 1):
            half = replace(RECORD, outcome=Outcome.PARTLY, moved=Movements(8))
            inside.store.add(half, suggested("seated-side-bend"), inside.clock.wall() - days * DAY)
        _title, lines = prompted(inside)
        assert inside.given.suggestion is not None
        assert inside.given.suggestion.easier
        assert len(lines) == 2
        inside.ask({"do": "done"})
        assert inside.screen.shown is None
        assert told(inside) == []


def test_nothing_is_said_before_the_safety_notice_was_read(whole: Inside) -> None:
    whole.is_read = False
    begin(whole, 5, 20)
    assert len(prompted(whole)[1]) == 2
    assert told(whole) == []
