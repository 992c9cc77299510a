"""What is asked for while a movement is under way, up to what the history keeps of it."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.app.countdown import LONGEST_PAUSE
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.errors import DeskbreakError
from deskbreak.guided import moved, under_way
from tests.app.inside import Inside
from tests.offered import LIBRARY, PLAIN


def status(inside: Inside) -> dict[str, Any]:
    return inside.ask({"do": "status"})


def begin(inside: Inside, movement: str, seconds: float) -> None:
    inside.ask({"do": "start", "movement": movement})
    inside.passes(seconds / 60)


def kept(inside: Inside) -> list[tuple[str | None, Outcome, Movements]]:
    return [(entry.movement, entry.record.outcome, entry.record.moved) for entry in inside.store.records()]


def done(inside: Inside) -> dict[str, float]:
    """Seconds of each movement."""
    return {
        bout["movement"]: bout["left_seconds"] + bout["right_seconds"] + bout["both_seconds"]
        for bout in inside.store.rows("bout")
    }


def test_a_pause_stands_still_on_the_screen_and_in_what_is_counted(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 10)
    whole.ask({"do": "hold"})
    assert whole.screen.shown is not None
    assert whole.screen.shown.title == "Paused"
    assert [button.label for button in whole.screen.shown.buttons] == ["Go on", "Stop", "Too much"]
    whole.passes(2)
    assert status(whole)["guide"]["held_at"] == whole.clock.now() - 120
    whole.ask(whole.screen.shown.buttons[0].request)
    assert whole.screen.shown.title == "Left side · 0:15"
    whole.passes(40 / 60)
    assert kept(whole) == [("standing-ql-stretch", Outcome.TAKEN, Movements(20, 20))]


def test_a_pause_that_never_ends_ends_the_movement(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 15)
    whole.ask({"do": "hold"})
    whole.passes((LONGEST_PAUSE - 1) / 60)
    assert status(whole)["phase"] == "on_break"
    whole.passes(1 / 60)
    assert kept(whole) == [("standing-ql-stretch", Outcome.PARTLY, Movements(left=10))]


def test_a_lid_that_is_closed_in_a_pause_ends_it_with_what_was_done(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 15)
    whole.ask({"do": "hold"})
    whole.clock.suspends(300)
    whole.runtime.on_wake(0.0)
    assert kept(whole) == [("standing-ql-stretch", Outcome.PARTLY, Movements(left=10))]


def test_a_side_that_is_passed_over_is_not_kept(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 5)
    whole.ask({"do": "ahead"})
    assert whole.screen.shown is not None
    assert whole.screen.shown.title.startswith("Change sides: right next")
    whole.passes(25 / 60)
    assert kept(whole) == [("standing-ql-stretch", Outcome.PARTLY, Movements(right=20))]


def test_what_is_passed_over_in_a_routine_is_not_counted_for_another_movement(whole: Inside) -> None:
    begin(whole, "stand-side-bend-30s", 4)
    whole.ask({"do": "ahead"})
    whole.passes(1)
    assert kept(whole) == [("stand-side-bend-30s", Outcome.PARTLY, Movements(left=8, right=8, both=2))]
    assert done(whole) == {"stand-and-shift": 2, "standing-ql-stretch": 16}


def test_a_side_that_was_passed_over_is_done_by_who_goes_back(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 15)
    whole.ask({"do": "ahead"})
    whole.ask({"do": "back"})
    assert whole.screen.shown is not None
    assert whole.screen.shown.title.endswith("place · 0:05")
    whole.passes(1)
    assert kept(whole) == [("standing-ql-stretch", Outcome.TAKEN, Movements(20, 20))]


def test_all_of_it_passed_over_leaves_no_record(whole: Inside) -> None:
    begin(whole, "standing-ql-stretch", 1)
    for _ in range(4):
        whole.ask({"do": "ahead"})
    assert (status(whole)["phase"], kept(whole)) == ("working", [])


def test_done_by_hand_after_a_movement_was_broken_off_is_all_of_what_was_named(whole: Inside) -> None:
    whole.passes(30)
    assert whole.named() == "stand-side-bend-30s"
    whole.ask({"do": "start"})
    whole.ask({"do": "ahead"})
    whole.ask({"do": "ahead"})
    whole.ask({"do": "stop"})
    assert kept(whole) == []
    whole.ask({"do": "done"})
    assert set(done(whole)) == {"stand-and-shift", "standing-ql-stretch"}


@pytest.mark.parametrize("do", ["hold", "go-on", "ahead", "back", "stop"])
def test_when_none_is_under_way_that_is_said_and_nothing_happens(whole: Inside, do: str) -> None:
    """A stop that comes just after the end would otherwise skip the next break."""
    with pytest.raises(DeskbreakError, match="No movement is under way"):
        whole.ask({"do": do})
    whole.passes(30)
    assert status(whole)["phase"] == "prompted"


def test_the_status_tells_enough_to_show_it_elsewhere(whole: Inside) -> None:
    assert (status(whole)["guide"], status(whole)["guided"]) == (None, None)
    begin(whole, "stand-side-bend-30s", 4)
    whole.ask({"do": "ahead"})
    assert whole.countdown.guiding is not None
    assert under_way(status(whole)["guide"], LIBRARY, PLAIN) == whole.countdown.guiding
    whole.passes(1)
    told = status(whole)
    assert told["guide"] is None
    assert (told["guided"]["outcome"], moved(told["guided"])) == ("partly", Movements(8, 8, 2))
    begin(whole, "walk-break", 1)
    assert status(whole)["guided"] is None


def test_what_another_library_does_not_have_cannot_be_shown(whole: Inside) -> None:
    begin(whole, "walk-break", 1)
    told = status(whole)["guide"]
    assert under_way(told | {"movement": "gone"}, LIBRARY, PLAIN) is None
    assert under_way(told | {"suggestion": {}}, LIBRARY, PLAIN) is None


def test_why_it_was_chosen_is_not_told(whole: Inside) -> None:
    whole.passes(30)
    whole.ask({"do": "start"})
    assert whole.given.suggestion is not None
    assert status(whole)["guide"]["suggestion"]["facts"] == {}
