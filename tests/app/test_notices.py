from __future__ import annotations

import pytest

from deskbreak import places
from deskbreak.app import notices
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.movement import Side, Suggestion
from deskbreak.library.load import messages, movements
from deskbreak.ports import Notice

LIBRARY = {movement.id: movement for movement in movements(places.shipped("config"))}
MESSAGES = messages(places.shipped("config"))
TITLE_MOST, BODY_MOST, BUTTON_MOST = 40, 120, 14


def prompt(
    asking: Asking = Asking.DUE,
    sat: float = 1800,
    can_snooze: bool = True,
    movement: str = "standing-ql-stretch",
    turn: int = 0,
) -> Notice:
    asked = ShowPrompt(("stand-up",), asking, sat, can_snooze)
    return notices.prompt(asked, Suggestion(LIBRARY[movement], Side.RIGHT), MESSAGES, turn, snooze=300)


def labels(notice: Notice) -> list[str]:
    return [button.label for button in notice.buttons]


def test_it_names_the_movement_its_sides_and_its_time() -> None:
    assert prompt().body == "Standing QL stretch: right side, then left. 50 s.\nYou have sat 30 min."
    assert prompt(movement="stand-and-shift").body.startswith("Stand and shift: 35 s.")


def test_half_an_hour_is_said_only_when_it_was_one() -> None:
    half_an_hour = "Half an hour. Time to stand."
    assert prompt(turn=0).title == half_an_hour
    assert all(prompt(sat=3600, turn=turn).title != half_an_hour for turn in range(10))


def test_titles_take_turns() -> None:
    assert len({prompt(turn=turn).title for turn in range(4)}) == 4


def test_a_snoozed_one_says_so() -> None:
    assert prompt(Asking.SNOOZED).body.startswith("Your snoozed reminder.")


def test_buttons() -> None:
    assert labels(prompt()) == ["Start", "In 5 min", "Skip"]
    assert labels(prompt(Asking.REPEAT)) == ["Start", "I did it", "Skip"]
    assert labels(prompt(Asking.SNOOZED, can_snooze=False)) == ["Start", "I did it", "Skip"]


@pytest.mark.parametrize("movement", LIBRARY)
@pytest.mark.parametrize("asking", Asking)
def test_it_can_be_read_at_a_glance(asking: Asking, movement: str) -> None:
    for turn in range(10):
        notice = prompt(asking, sat=99 * 60, movement=movement, turn=turn)
        assert len(notice.title) <= TITLE_MOST
        assert len(notice.body) <= BODY_MOST
        assert all(len(label) <= BUTTON_MOST for label in labels(notice))
        assert "!" not in notice.title + notice.body


def test_titles_fit_what_is_suggested() -> None:
    for turn in range(10):
        assert "stand" not in prompt(movement="seated-side-bend", turn=turn).title.lower()
        assert "stand" not in prompt(Asking.REPEAT, movement="cat-cow", turn=turn).title.lower()
    assert prompt(movement="side-rib-breathing", turn=2).title == "Six slow breaths"


def test_no_title_says_what_nobody_has_seen() -> None:
    """There is no source of presence and of pauses in typing yet."""
    titles = {prompt(movement=movement, turn=turn).title for movement in LIBRARY for turn in range(12)}
    assert "Good moment to stand" not in titles
    assert not any("in the chair" in title for title in titles)
    assert not any("{" in title for title in titles)
