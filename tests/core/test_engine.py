"""The main path of the engine, told in the language of tests/desk.py."""

from __future__ import annotations

import pytest

from deskbreak.core import events
from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.effects import Did
from deskbreak.core.engine import Engine
from deskbreak.core.listens import LISTENS
from deskbreak.core.state import Phase
from tests.desk import MINUTE, Desk


def test_half_an_hour_of_sitting_leads_to_one_prompt() -> None:
    desk = Desk().works(29.9)
    desk.expect()
    desk.works(0.1).expect("30:00 prompt due, sat 30 min")
    assert desk.phase is Phase.PROMPTED


def test_start_opens_the_guide_and_its_end_is_a_break_taken() -> None:
    desk = Desk().works(30).starts().works(0.8).finishes()
    desk.expect(
        "30:00 prompt due, sat 30 min", "30:00 withdraw", "30:00 guide", "30:48 record taken, sat 30 min, moved 40 s"
    )
    assert desk.sat == 0
    assert desk.due_in == 30


def test_nobody_sits_during_a_break() -> None:
    desk = Desk().works(30).starts().works(10)
    assert desk.sat == 30


def test_nobody_answers_one_repeat_then_the_icon_alone_then_missed() -> None:
    desk = Desk().works(61)
    desk.expect(
        "30:00 prompt due, sat 30 min",
        "32:00 withdraw",
        "42:00 prompt repeat, sat 42 min",
        "44:00 withdraw",
        "60:00 record missed, sat 60 min",
        "60:00 prompt due, sat 60 min",
    )


def test_after_the_withdrawal_the_break_still_waits() -> None:
    desk = Desk().works(33)
    assert desk.view.asked
    desk.did_it()
    desk.expect("30:00 prompt due, sat 30 min", "32:00 withdraw", "33:00 record taken, sat 33 min")
    assert not desk.view.asked
    desk.works(30).expect("63:00 prompt due, sat 30 min")


def test_put_away_by_hand_is_not_repeated() -> None:
    desk = Desk().works(30).puts_it_away().works(29.9)
    desk.expect("30:00 prompt due, sat 30 min")
    assert desk.view.asked
    desk.works(0.2).expect("60:00 record missed, sat 60 min", "60:00 prompt due, sat 60 min")


def test_snoozed_twice_at_most_and_the_sitting_is_not_forgotten() -> None:
    desk = Desk().works(30).snoozes().works(5).snoozes(10).works(10).snoozes()
    desk.expect(
        "30:00 prompt due, sat 30 min",
        "30:00 withdraw",
        "35:00 prompt snoozed, sat 35 min",
        "35:00 withdraw",
        "45:00 prompt snoozed, sat 45 min, last time",
        "45:00 refuse snoozes-used",
    )
    desk.skips().expect("45:00 withdraw", "45:00 record skipped, sat 45 min")
    assert desk.records[-1].record.snoozes == 2
    desk.works(30).expect("75:00 prompt due, sat 75 min")


def test_snooze_before_it_is_due_delays_it() -> None:
    desk = Desk().works(10).snoozes(15).works(20)
    desk.expect()
    desk.works(15).expect("45:00 prompt due, sat 45 min")
    assert desk.view.snoozes == 1


def test_skip_moves_the_prompt_on_but_never_the_sitting_back() -> None:
    desk = Desk().works(30).skips()
    desk.expect("30:00 prompt due, sat 30 min", "30:00 withdraw", "30:00 record skipped, sat 30 min")
    assert desk.sat == 30
    desk.works(30).expect("60:00 prompt due, sat 60 min")


def test_skip_outside_a_prompt_is_about_the_next_break_once() -> None:
    desk = Desk().works(10).skips().skips()
    desk.expect("10:00 record skipped, sat 10 min", "10:00 refuse already-skipped")
    desk.works(49).expect()
    desk.works(2).expect("60:00 prompt due, sat 60 min")


def test_a_delayed_break_may_still_be_skipped() -> None:
    desk = Desk().works(1).snoozes(30).skips().skips()
    desk.expect("01:00 record skipped, sat 1 min", "01:00 refuse already-skipped")


def test_a_skipped_break_cannot_be_put_off_further() -> None:
    desk = Desk().works(1).skips().snoozes(30).skips()
    desk.expect("01:00 record skipped, sat 1 min", "01:00 refuse already-skipped", "01:00 refuse already-skipped")


def test_done_outside_a_prompt_is_about_the_next_break() -> None:
    desk = Desk().works(20).did_it()
    desk.expect("20:00 record taken, sat 20 min")
    assert desk.due_in == 30


@pytest.mark.parametrize("minutes", [0, 12, 30])
def test_now_begins_at_once(minutes: float) -> None:
    desk = Desk().works(minutes)
    desk.log.clear()
    desk.calls_break()
    assert desk.log[-1].endswith("guide")
    assert desk.phase is Phase.ON_BREAK


def test_a_guide_broken_off_at_once_leaves_no_record_and_the_break_open() -> None:
    desk = Desk().works(30).starts().breaks_off(2)
    desk.expect("30:00 prompt due, sat 30 min", "30:00 withdraw", "30:00 guide")
    assert desk.view.asked
    desk.works(30)
    assert desk.log[0] == "60:00 record missed, sat 60 min"


def test_a_break_called_and_broken_off_was_never_asked_for() -> None:
    desk = Desk().works(5).calls_break().breaks_off(2)
    assert not desk.view.asked
    assert desk.due_in == 25


@pytest.mark.parametrize(("moved", "sat"), [(29, 30.0), (30, 0.0)])
def test_half_of_a_break_counts_as_one(moved: float, sat: float) -> None:
    desk = Desk().works(30).starts().breaks_off(moved)
    assert desk.log[-1] == f"30:00 record partly, sat 30 min, moved {moved} s"
    assert desk.sat == sat


def test_done_during_the_guide_stops_it_and_keeps_what_was_moved() -> None:
    desk = Desk().works(30).starts().did_it().breaks_off(20)
    desk.expect(
        "30:00 prompt due, sat 30 min",
        "30:00 withdraw",
        "30:00 guide",
        "30:00 stop guide",
        "30:00 record taken, sat 30 min, moved 20 s",
    )
    desk.finishes().expect()


def test_a_guide_that_never_reports_is_given_up() -> None:
    desk = Desk().works(30).starts().works(61)
    assert desk.log[-1] == "90:00 close guide"
    assert desk.phase is Phase.WORKING


def test_pause_holds_the_prompt_while_sitting_goes_on() -> None:
    desk = Desk().works(20).pauses().works(120)
    desk.expect()
    assert desk.engine.deadline is None
    assert desk.sat == 140
    assert desk.due_in == 10
    desk.resumes().works(10).expect("150:00 prompt due, sat 150 min")


def test_what_a_pause_takes_off_the_screen_comes_back_after_it() -> None:
    desk = Desk().works(30).snoozes().works(5).pauses().works(60).resumes().works(0)
    desk.expect(
        "30:00 prompt due, sat 30 min",
        "30:00 withdraw",
        "35:00 prompt snoozed, sat 35 min",
        "35:00 withdraw",
        "95:00 prompt due, sat 95 min",
    )
    assert desk.view.snoozes == 1


def test_a_break_may_be_taken_in_a_pause_which_then_goes_on() -> None:
    desk = Desk().works(20).pauses().calls_break().works(1).finishes()
    desk.expect("20:00 guide", "21:00 record taken, sat 20 min, moved 40 s")
    assert desk.phase is Phase.PAUSED


def test_a_pause_begun_in_a_break_holds_after_it() -> None:
    desk = Desk().works(30).starts().pauses().works(1).finishes()
    assert desk.phase is Phase.PAUSED
    desk.resumes().works(30)
    assert desk.log[-1] == "61:00 prompt due, sat 30 min"


def test_the_pause_ends_by_the_wall_clock_only_if_it_is_there() -> None:
    desk = Desk().pauses(until=1e9).tell(events.PauseEnded())
    assert desk.phase is Phase.WORKING
    desk.tell(events.PauseEnded()).expect()


@pytest.mark.parametrize(
    ("before", "choice", "why"),
    [
        ("pause", events.SkipChosen(), "paused"),
        ("pause", events.SnoozeChosen(), "paused"),
        ("break", events.StartChosen(), "on-break"),
        ("break", events.SnoozeChosen(), "on-break"),
        ("work", events.ResumeChosen(), "not-paused"),
    ],
)
def test_a_choice_that_cannot_be_followed_is_refused(before: str, choice: events.Event, why: str) -> None:
    desk = Desk().works(1)
    if before == "pause":
        desk.pauses()
    elif before == "break":
        desk.calls_break()
    desk.log.clear()
    desk.tell(choice).expect(f"01:00 refuse {why}")


# -- rows of bugs that peers had ----------------------------------------------


def test_no_prompt_fires_at_resume_from_suspend() -> None:
    """Break fires immediately after resume (BreakTimer 53, Stretchly 121, Safe Eyes 324)."""
    desk = Desk().works(29).closes_the_lid(60)
    desk.expect("89:00 record natural, sat 29 min")
    assert desk.due_in == 30


def test_ten_seconds_of_sleep_take_nothing_away() -> None:
    """The opposite: unlock after ten seconds resets the cycle (Stretchly 1724, BreakTimer 27)."""
    desk = Desk().works(20).closes_the_lid(10 / 60).works(10)
    assert desk.log == ["30:10 prompt due, sat 30 min"]


def test_a_pause_survives_suspend() -> None:
    """The user's own pause lost on suspend and resume (Stretchly 139, 259)."""
    desk = Desk().works(10).pauses().closes_the_lid(600)
    assert desk.phase is Phase.PAUSED


def test_sleeping_through_a_guide_stops_it_where_it_was() -> None:
    """Idle or hibernation in the middle of a break (Sane Break 20, RSIBreak 384783)."""
    desk = Desk().works(30).starts().closes_the_lid(4)
    assert desk.log[-1] == "34:00 stop guide 240 s ago"
    desk.breaks_off(20)
    assert desk.sat == 30


@pytest.mark.parametrize(("moved", "record"), [(20, "partly, sat 30 min, moved 20 s"), (2, "natural, sat 30 min")])
def test_sleeping_through_a_guide_for_long_is_a_break_whatever_was_moved(moved: float, record: str) -> None:
    desk = Desk().works(30).starts().closes_the_lid(70)
    assert desk.log[-1] == "100:00 stop guide 4200 s ago"
    desk.breaks_off(moved)
    assert desk.log[-1].startswith(f"100:00 record {record}")
    assert (desk.sat, desk.due_in) == (0, 30)


def test_done_twice_in_a_row_is_one_break() -> None:
    """Double triggers (Stretchly 1572)."""
    desk = Desk().works(30).did_it().did_it().works(1).did_it()
    assert [line for line in desk.log if "record" in line] == [
        "30:00 record taken, sat 30 min",
        "31:00 record taken, sat 1 min",
    ]


def test_put_off_beyond_the_next_one_it_comes_when_it_was_said() -> None:
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 20 * MINUTE, 60),))).works(20).snoozes(30).works(30)
    assert desk.log[-1] == "50:00 prompt snoozed, sat 50 min"


def test_away_from_the_prompt_is_the_break_it_asked_for() -> None:
    desk = Desk().works(30).closes_the_lid(20)
    desk.expect("30:00 prompt due, sat 30 min", "50:00 withdraw", "50:00 record taken, sat 30 min")


def test_nights_leave_no_natural_break() -> None:
    desk = Desk().works(2).closes_the_lid(600)
    desk.expect()
    assert desk.sat == 0


def test_a_lid_closed_on_a_prompt_for_the_night_is_a_break_missed_when_they_left() -> None:
    """Never claim a break that was not taken; and not on the next day."""
    desk = Desk().works(31).closes_the_lid(16 * 60)
    desk.expect("30:00 prompt due, sat 30 min", "991:00 withdraw", "991:00 record missed, sat 31 min, 960 min ago")
    assert desk.due_in == 30


def test_the_last_prompt_of_a_day_is_missed_if_they_left_for_the_night() -> None:
    desk = Desk().works(45)
    desk.log.clear()
    desk.leaves(15 * 60).returns().expect("945:00 record missed, sat 48 min, 897 min ago")


def test_a_short_sleep_in_a_guide_delays_it() -> None:
    desk = Desk().works(30).starts().closes_the_lid(0.5)
    assert desk.log[-1] == "30:30 delay guide 30 s"


def test_a_repeat_or_a_snooze_does_not_wait_behind_the_lid() -> None:
    """Nor does it come as soon as the lid is open (BreakTimer 53)."""
    repeat = Desk().works(40).closes_the_lid(4).works(4.9)
    assert repeat.log[-1] == "32:00 withdraw"
    repeat.works(0.2)
    assert repeat.log[-1] == "49:00 prompt repeat, sat 45 min"
    snoozed = Desk().works(30).snoozes().closes_the_lid(1).works(4.9)
    assert snoozed.phase is Phase.SNOOZED


def test_still_and_then_asleep_is_one_absence_that_takes_no_sitting_back() -> None:
    desk = Desk().works(20).leaves(2).closes_the_lid(2)
    assert desk.sat == 22
    away = Desk().works(20).leaves(2).closes_the_lid(4)
    away.expect("26:00 record natural, sat 22 min")


def test_a_pause_forgets_the_repeat() -> None:
    desk = Desk().works(33).pauses().works(120).resumes().works(26)
    desk.expect("30:00 prompt due, sat 30 min", "32:00 withdraw")


def test_changing_the_settings_keeps_the_time_sat() -> None:
    """Changing any setting restarts the countdown (Safe Eyes)."""
    desk = Desk().works(25).sets(BreakPlan("stand-up", every=45 * MINUTE, length=60))
    assert desk.due_in == 20
    desk.sets(BreakPlan("stand-up", every=20 * MINUTE, length=60)).works(0)
    assert desk.log == ["25:00 prompt due, sat 25 min"]


def test_a_plan_that_goes_takes_its_prompt_with_it() -> None:
    desk = Desk().works(30).sets(BreakPlan("eyes", every=20 * MINUTE, length=20))
    desk.expect("30:00 prompt due, sat 30 min", "30:00 withdraw")
    desk.works(20)
    assert desk.log == ["50:00 prompt due for eyes, sat 20 min"]


def test_plans_due_together_share_one_prompt_and_the_longer_credits_the_shorter() -> None:
    eyes = BreakPlan("eyes", every=10 * MINUTE, length=20)
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 30 * MINUTE, 60), eyes)))
    desk.works(10).did_it().works(10).did_it()
    desk.log.clear()
    desk.works(10).expect("30:00 prompt due for stand-up and eyes, sat 30 min")
    desk.did_it()
    assert desk.log[1:] == ["30:00 record taken, sat 30 min", "30:00 record taken eyes, sat 10 min"]
    desk.works(10)
    assert desk.log[-1] == "40:00 prompt due for eyes, sat 10 min"


def test_what_falls_due_over_a_snooze_comes_with_it() -> None:
    eyes = BreakPlan("eyes", every=20 * MINUTE, length=20)
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 30 * MINUTE, 60), eyes)))
    desk.works(20).snoozes(15).works(10)
    assert desk.log[-1] == "30:00 prompt due for eyes and stand-up, sat 30 min"
    desk.did_it()
    assert [record.record.plan for record in desk.records] == ["eyes", "stand-up"]


# -- restart --------------------------------------------------------------------


def test_started_again_soon_the_count_goes_on() -> None:
    desk = Desk().works(20)
    desk.now += 60
    desk.tell(events.StartedAgain(60)).works(9)
    assert desk.log == ["30:00 prompt due, sat 30 min"]


def test_started_again_later_the_gap_was_not_sat() -> None:
    desk = Desk().works(20)
    desk.now += 180
    desk.tell(events.StartedAgain(180))
    assert desk.sat == 20


def test_started_again_shows_the_prompt_again_and_gives_an_open_guide_up() -> None:
    prompted = Desk().works(30)
    prompted.log.clear()
    prompted.tell(events.StartedAgain(1)).works(0.1).expect("30:02 prompt due, sat 30 min")
    assert prompted.engine.state.prompts_today == 1
    on_break = Desk().works(30).starts().tell(events.StartedAgain(1))
    assert on_break.phase is Phase.WORKING
    assert on_break.view.asked


def test_started_again_asks_as_it_had_asked() -> None:
    desk = Desk().works(42)
    desk.log.clear()
    desk.tell(events.StartedAgain(1)).works(0.1).expect("42:02 prompt repeat, sat 42 min")
    desk.works(1)
    desk.now += 100
    desk.tell(events.StartedAgain(100)).works(1).expect()
    assert desk.view.asked


def test_started_again_nothing_is_asked_before_quiet_and_hours_had_their_say() -> None:
    for event in (events.QuietBegan("microphone"), events.HoursEnded(), events.Locked()):
        desk = Desk().works(30)
        desk.log.clear()
        desk.tell(events.StartedAgain(1)).tell(event).works(5)
        assert [line for line in desk.log if "prompt" in line] == []


def test_a_machine_started_again_moves_the_clock_and_nothing_else() -> None:
    desk = Desk().works(20)
    desk.engine.state.move(-900)
    moved = Engine(Rules(), desk.now - 900, desk.engine.state)
    assert moved.view(desk.now - 900).due_in(desk.now - 900) == 10 * MINUTE


# -- the engine's promises about itself -------------------------------------------


def test_told_too_early_it_does_nothing() -> None:
    desk = Desk().works(10).tell(events.DeadlinePassed())
    desk.expect()


def test_every_event_has_a_phase_that_hears_it() -> None:
    heard = frozenset().union(*LISTENS.values())
    assert heard == set(events.Event.__args__)
    assert set(LISTENS) == set(Phase)


def test_each_decision_is_told() -> None:
    desk = Desk().works(32).works(10).puts_it_away().snoozes().works(5).snoozes().works(5).skips()
    assert [decision.did for decision in desk.decisions] == [
        Did.PROMPTED,
        Did.UNANSWERED,
        Did.REPEATED,
        Did.PUT_AWAY,
        Did.SNOOZED,
        Did.PROMPTED,
        Did.SNOOZED,
        Did.PROMPTED,
        Did.SKIPPED,
    ]
