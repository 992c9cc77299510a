"""Which movement or routine a break is given: from what is asked for to what the history keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskbreak import places
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, RedFlag
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from tests.app.inside import Inside
from tests.library.files import SAFE_ROUTINE, edited, written
from tests.offered import named


def test_the_next_break_names_another_movement(whole: Inside) -> None:
    told = []
    for _ in range(4):
        whole.passes(30)
        told.append(whole.named())
        whole.ask({"do": "skip"})
    assert len(set(told)) == 4
    assert (told[0], told[3]) == ("stand-side-bend-30s", "walk-break")


def test_not_this_one_replaces_the_prompt_by_one_that_names_another(whole: Inside) -> None:
    whole.passes(30)
    first, told = whole.screen.shown, [whole.named()]
    for _ in range(2):
        whole.ask({"do": "another"})
        told.append(whole.named())
    assert first is not None
    assert whole.screen.shown is not None
    assert (whole.screen.shown.buttons, whole.screen.shown.put_away) == (first.buttons, first.put_away)
    assert len(set(told)) == 3
    assert named(whole.store) == told
    whole.ask({"do": "start"})
    whole.passes(3)
    assert [entry.movement for entry in whole.store.records()] == [told[-1]]


def test_what_was_turned_down_is_remembered_like_what_was_skipped(whole: Inside) -> None:
    whole.passes(30)
    turned_down = whole.named()
    whole.ask({"do": "another"})
    whole.ask({"do": "done"})
    past = [(each.what, each.outcome, each.shown) for each in whole.advice.situation().past]
    assert past[0] == (turned_down, Outcome.SKIPPED, True)
    assert [outcome for _what, outcome, _shown in past[1:]] == [Outcome.TAKEN]
    assert whole.outcomes() == {"due": 1, "taken": 1}


def test_when_nothing_else_is_left_the_one_there_is_stays(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "another"})
    before = inside.screen.shown
    with pytest.raises(DeskbreakError, match="no other movement"):
        inside.ask({"do": "another"})
    assert inside.screen.shown == before


def test_a_long_call_that_just_ended_has_its_own_routine(whole: Inside) -> None:
    whole.store.walk(60, whole.clock.wall())
    whole.ask({"do": "meeting", "seconds": 75 * 60})
    whole.passes(76)
    assert whole.named() == "after-long-meeting-3m"
    assert whole.screen.shown is not None
    assert whole.screen.shown.title == "After that long meeting"
    assert whole.told[-1]["held_minutes"] == 75
    whole.ask({"do": "start"})
    whole.passes(4)
    (entry,) = whole.store.records()
    assert (entry.movement, entry.record.outcome) == ("after-long-meeting-3m", "taken")
    assert entry.record.moved == Movements(left=35, right=35, both=82)
    assert [bout.movement for bout in whole.advice.situation().past[-1].did] == [
        "stand-and-shift", "standing-back-extension", "standing-hip-flexor-stretch", "standing-ql-stretch",
        "walk-break",
    ]  # fmt: skip


def test_a_side_without_time_has_its_turn_in_the_next_break(whole: Inside) -> None:
    whole.profile = replace(whole.profile, budget=40)
    for _ in range(3):
        whole.passes(30)
        if whole.given.suggestion is not None and whole.given.suggestion.owed is not None:
            break
        whole.ask({"do": "done"})
    first = whole.given.suggestion
    assert first is not None
    owed = first.sides[0].other
    assert (len(first.sides), first.owed) == (1, owed)
    whole.ask({"do": "start"})
    whole.passes(31)
    assert whole.given.suggestion is not None
    assert (whole.given.suggestion.id, whole.given.suggestion.sides) == (first.id, (owed,))
    assert whole.screen.shown is not None
    assert whole.screen.shown.body.startswith(f"{owed.value.title()} side: {first.name}, ")
    assert whole.told[-1]["side_owed"] is True


def test_under_a_warning_sign_all_breaks_are_plain(whole: Inside) -> None:
    whole.profile = replace(whole.profile, red_flag=RedFlag.SAME_DAY)
    whole.passes(30)
    assert whole.given.suggestion is not None
    assert whole.given.suggestion.id == "plain"
    assert whole.given.offers() == ()
    with pytest.raises(DeskbreakError, match=r"left out \(you ticked a warning sign"):
        whole.ask({"do": "start", "movement": "walk-break"})
    whole.ask({"do": "done"})
    assert whole.advice.situation().past == []


def test_what_somebody_tells_of_themselves_holds_at_once(whole: Inside) -> None:
    """Also for the prompt on the screen, and for one that was snoozed."""
    whole.passes(30)
    assert whole.named() == "stand-side-bend-30s"
    whole.profile = replace(whole.profile, can_stand=False)
    whole.carry_out.look_again()
    seated = whole.given.suggestion
    assert seated is not None
    assert seated.context == "seated"
    assert whole.named() == seated.id
    shown = len(whole.screen.all)
    whole.carry_out.look_again()
    assert len(whole.screen.all) == shown
    whole.ask({"do": "snooze"})
    whole.profile = replace(whole.profile, red_flag=RedFlag.EMERGENCY)
    whole.passes(5)
    assert whole.given.now().id == "plain"


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize(
    "told", [{"answers": {"recent-surgery": Answer.YES}}, {"red_flag": RedFlag.EMERGENCY}, {"can_stand": False}]
)
def test_what_is_told_in_the_middle_of_a_movement_stops_it(whole: Inside, told: dict[str, Any], by_hand: bool) -> None:
    if by_hand:
        whole.ask({"do": "start", "movement": "standing-ql-stretch"})
    else:
        whole.passes(30)
        whole.ask({"do": "start"})
    whole.passes(0.3)
    assert whole.countdown.guiding is not None
    whole.tells(**told)
    assert whole.countdown.guiding is None
    assert whole.ask({"do": "status"})["phase"] != "on_break"
    assert whole.screen.shown is None or whole.screen.shown.share is None


def test_another_that_was_named_leaves_the_screen_when_it_is_nothing_for_them_any_more(whole: Inside) -> None:
    whole.passes(30)
    whole.ask({"do": "snooze"})
    whole.ask({"do": "another"})
    assert whole.screen.shown is not None
    assert whole.screen.shown.title == "Another movement"
    whole.tells(answers={"recent-surgery": Answer.YES})
    assert whole.screen.shown is None


def test_a_note_says_what_is_known_by_now_and_leaves_when_there_is_nothing_to_begin(whole: Inside) -> None:
    whole.profile = replace(whole.profile, answers={"knee": Answer.YES})
    whole.ask({"do": "note", "movement": "sit-to-stand"})
    assert whole.screen.shown is not None
    before = whole.screen.shown
    whole.tells(quiet=True)
    assert whole.screen.shown is before
    whole.tells(answers={"knee": Answer.YES, "dizzy-balance": Answer.YES})
    assert len(whole.screen.shown.body) > len(before.body)
    whole.tells(red_flag=RedFlag.SAME_DAY)
    assert whole.screen.shown is None


def test_too_much_is_stopped_and_left_out_for_a_week(whole: Inside) -> None:
    with pytest.raises(DeskbreakError, match="No movement is under way"):
        whole.ask({"do": "too-much"})
    whole.ask({"do": "start", "movement": "after-long-meeting-3m"})
    whole.passes(0.5)
    assert whole.screen.shown is not None
    assert whole.screen.shown.buttons[-1].request == {"do": "too-much"}
    whole.ask({"do": "too-much"})
    assert whole.screen.shown.title == "Thanks"
    told, stop = whole.screen.shown.body.splitlines()
    assert told == "Standing back extension is left out for a week."
    assert stop.endswith("deskbreak safety --stop")
    assert whole.ask({"do": "status"})["phase"] == "working"
    ids = [offer.suggestion.id for offer in whole.given.offers()]
    assert "standing-back-extension" not in ids
    assert "after-long-meeting-3m" not in ids
    whole.clock.passes(8 * 86400)
    assert "standing-back-extension" in [offer.suggestion.id for offer in whole.given.offers()]


def test_a_plain_break_is_never_left_out(whole: Inside) -> None:
    whole.profile = replace(whole.profile, red_flag=RedFlag.SAME_DAY)
    whole.ask({"do": "now"})
    whole.passes(0.3)
    with pytest.raises(DeskbreakError, match="No movement is under way"):
        whole.ask({"do": "too-much"})
    assert whole.ask({"do": "status"})["phase"] == "on_break"


def test_too_much_before_it_has_begun_gives_the_break_something_else(whole: Inside) -> None:
    whole.passes(30)
    whole.ask({"do": "start", "movement": "seated-side-bend"})
    whole.passes(0.02)
    whole.ask({"do": "too-much"})
    whole.ask({"do": "start"})
    assert whole.given.suggestion is not None
    assert whole.given.suggestion.id != "seated-side-bend"


def test_the_ball_is_for_once_a_day_whoever_asks_for_it(whole: Inside) -> None:
    whole.profile = replace(whole.profile, equipment=frozenset({"ball", "mat", "wall"}), level_max=2, floor_ok=True)
    start = {"do": "start", "movement": "ball-release-evening", "noted": True}
    whole.ask(start)
    whole.passes(6)
    for request in (start, {"do": "start", "movement": "ball-ql-leg-rock", "noted": True}):
        with pytest.raises(DeskbreakError, match=r"left out \(once a day is enough"):
            whole.ask(request)
    assert not [offer for offer in whole.given.offers() if "ball" in offer.suggestion.id]
    whole.clock.passes(86400)
    assert [offer for offer in whole.given.offers() if "ball" in offer.suggestion.id]


def test_what_asks_for_care_is_begun_after_its_note_was_read(whole: Inside) -> None:
    whole.profile = replace(whole.profile, answers={"leg-symptoms": Answer.YES})
    start = {"do": "start", "movement": "seated-side-bend"}
    with pytest.raises(DeskbreakError, match="asks for care") as refused:
        whole.ask(start)
    assert "Ask a physiotherapist" in refused.value.hint
    assert len(str(refused.value).splitlines()) == 2
    with pytest.raises(DeskbreakError, match="asks for care"):
        whole.ask({"do": "next", "movement": "seated-side-bend"})
    whole.ask({"do": "note", "movement": "seated-side-bend"})
    assert whole.screen.shown is not None
    assert whole.screen.shown.title == "A note before you begin"
    assert "Stop at once if leg symptoms travel further down." in whole.screen.shown.body
    whole.ask(whole.screen.shown.buttons[0].request)
    whole.passes(1)
    (past,) = whole.advice.situation().past
    assert (past.what, past.outcome, past.shown) == ("seated-side-bend", Outcome.TAKEN, False)


def test_not_this_one_off_the_screen_says_which_one_it_is_now(inside: Inside) -> None:
    inside.passes(30)
    before = inside.named()
    inside.ask({"do": "snooze"})
    inside.ask({"do": "another"})
    told = inside.named()
    assert told != before
    inside.passes(5)
    assert inside.named() == told
    assert inside.screen.shown is not None
    assert inside.screen.shown.buttons[0].request == {"do": "start"}


@pytest.mark.parametrize("end", ["done", "skip", "stand"])
def test_what_names_it_leaves_the_screen_with_the_break(inside: Inside, end: str) -> None:
    inside.passes(30)
    inside.ask({"do": "snooze"})
    inside.ask({"do": "another"})
    inside.ask({"do": end})
    assert inside.screen.shown is None


def test_what_took_its_place_on_the_screen_stays_there(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "snooze"})
    inside.ask({"do": "another"})
    inside.ask({"do": "show"})
    shown = inside.screen.shown
    inside.ask({"do": "done"})
    assert inside.screen.shown is shown is not None


def test_not_this_one_needs_a_break_that_is_asked_for(inside: Inside) -> None:
    with pytest.raises(DeskbreakError, match="No break is asked for"):
        inside.ask({"do": "another"})


def test_a_movement_of_ones_own_choice(inside: Inside) -> None:
    inside.ask({"do": "start", "movement": "walk-break"})
    assert inside.ask({"do": "status"})["phase"] == "on_break"
    inside.passes(3)
    assert [(entry.movement, entry.record.outcome) for entry in inside.store.records()] == [("walk-break", "taken")]
    inside.passes(30)
    assert inside.named() != "walk-break"


def test_a_movement_chosen_over_the_one_that_the_prompt_names(inside: Inside) -> None:
    inside.passes(30)
    assert inside.named() == "standing-ql-stretch"
    inside.ask({"do": "start", "movement": "standing-ql-stretch", "side": "right"})
    assert inside.screen.shown is not None
    assert inside.given.suggestion is not None
    assert inside.given.suggestion.sides == (Side.RIGHT, Side.LEFT)
    inside.passes(3)
    assert inside.outcomes() == {"due": 1, "taken": 1}
    assert inside.store.records()[0].movement == "standing-ql-stretch"


def test_on_a_break_another_start_changes_nothing(inside: Inside) -> None:
    inside.ask({"do": "start", "movement": "walk-break"})
    with pytest.raises(DeskbreakError, match="on a break"):
        inside.ask({"do": "start", "movement": "stand-and-shift"})
    inside.passes(3)
    assert [entry.movement for entry in inside.store.records()] == ["walk-break"]
    assert named(inside.store) == ["walk-break"]


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ({"movement": "walk-braek"}, "There is no movement or routine walk-braek; did you mean walk-break?"),
        ({"movement": "handstand"}, "There is no movement or routine handstand."),
        ({"movement": 5}, "There is no movement or routine 5."),
        ({"movement": "walk-break", "side": "left"}, "Walk break has no sides."),
        ({"movement": "standing-ql-stretch", "side": "top"}, "top is no side."),
        ({"movement": "stand-and-shift", "side": "left"}, "Stand and shift has no sides."),
    ],
)
def test_a_start_that_means_nothing_is_refused(inside: Inside, request_: Request, title: str) -> None:
    with pytest.raises(DeskbreakError) as refused:
        inside.ask({"do": "start"} | request_)
    assert refused.value.title == title
    assert inside.ask({"do": "status"})["phase"] == "working"


def test_of_a_file_that_was_put_in_place_just_now_it_is_said_what_it_waits_for(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "own_content", lambda: tmp_path)

    def refused(name: str) -> tuple[str, str]:
        with pytest.raises(DeskbreakError) as refusal:
            inside.ask({"do": "start", "movement": name})
        return refusal.value.title, refusal.value.hint

    written(tmp_path, "movements/my-cat.toml", edited("cat-cow", {}))
    written(tmp_path, "routines/my-moment.toml", SAFE_ROUTINE)
    written(tmp_path, "movements/my-bend.toml", edited("cat-cow", {"level": "9"}))
    hint = "It reads new files when it starts; quit it, and start it again."
    for name in ("my-cat", "my-moment"):
        assert refused(name) == (f"The running deskbreak does not know {name} yet.", hint)
    check = "Find it with: deskbreak library check"
    assert refused("my-bend") == ("my-bend is left out: there is a mistake in its file.", check)
    assert refused("../my-cat")[0].startswith("There is no movement or routine ../my-cat")


def test_before_the_safety_notice_was_read_no_movement_can_be_had(inside: Inside) -> None:
    inside.is_read = False
    for do in ("start", "next"):
        with pytest.raises(DeskbreakError, match="understand") as refused:
            inside.ask({"do": do, "movement": "walk-break"})
        assert "deskbreak safety" in refused.value.hint


def test_the_next_suggestion_is_the_one_that_was_chosen_once(inside: Inside) -> None:
    inside.ask({"do": "next", "movement": "walk-break"})
    inside.passes(30)
    assert (inside.named(), inside.given.chosen) == ("walk-break", None)
    inside.ask({"do": "skip"})
    inside.passes(30)
    assert inside.named() == "standing-ql-stretch"


def test_automatic_takes_the_choice_back(inside: Inside) -> None:
    inside.ask({"do": "next", "movement": "walk-break"})
    inside.ask({"do": "next"})
    inside.passes(30)
    assert inside.named() == "standing-ql-stretch"


def test_a_choice_holds_for_a_break_that_is_begun_by_hand(inside: Inside) -> None:
    inside.ask({"do": "next", "movement": "walk-break"})
    inside.ask({"do": "now"})
    inside.passes(3)
    assert inside.store.records()[0].movement == "walk-break"
    assert inside.given.chosen is None


def test_a_choice_made_while_snoozing_is_named_by_the_prompt_that_comes_back(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "snooze"})
    inside.ask({"do": "next", "movement": "walk-break"})
    inside.passes(5)
    assert inside.named() == "walk-break"


def test_a_choice_leaves_the_prompt_on_the_screen_as_it_is(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "next", "movement": "walk-break"})
    inside.ask({"do": "start"})
    inside.passes(1)
    assert inside.store.records()[0].movement == "standing-ql-stretch"
    inside.passes(30)
    assert inside.named() == "walk-break"


def test_the_sore_side_begins(inside: Inside) -> None:
    for side in (Side.RIGHT, Side.LEFT):
        inside.profile = replace(inside.profile, sore=side)
        inside.ask({"do": "start", "movement": "standing-ql-stretch"})
        assert inside.given.suggestion is not None
        assert inside.given.suggestion.sides[0] is side
        inside.passes(3)
