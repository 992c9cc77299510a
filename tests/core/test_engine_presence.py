"""Who sits here, who is away, and when not to speak: the rules of presence and quiet as scenes."""

from __future__ import annotations

import pytest

from deskbreak.core import events
from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.effects import Asking, Did
from deskbreak.core.state import Phase
from tests.desk import MINUTE, Desk

# -- away ------------------------------------------------------------------------


def test_after_three_minutes_without_input_the_count_stands() -> None:
    desk = Desk().works(10).leaves(4)
    assert desk.phase is Phase.AWAY
    assert desk.sat == 13
    desk.returns().works(16.5)
    desk.expect()
    assert desk.sat == 29.5


def test_the_count_goes_on_where_it_stopped_but_no_prompt_comes_at_the_return() -> None:
    """Don't prompt right after I came back (Stretchly 152, 955, 1560; Safe Eyes 351)."""
    desk = Desk().works(27).leaves(4.5).returns().works(4.9)
    desk.expect()
    desk.works(0.2).expect("36:30 prompt due, sat 35 min")


@pytest.mark.parametrize("still", [2.0, 2.5, 2.9, 3.1, 4.0, 4.9])
@pytest.mark.parametrize("active", [0.1, 0.9, 1.5, 2.5, 4.9])
def test_who_is_still_again_and_again_is_reminded_all_the_same(still: float, active: float) -> None:
    """The next break recedes for ever (Safe Eyes 410)."""
    desk = Desk()
    for _ in range(60):
        desk.leaves(still).returns().works(active)
    assert desk.prompts[0].sat < 36 * MINUTE


def test_five_minutes_away_are_a_break() -> None:
    desk = Desk().works(20).leaves(12).returns()
    desk.expect("32:00 record natural, sat 23 min")
    assert desk.sat == 0
    assert desk.due_in == 30


def test_lunch_is_a_break_and_a_night_is_none() -> None:
    assert Desk().works(20).leaves(60).returns().records
    assert not Desk().works(20).leaves(15 * 60).returns().records
    assert Desk().works(20).leaves(15 * 60).returns().sat == 0


def test_hardly_sat_is_no_natural_break() -> None:
    desk = Desk().works(1).leaves(60).returns()
    desk.expect()
    assert desk.sat == 0


def test_reading_without_a_touch_for_two_minutes_is_sitting() -> None:
    desk = Desk().works(10).leaves(2.5).returns()
    assert desk.sat == 12.5


def test_lock_beats_everything_and_is_a_break_after_two_minutes() -> None:
    """Timer runs while locked (Sane Break 171)."""
    desk = Desk().works(20).film(on=True).locks(1)
    assert desk.phase is Phase.AWAY
    assert desk.sat == 20
    desk.works(1).unlocks().expect("22:00 record natural, sat 20 min")


def test_a_mouse_that_is_knocked_opens_no_lock() -> None:
    desk = Desk().works(20).locks(1).leaves(9).returns().works(1)
    assert desk.phase is Phase.AWAY
    desk.leaves(60).expect()
    desk.returns().works(0.2).unlocks().expect("91:12 record natural, sat 20 min")


def test_whoever_works_for_minutes_has_unlocked_the_screen_whatever_was_told() -> None:
    desk = Desk().works(20).locks(10).returns().works(1.9)
    assert desk.phase is Phase.AWAY
    desk.works(0.2).expect("32:00 record natural, sat 20 min")
    desk.works(30).expect("62:00 prompt due, sat 30 min")


def test_a_lock_is_no_longer_doubted_after_sleep() -> None:
    desk = Desk().works(20).locks(10).returns().closes_the_lid(30).works(5)
    assert desk.phase is Phase.AWAY


def test_a_ten_second_lock_is_nothing() -> None:
    """Unlock after ten seconds resets the cycle (Stretchly 1724)."""
    desk = Desk().works(20).locks(1 / 6).unlocks().works(10)
    desk.expect("30:10 prompt due, sat 30 min")


def test_no_prompt_while_locked() -> None:
    """Wakes the display when locked (Safe Eyes 523)."""
    desk = Desk().works(30).locks(0.5)
    desk.expect("30:00 prompt due, sat 30 min", "30:00 withdraw")


def test_a_film_is_sitting_for_two_hours_at_most() -> None:
    """Watching is not a break (Stretchly 965, 909)."""
    desk = Desk().film(on=True).leaves(30)
    desk.expect("30:00 prompt due, sat 30 min")
    long = Desk().film(on=True).leaves(125)
    assert long.phase is Phase.AWAY
    assert long.sat == 0


def test_after_a_film_stillness_counts_anew() -> None:
    desk = Desk().film(on=True).leaves(20).film(on=False).works(2.9)
    assert desk.is_in(Phase.WORKING)
    desk.works(0.2)
    assert desk.is_in(Phase.AWAY)


def test_away_from_the_prompt_for_five_minutes_is_the_break_it_asked_for() -> None:
    desk = Desk().works(30).leaves(6)
    desk.expect("30:00 prompt due, sat 30 min", "32:00 withdraw", "35:00 record taken, sat 33 min")
    desk.returns().expect()


def test_a_minute_of_stillness_from_the_prompt_on_cancels_the_repeat() -> None:
    desk = Desk().works(30).leaves(2.5).returns().works(20)
    desk.expect("30:00 prompt due, sat 30 min", "32:00 withdraw")


def test_locked_for_two_minutes_from_the_prompt_on_is_taken() -> None:
    desk = Desk().works(30.5).locks(3).unlocks()
    desk.expect("30:00 prompt due, sat 30 min", "30:30 withdraw", "32:30 record taken, sat 30 min")


def test_stillness_in_a_break_means_nothing() -> None:
    """Idle during the break counted as away and ended it (Sane Break 20)."""
    desk = Desk().works(30).starts().leaves(8)
    assert desk.phase is Phase.ON_BREAK
    desk.finishes().expect(
        "30:00 prompt due, sat 30 min",
        "30:00 withdraw",
        "30:00 guide",
        "38:00 record taken, sat 30 min, moved 40 s",
    )


def test_a_snooze_that_ends_while_nobody_is_here_waits() -> None:
    desk = Desk().works(30).snoozes().leaves(4.9)
    assert desk.phase is Phase.AWAY
    desk.returns().works(5.1)
    assert desk.log[-1] == "39:54 prompt snoozed, sat 38 min"


def test_the_lid_closed_after_a_lock_is_one_absence() -> None:
    desk = Desk().is_seen().works(20).tell(events.Locked()).closes_the_lid(30).unlocks()
    desk.expect("50:00 record natural, sat 20 min")


def test_a_film_that_begins_by_itself_does_not_fill_an_empty_chair() -> None:
    """A player's inhibitor confuses idleness (Sane Break's mpv)."""
    desk = Desk().works(10).leaves(30).film(on=True).works(20).returns().works(29)
    desk.expect("60:00 record natural, sat 13 min")
    desk.works(2).expect("90:00 prompt due, sat 30 min")


def test_after_a_call_they_sat_through_there_is_no_grace() -> None:
    desk = Desk().works(10).call(on=True).leaves(50).returns().works(1).call(on=False).works(1)
    desk.expect("61:30 prompt held, sat 62 min")


def test_nobody_asks_an_empty_chair_or_in_a_pause_whether_it_stands() -> None:
    desk = Desk().stands().works(50).leaves(60).expect()
    desk.returns().expect("110:00 still standing?")
    Desk().stands().pauses().works(90).expect().resumes().expect("90:00 still standing?")


# -- typing ----------------------------------------------------------------------


def test_a_prompt_waits_for_a_pause_in_typing() -> None:
    """Don't interrupt mid-sentence (Stretchly 189, 302, 1007)."""
    desk = Desk().is_seen().works(30.5).expect("30:00 await typing pause of 5 s")
    desk.tell(events.TypingPaused()).expect("30:30 prompt due, sat 30 min")
    assert desk.prompts[-1].typing_paused


def test_but_two_minutes_at_most() -> None:
    desk = Desk().is_seen().works(33)
    desk.expect("30:00 await typing pause of 5 s", "32:00 prompt due, sat 32 min")
    assert not desk.prompts[-1].typing_paused


def test_somebody_who_is_still_already_types_nothing() -> None:
    desk = Desk().is_seen().works(29.8).leaves(0.3)
    desk.expect("30:00 prompt due, sat 30 min")


# -- quiet -----------------------------------------------------------------------


def test_a_call_holds_the_prompt_and_half_a_minute_after_it_the_prompt_comes() -> None:
    """Do not disturb that drops the break (Safe Eyes; Stretchly 1313)."""
    desk = Desk().works(10).call(on=True).works(50)
    desk.expect()
    assert desk.phase is Phase.DEFERRED
    desk.call(on=False).works(1).expect("60:30 prompt held, sat 60 min")
    desk.did_it()
    assert desk.log[-1] == "61:00 record taken, sat 61 min, held 30 min by microphone"


def test_the_decision_names_what_holds_and_since_when() -> None:
    desk = Desk().works(10).call(on=True).works(30)
    decision = desk.decisions[-1]
    assert decision.did is Did.DEFERRED
    assert decision.facts == {"signal": "microphone", "by": "Firefox", "began_ago": 20 * MINUTE, "due_ago": 0}


def test_a_call_that_begins_withdraws_the_prompt() -> None:
    desk = Desk().works(31).call(on=True).works(20).call(on=False).works(1)
    desk.expect("30:00 prompt due, sat 30 min", "31:00 withdraw", "51:30 prompt held, sat 52 min")


def test_quiet_that_comes_and_goes_has_to_settle() -> None:
    desk = Desk().do_not_disturb(on=True).works(31).do_not_disturb(on=False).works(0.4)
    desk.do_not_disturb(on=True).works(1).do_not_disturb(on=False).works(0.4).expect()
    desk.works(0.2)
    assert desk.log == ["32:54 prompt held, sat 33 min"]


def test_several_held_breaks_are_one() -> None:
    """Short quiet every half hour means that the break never comes (Stretchly 1493)."""
    desk = Desk().call(on=True).works(100).call(on=False).works(1)
    desk.expect("100:30 prompt held, sat 100 min")


def test_a_call_is_sitting_though_nothing_moves() -> None:
    desk = Desk().call(on=True).leaves(45)
    assert desk.phase is Phase.DEFERRED
    assert desk.sat == 45


def test_do_not_disturb_is_not() -> None:
    desk = Desk().do_not_disturb(on=True).leaves(45).returns()
    assert desk.sat == 0


def test_what_comes_and_goes_all_the_time_is_no_storm_of_prompts() -> None:
    """Somebody dictates: the microphone is on for ten seconds of each minute."""
    desk = Desk().works(29)
    for _time in range(60):
        desk.call(on=True).works(1 / 6).call(on=False).works(5 / 6)
    shown = [line for line in desk.log if " prompt " in line]
    assert shown == ["30:00 prompt due, sat 30 min", "30:40 prompt held, sat 31 min"]
    desk.works(1)
    assert desk.log[-1] == "89:10 prompt held, sat 89 min"


def test_a_call_that_ended_just_before_the_break_was_due_has_ended() -> None:
    desk = Desk().works(29).call(on=True).works(0.75).call(on=False).works(1)
    told = next(each.facts for each in desk.decisions if each.did is Did.PROMPTED)
    assert told["ended_ago"] == 30
    assert told["due_ago"] == 15


def test_quiet_does_not_stop_the_count_nor_what_is_chosen() -> None:
    desk = Desk().call(on=True).works(40).skips()
    desk.expect("40:00 record skipped, sat 40 min, held 10 min by microphone")
    desk.works(29).calls_break()
    assert desk.phase is Phase.ON_BREAK


def test_held_for_long_the_tray_says_so() -> None:
    """A false alarm of a detector makes the program silently dead (Stretchly 348, 722, 1600)."""
    desk = Desk().do_not_disturb(on=True).works(119)
    assert not desk.view.held_long
    desk.works(2)
    assert desk.view.held_long
    assert list(desk.view.quiet) == ["do_not_disturb"]


def test_who_goes_for_a_moment_finds_it_held_still() -> None:
    desk = Desk().do_not_disturb(on=True).works(60).leaves(4)
    assert desk.phase is Phase.AWAY
    assert not desk.view.held_long
    desk.returns().works(57)
    assert desk.view.held_long
    assert [decision.did for decision in desk.decisions].count(Did.DEFERRED) == 1
    desk.do_not_disturb(on=False).works(1)
    assert (desk.prompts[-1].asking, desk.prompts[-1].held_by) == (Asking.HELD, "do_not_disturb")


def test_a_break_by_itself_is_held_no_more() -> None:
    desk = Desk().do_not_disturb(on=True).works(60).leaves(10).returns().works(1)
    assert desk.phase is Phase.WORKING
    assert desk.log == ["70:00 record natural, sat 63 min, held 33 min by do_not_disturb"]


def test_the_tray_is_told_what_holds_now() -> None:
    desk = Desk().call(on=True).works(40).do_not_disturb(on=True).call(on=False).works(80)
    told = desk.decisions[-1]
    assert (told.did, told.facts["signal"]) == (Did.HELD_LONG, "do_not_disturb")


def test_nothing_is_told_of_what_is_just_over() -> None:
    desk = Desk().call(on=True).works(119.9).call(on=False).works(0.3)
    assert Did.HELD_LONG not in {decision.did for decision in desk.decisions}


def test_due_just_after_a_call_it_is_not_asked_all_the_same() -> None:
    desk = Desk().call(on=True).works(29.9).call(on=False).works(1)
    deferred, prompted = desk.decisions[-2:]
    assert (deferred.did, prompted.did) == (Did.DEFERRED, Did.PROMPTED)
    assert deferred.facts["ended_ago"] == pytest.approx(6)
    assert prompted.facts["ended_ago"] == pytest.approx(30)


def test_a_microphone_that_comes_and_goes_takes_it_off_ever_more_seldom() -> None:
    desk = Desk().works(30)
    for _ in range(60):
        desk.call(on=True).works(0.1).call(on=False).works(1.2)
    shown = [line for line in desk.log if " prompt " in line]
    assert len(shown) == 3
    assert desk.works(2).phase is Phase.PROMPTED


def test_a_meeting_that_is_made_longer_does_not_come_and_go() -> None:
    desk = Desk().works(30)
    for _ in range(6):
        desk.meets(10).works(10.5)
        assert desk.phase is Phase.PROMPTED


def test_a_repeat_is_held_as_well() -> None:
    desk = Desk().works(33).call(on=True).works(15).call(on=False).works(1)
    assert desk.log[-1] == "48:30 prompt held, sat 48 min"


# -- standing, caps --------------------------------------------------


def test_standing_stops_the_count_until_sitting() -> None:
    """Typing at a standing desk is not sitting (Stretchly 784, 819)."""
    desk = Desk().works(20).stands().works(30)
    assert desk.phase is Phase.STANDING
    assert desk.sat == 20
    desk.sits().works(10).expect("60:00 prompt due, sat 30 min")


def test_after_an_hour_of_standing_they_are_asked_once() -> None:
    desk = Desk().stands().works(200)
    desk.expect("60:00 still standing?")
    desk.stands().works(60).expect("260:00 still standing?")


@pytest.mark.parametrize("event", [events.Locked(), events.DayTurned("2026-03-03")])
def test_standing_is_forgotten_at_a_lock_and_overnight(event: events.Event) -> None:
    desk = Desk().day_turns("2026-03-02").stands().tell(event)
    assert desk.phase is not Phase.STANDING


def test_sixteen_prompts_a_day() -> None:
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 20 * MINUTE, 60),)))
    for _ in range(16):
        desk.works(20).skips()
    assert len(desk.records) == 16
    desk.log.clear()
    desk.works(100).expect()
    assert Did.CAPPED in {decision.did for decision in desk.decisions}
    desk.tell(events.DayTurned("2026-03-03")).works(20)
    assert desk.log[0].endswith("prompt due, sat 440 min")


def test_snoozes_and_repeats_do_not_count_among_them() -> None:
    desk = Desk().works(30).snoozes().works(5).works(12).did_it()
    assert desk.engine.state.prompts_today == 1


def test_none_in_the_first_ten_minutes() -> None:
    desk = Desk(Rules(plans=(BreakPlan("eyes", 5 * MINUTE, 20),))).works(9.9)
    desk.expect()
    desk.works(0.2).expect("10:00 prompt due for eyes, sat 10 min")


def test_who_is_ignored_was_no_reason_and_what_was_held_comes_at_once() -> None:
    desk = Desk().call(on=True).works(40)
    desk.tell(events.QuietIgnored("microphone"))
    assert desk.engine.state.phase is Phase.PROMPTED
    assert (desk.prompts[-1].asking, desk.prompts[-1].held_by) == (Asking.DUE, "")


def test_who_is_ignored_leaves_what_else_holds() -> None:
    desk = Desk().call(on=True).do_not_disturb(on=True).works(40)
    desk.tell(events.QuietIgnored("microphone"))
    assert desk.engine.state.phase is Phase.DEFERRED
    desk.do_not_disturb(on=False).works(1)
    assert desk.prompts[-1].held_by == "do_not_disturb"


def test_whoever_is_reminded_all_the_same_is_not_back_from_a_call() -> None:
    desk = Desk().call(on=True).works(100).resumes()
    assert (desk.prompts[-1].asking, desk.prompts[-1].held_by, desk.prompts[-1].held) == (Asking.HELD, "", 0.0)
