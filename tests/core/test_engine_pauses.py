"""Pauses, hours, meetings and the one way out of each, as scenes."""

from __future__ import annotations

import pytest

from deskbreak.core import events
from deskbreak.core.breaks import Rules
from deskbreak.core.effects import Did
from deskbreak.core.state import PauseReason, Phase
from tests.desk import MINUTE, Desk

EVENING, MORNING = 1_772_470_800.0, 1_772_524_800.0


def decided(desk: Desk) -> list[Did]:
    return [decision.did for decision in desk.decisions]


# -- pauses --------------------------------------------------------------------------


def test_hours_and_a_pause_end_each_by_itself() -> None:
    """Stuck paused after do-not-disturb (Stretchly 1014, 1441): reasons are a set, never one flag."""
    desk = Desk().works(10).hours_end().pauses().hours_begin()
    assert desk.is_in(Phase.PAUSED)
    desk.hours_end().resumes()
    assert desk.is_in(Phase.OFF_HOURS)
    desk.hours_begin()
    assert desk.is_in(Phase.WORKING)
    assert desk.due_in == 20


def test_hours_told_twice_change_nothing_but_their_end() -> None:
    """Double triggers (Stretchly 1572): the calendar tells what holds anew after each jump."""
    desk = Desk().works(10).hours_end(EVENING).hours_end(MORNING)
    assert decided(desk) == [Did.PAUSED]
    assert desk.view.pauses == {PauseReason.HOURS: MORNING}


def test_outside_the_hours_one_may_go_on_until_they_begin_again() -> None:
    desk = Desk().works(10).hours_end(MORNING).resumes().hours_end(MORNING)
    assert desk.is_in(Phase.WORKING)
    desk.works(20).expect("30:00 prompt due, sat 30 min")
    desk.hours_begin().hours_end(MORNING + 86400)
    assert desk.is_in(Phase.OFF_HOURS)


def test_a_snoozed_prompt_comes_back_after_the_pause() -> None:
    desk = Desk().works(30).snoozes().pauses().works(60).resumes().works(0)
    assert desk.log[-1] == "90:00 prompt due, sat 90 min"
    assert desk.view.snoozes == 1


def test_what_is_held_or_snoozed_when_a_pause_comes_falls_due_after_it() -> None:
    taken_off = Desk().works(31).call(on=True).works(5).pauses().works(60).call(on=False).resumes().works(1)
    assert taken_off.log[-1] == "96:30 prompt held, sat 96 min"
    in_a_meeting = Desk().works(30).snoozes().meets(10).works(6).hours_end().works(60).hours_begin().works(1)
    assert in_a_meeting.log[-1] == "96:00 prompt due, sat 96 min"
    standing = Desk().works(30).snoozes().stands().pauses().works(10).resumes().sits().works(1)
    assert standing.log[-1] == "40:00 prompt due, sat 30 min"


def test_hours_off_as_long_as_a_night_are_one_where_nobody_can_be_seen() -> None:
    desk = Desk().works(20).hours_end().works(15 * 60).hours_begin()
    assert (desk.sat, desk.due_in) == (0, 30)
    lunch = Desk().works(20).hours_end().works(60).hours_begin()
    assert lunch.sat == 80
    seen = Desk().is_seen().works(20).hours_end().works(5 * 60).hours_begin()
    assert seen.sat == 320


def test_a_meeting_that_is_ended_by_choice_is_over_and_nothing_else_is_disregarded() -> None:
    desk = Desk().meets(60).works(10).resumes()
    assert decided(desk) == [Did.MEETING, Did.MEETING_OVER]


def test_a_pause_without_an_end_is_asked_about_once_on_the_next_day() -> None:
    desk = Desk().day_turns("2026-03-02").works(10).pauses().works(8 * 60)
    desk.day_turns("2026-03-03").works(0).expect("490:00 still paused?")
    desk.works(24 * 60).day_turns("2026-03-04").works(60).expect()
    assert desk.is_in(Phase.PAUSED)


def test_but_not_right_after_a_midnight_nor_while_nobody_is_here() -> None:
    desk = Desk().day_turns("2026-03-02").pauses().works(10).day_turns("2026-03-03").works(200)
    desk.expect()
    desk.leaves(8 * 60).returns().expect("690:00 still paused?")


def test_nor_before_the_morning_where_nobody_can_be_seen() -> None:
    desk = Desk().day_turns("2026-03-02").pauses().works(8 * 60).tell(events.DayTurned("2026-03-03", 6 * 3600))
    desk.works(359).expect()
    desk.works(2).expect("840:00 still paused?")


def test_a_pause_with_an_end_is_not_asked_about() -> None:
    desk = Desk().day_turns("2026-03-02").pauses(until=MORNING).works(8 * 60).day_turns("2026-03-03").works(600)
    desk.expect()


def test_resumed_and_paused_anew_it_is_asked_about_the_day_after_that() -> None:
    desk = Desk().day_turns("2026-03-02").pauses().works(200).resumes().pauses().day_turns("2026-03-03")
    desk.works(299).expect()
    desk.works(2).expect("500:00 still paused?")


# -- the clock -----------------------------------------------------------------------


def test_so_many_minutes_of_pause_last_as_long_when_the_clock_is_set() -> None:
    desk = Desk().pauses(until=EVENING).tell(events.ClockChanged(step=86400 * 365))
    assert desk.view.pauses == {PauseReason.USER: EVENING + 86400 * 365}
    desk.tell(events.ClockChanged(shift=3600))
    assert desk.view.pauses == {PauseReason.USER: EVENING + 86400 * 365}


def test_a_pause_until_a_time_of_day_stays_at_that_time_in_another_zone() -> None:
    """Pause until the morning failed in New Zealand (Stretchly 741)."""
    desk = Desk().tell(events.PauseChosen(MORNING, by_clock=True)).tell(events.ClockChanged(step=-3600))
    assert desk.view.pauses == {PauseReason.USER: MORNING}
    desk.tell(events.ClockChanged(shift=-6 * 3600))
    assert desk.view.pauses == {PauseReason.USER: MORNING + 6 * 3600}


def test_the_same_day_told_again_changes_nothing() -> None:
    desk = Desk().day_turns("2026-03-02").works(30).skips().stands().day_turns("2026-03-02")
    assert desk.is_in(Phase.STANDING)
    assert desk.engine.state.prompts_today == 1


# -- meetings ------------------------------------------------------------------------


def test_a_meeting_holds_prompts_and_counts_on() -> None:
    desk = Desk().works(20).meets(60).leaves(45)
    assert desk.is_in(Phase.DEFERRED)
    assert desk.sat == 65
    desk.works(16).expect("80:30 prompt held, sat 80 min")


def test_a_meeting_that_begins_takes_the_prompt_off_the_screen() -> None:
    desk = Desk().works(31).meets(30).works(31)
    desk.expect("30:00 prompt due, sat 30 min", "31:00 withdraw", "61:30 prompt held, sat 62 min")


def test_a_second_meeting_replaces_the_first() -> None:
    desk = Desk().meets(60).works(50).meets(5).works(5.4)
    desk.expect()
    desk.works(0.2).expect("55:30 prompt held, sat 56 min")
    assert Desk().meets(5).meets(60).works(50).is_in(Phase.DEFERRED)


def test_a_meeting_outlasts_a_restart_and_a_suspend() -> None:
    desk = Desk().meets(60).works(20)
    desk.now += 60
    desk.tell(events.StartedAgain(60)).works(19)
    assert desk.is_in(Phase.DEFERRED)
    asleep = Desk().meets(60).works(40).closes_the_lid(4)
    assert asleep.is_in(Phase.DEFERRED)


# -- the way out ---------------------------------------------------------------------


def test_resume_ends_the_pause_first_then_the_hours_then_the_meeting() -> None:
    desk = Desk().meets(90).works(40).hours_end(MORNING).pauses()
    assert desk.is_in(Phase.PAUSED)
    assert desk.resumes().is_in(Phase.OFF_HOURS)
    assert desk.resumes().is_in(Phase.DEFERRED)
    desk.resumes().expect("40:00 prompt held, sat 40 min")
    desk.resumes().expect("40:00 refuse not-paused")


def test_what_holds_a_prompt_by_mistake_is_disregarded_until_it_has_ended() -> None:
    """A detector's false alarm makes the program silently dead (Stretchly 348, 722, 1600)."""
    desk = Desk().do_not_disturb(on=True).works(40).resumes()
    desk.expect("40:00 prompt held, sat 40 min")
    desk.did_it().works(30)
    assert desk.log[-1] == "70:00 prompt due, sat 30 min"
    desk.did_it().do_not_disturb(on=False).do_not_disturb(on=True).works(31)
    assert desk.is_in(Phase.DEFERRED)


def test_a_signal_that_is_switched_off_holds_nothing_but_a_call_is_sitting_all_the_same() -> None:
    desk = Desk(Rules(deaf_to=frozenset({"microphone"}))).call(on=True).leaves(30)
    desk.expect("30:00 prompt due, sat 30 min")


def test_switched_off_while_it_holds_it_lets_go() -> None:
    desk = Desk().call(on=True).works(40).tell(events.RulesChanged(Rules(deaf_to=frozenset({"microphone"}))))
    desk.expect("40:00 prompt held, sat 40 min")


def test_held_for_an_hour_and_a_half_it_is_said_once() -> None:
    desk = Desk().call(on=True).works(200)
    assert decided(desk) == [Did.DEFERRED, Did.HELD_LONG]
    assert desk.decisions[-1].facts == {"signal": "microphone", "by": "Firefox", "due_ago": 90 * MINUTE}


# -- what is said --------------------------------------------------------------------


def test_a_held_prompt_says_from_when_to_when_it_was_held() -> None:
    desk = Desk().works(12).call(on=True).works(36).call(on=False).works(1)
    assert decided(desk) == [Did.DEFERRED, Did.PROMPTED]
    assert desk.decisions[-1].facts == {
        "asking": "held", "sat": 48.5 * MINUTE, "snoozes": 0, "signal": "microphone", "by": "Firefox",
        "due_ago": 18.5 * MINUTE, "began_ago": 36.5 * MINUTE, "ended_ago": 30,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("desk", "did"),
    [
        (Desk().is_seen().works(30.5), Did.TYPING),
        (Desk().works(27).leaves(4).returns().works(2), Did.WAITED),
        (Desk(Rules(daily_cap=0)).works(30), Did.CAPPED),
        (Desk().works(29).leaves(4), Did.AWAY),
        (Desk().works(29).closes_the_lid(4), Did.BACK),
        (Desk().works(29).closes_the_lid(1), Did.SLEPT),
    ],
)
def test_each_reason_not_to_ask_is_said_once(desk: Desk, did: Did) -> None:
    assert decided(desk).count(did) == 1


def test_overtime_goes_along_to_another_zone() -> None:
    desk = Desk().hours_end(MORNING).resumes().tell(events.ClockChanged(shift=-6 * 3600)).hours_end(MORNING + 6 * 3600)
    assert desk.is_in(Phase.WORKING)


def test_what_was_disregarded_is_heeded_after_a_restart() -> None:
    desk = Desk().do_not_disturb(on=True).works(40).resumes().did_it()
    desk.tell(events.StartedAgain(1)).do_not_disturb(on=True).works(31)
    assert desk.is_in(Phase.DEFERRED)


def test_held_twice_the_seconds_add_up() -> None:
    desk = Desk().call(on=True).works(40).call(on=False).works(1).call(on=True).works(10).call(on=False).works(1)
    desk.skips()
    assert desk.log[-1] == "52:00 record skipped, sat 52 min, held 21 min by microphone"
