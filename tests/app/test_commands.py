"""What can be asked for, carried out by the whole inside of the program in virtual time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from deskbreak.app.commands import refusal
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.effects import Refusal
from deskbreak.core.events import HoursEnded
from deskbreak.core.hours import Hours, Span
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import weekday
from tests.app.inside import Inside


def test_from_the_prompt_to_the_history(inside: Inside) -> None:
    inside.passes(30)
    shown = inside.screen.shown
    assert shown is not None
    inside.ask(shown.buttons[0].request)
    assert inside.ask({"do": "status"})["phase"] == "on_break"
    inside.passes(1)
    assert inside.screen.shown is None
    assert inside.outcomes() == {"due": 1, "taken": 1}


def test_a_repeat_and_a_snoozed_one_name_the_same_movement_with_another_title(inside: Inside) -> None:
    inside.passes(30)
    first = inside.screen.shown
    inside.passes(12)
    repeat = inside.screen.shown
    inside.ask({"do": "snooze"})
    inside.passes(5)
    snoozed = inside.screen.shown
    assert first is not None
    assert repeat is not None
    assert snoozed is not None
    movement = first.body.splitlines()[0]
    assert movement in repeat.body
    assert movement in snoozed.body
    assert len({first.title, repeat.title, snoozed.title}) == 3


def test_the_status_is_the_contract(inside: Inside) -> None:
    inside.passes(10)
    status = inside.ask({"do": "status"})
    assert status.pop("say") == "Stand up in 20 min · sat 10 min"
    assert status.pop("version")
    assert status == {
        "phase": "working", "plan": "stand-up", "sat_seconds": 600, "due_in_seconds": 1200, "reasons": [],
        "snoozes": 0, "until": None, "guide": None, "guided": None, "window": False, "presence": "unknown",
        "tray": "none", "warning_sign": None,
        "targets": {"walk": {"seconds": 0, "goal_seconds": 1200}, "stretch": {"days": 0, "goal_days": 3}},
        "today": {"due": 0, "done": 0, "taken": 0, "partly": 0, "natural": 0, "skipped": 0, "missed": 0},
    }  # fmt: skip


def test_what_can_be_said(inside: Inside) -> None:
    assert inside.say(do="snooze", minutes=10) == "Stand up in 40 min · sat 0 s"
    assert inside.say(do="pause").startswith("Paused until you resume")
    assert inside.say(do="resume").startswith("Stand up in")
    assert inside.say(do="now").startswith("On a break")
    assert inside.say(do="skip").startswith("Stand up in")
    assert inside.outcomes() == {}


def test_a_skip_is_answered_with_the_next_one(inside: Inside) -> None:
    inside.clock.wall_offset += -inside.clock.wall() % 86400 + 9 * 3600
    inside.passes(30)
    assert inside.say(do="skip") == "Fine. Next one at 10:00."
    assert inside.outcomes() == {"due": 1, "skipped": 1}


def test_a_skip_is_no_promise_while_nothing_is_counted(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "snooze"})
    inside.ask({"do": "meeting", "seconds": 3600})
    assert not inside.say(do="skip").startswith("Stand up")
    inside.ask({"do": "stand"})
    assert "Next one" not in inside.say(do="sit")


@pytest.mark.parametrize(
    ("request_", "until"),
    [
        ({"do": "pause", "seconds": 1800}, None),
        ({"do": "pause", "until": "tomorrow"}, "06:00"),
        ({"do": "pause", "until": "14:30"}, "14:30"),
    ],
)
def test_a_pause_ends_on_the_wall_clock(inside: Inside, request_: Request, until: str | None) -> None:
    inside.ask(request_)
    end = inside.ask({"do": "status"})["until"]
    assert datetime.fromisoformat(end).timestamp() > inside.clock.wall()
    if until:
        assert end[11:16] == until
    else:
        assert datetime.fromisoformat(end).timestamp() == pytest.approx(inside.clock.wall() + 1800, abs=1)


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"do": "fly"},
        {"do": ["now"]},
        {"do": "meeting", "seconds": 1e9},
        {"do": "snooze", "minutes": 0},
        {"do": "snooze", "minutes": "5"},
        {"do": "snooze", "minutes": True},
        {"do": "snooze", "minutes": float("nan")},
        {"do": "pause", "seconds": -1},
        {"do": "pause", "seconds": 1e12},
        {"do": "pause", "until": "25:00"},
        {"do": "pause", "until": 5},
        {"do": "resume"},
    ],
)
def test_what_cannot_be_done_is_refused_in_two_lines(inside: Inside, request_: Request) -> None:
    with pytest.raises(DeskbreakError) as refused:
        inside.ask(request_)
    assert refused.value.title
    assert refused.value.hint
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_has_words(why: Refusal) -> None:
    assert all(refusal(why))


def test_the_status_notice_never_hides_a_prompt(inside: Inside) -> None:
    inside.ask({"do": "show"})
    assert inside.screen.shown is not None
    assert inside.screen.shown.title == "deskbreak is running"
    inside.passes(30)
    prompt = inside.screen.shown
    inside.ask({"do": "show"})
    assert inside.screen.shown == prompt


def test_put_away_hush_and_quit(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "put-away"})
    assert inside.runtime.view().asked
    inside.ask({"do": "start"})
    shown = len(inside.screen.all)
    inside.ask({"do": "hush"})
    inside.passes(0.5)
    assert len(inside.screen.all) == shown
    inside.ask({"do": "quit"})
    assert inside.quits == 1


def test_suspend_found_at_a_wake_comes_before_the_deadline(inside: Inside) -> None:
    """No prompt at the resume of a laptop (BreakTimer 53, Stretchly 121)."""
    inside.passes(29)
    inside.clock.suspends(3600)
    inside.passes(0.1)
    assert inside.screen.shown is None
    assert inside.outcomes() == {"due": 1, "natural": 1}


def test_so_many_minutes_of_pause_stay_as_many_when_the_clock_is_put_right(inside: Inside) -> None:
    inside.ask({"do": "pause", "seconds": 1800})
    inside.clock.is_set(-3 * 365 * 86400)
    inside.passes(0)
    inside.runtime.on_wake(0.0)
    end = datetime.fromisoformat(inside.ask({"do": "status"})["until"]).timestamp()
    assert end == pytest.approx(inside.clock.wall() + 1800, abs=1)


def test_a_pause_until_a_time_of_day_stays_at_that_time(inside: Inside) -> None:
    """Also where the flight leads to (Stretchly 741)."""
    inside.ask({"do": "pause", "until": "14:30"})
    inside.clock.is_set(-3600)
    inside.runtime.on_wake(0.0)
    inside.zone.moves(6 * 3600)
    inside.runtime.on_wake(0.0)
    assert inside.ask({"do": "status"})["until"].endswith("T14:30:00+06:00")


def test_until_tomorrow_is_until_the_next_working_morning(inside: Inside) -> None:
    inside.hours = Hours(((Span(9 * 60, 17 * 60),),) * 5 + ((), ()))
    inside.ask({"do": "pause", "until": "tomorrow"})
    assert inside.ask({"do": "status"})["until"][11:16] == "09:00"


def test_a_meeting_holds_the_prompt_and_has_a_way_out(inside: Inside) -> None:
    assert inside.say(do="meeting", seconds=2700).startswith("In a meeting until ")
    inside.passes(31)
    assert inside.screen.shown is None
    status = inside.ask({"do": "status"})
    assert (status["phase"], status["reasons"]) == ("deferred", ["meeting"])
    assert status["say"].startswith("Held back: you have been in a meeting since")
    inside.ask({"do": "resume"})
    inside.passes(1)
    assert inside.screen.shown is not None


def test_a_meeting_that_goes_on_is_made_longer_from_the_prompt_that_follows_it(inside: Inside) -> None:
    inside.ask({"do": "meeting", "seconds": 2700})
    inside.passes(46)
    assert inside.screen.shown is not None
    longer = inside.screen.shown.buttons[1]
    assert longer.label == "10 min more"
    inside.ask(longer.request)
    assert inside.screen.shown is None
    assert inside.ask({"do": "status"})["phase"] == "deferred"
    inside.passes(11)
    assert inside.screen.shown is not None
    assert inside.screen.shown.buttons[1].label == "10 min more"


def test_a_question_that_is_moot_leaves_the_screen(inside: Inside) -> None:
    inside.ask({"do": "stand"})
    inside.passes(61)
    assert inside.screen.shown is not None
    assert inside.screen.shown.title == "Still standing?"
    inside.ask({"do": "sit"})
    assert inside.screen.shown is None


def test_a_question_that_was_answered_is_not_asked_again(inside: Inside) -> None:
    inside.ask({"do": "stand"})
    inside.passes(61)
    assert inside.screen.shown is not None
    inside.ask(inside.screen.shown.buttons[0].request)
    inside.ask({"do": "show"})
    assert inside.screen.shown.title == "deskbreak is running"


def test_a_history_that_cannot_be_used_stops_no_reminder(inside: Inside, caplog: pytest.LogCaptureFixture) -> None:
    inside.store.close()
    inside.passes(30)
    assert inside.screen.shown is not None
    inside.ask({"do": "start"})
    inside.passes(1)
    assert inside.ask({"do": "status"})["phase"] == "working"
    assert "the history could not be used" in caplog.text


def test_a_guide_that_cannot_be_opened_leaves_the_break_open(inside: Inside) -> None:
    def fail(suggestion: object, now: float) -> None:
        raise OSError("no guide")

    inside.countdown.open = fail  # type: ignore[method-assign]
    inside.passes(30)
    inside.ask({"do": "start"})
    assert inside.runtime.view().asked


def test_a_natural_break_was_not_the_movement_that_was_shown(inside: Inside) -> None:
    inside.passes(33)
    inside.clock.suspends(3600)
    inside.passes(0.1)
    row = inside.store._db.execute("SELECT outcome, movement FROM record").fetchone()
    assert row == ("natural", None)


def test_in_a_pause_the_status_notice_offers_the_way_out(inside: Inside) -> None:
    inside.ask({"do": "pause"})
    inside.ask({"do": "show"})
    assert inside.screen.shown is not None
    assert [button.label for button in inside.screen.shown.buttons] == ["Take now", "Resume", "Settings"]


def test_one_fault_does_not_make_it_deaf(inside: Inside) -> None:
    handle = inside.runtime._engine.handle

    def fail(event: object, now: float) -> list[object]:
        raise ValueError("a bug")

    inside.runtime._engine.handle = fail  # type: ignore[method-assign,assignment]
    with pytest.raises(ValueError, match="a bug"):
        inside.ask({"do": "done"})
    inside.runtime._engine.handle = handle  # type: ignore[method-assign]
    inside.ask({"do": "done"})
    assert inside.outcomes() == {"due": 1, "taken": 1}


def test_who_looks_on_cannot_disturb(inside: Inside, caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    def fail(view: object, now: float) -> None:
        raise OSError("no panel")

    inside.runtime.on_view += [fail, lambda view, now: seen.append(view)]
    inside.ask({"do": "done"})
    assert "no panel" in caplog.text
    assert seen


def test_a_failing_adapter_does_not_fail_the_program(inside: Inside, caplog: pytest.LogCaptureFixture) -> None:
    def fail(notice: object) -> None:
        raise OSError("no screen")

    inside.screen.show = fail  # type: ignore[method-assign]
    inside.passes(30)
    assert "no screen" in caplog.text
    assert inside.say(do="done").startswith("Stand up in 30 min")


def test_after_a_jump_the_calendar_is_looked_at(inside: Inside) -> None:
    looks = []
    inside.runtime.on_jump = lambda: looks.append(inside.clock.wall())
    inside.passes(1)
    assert looks == []
    for jump in (inside.clock.suspends, inside.clock.is_set, inside.zone.moves):
        jump(7200)
        inside.runtime.on_wake(0.0)
    assert len(looks) == 3


def test_a_new_break_names_a_new_movement_also_over_one_that_nobody_answered(inside: Inside) -> None:
    inside.passes(30)
    first = inside.screen.shown
    inside.passes(30)
    assert first is not None
    assert inside.screen.shown is not None
    assert inside.screen.shown.body.splitlines()[0] != first.body.splitlines()[0]


def test_a_click_on_the_icon_does_not_wipe_a_question_away(inside: Inside) -> None:
    inside.ask({"do": "stand"})
    inside.passes(61)
    question = inside.screen.shown
    inside.ask({"do": "show"})
    assert inside.screen.shown is question


def test_what_was_put_away_stays_away_when_somebody_asks_how_things_stand(inside: Inside) -> None:
    inside.passes(30)
    inside.ask({"do": "put-away"})
    inside.ask({"do": "show"})
    assert inside.screen.shown is not None
    assert inside.screen.shown.title == "deskbreak is running"


def test_the_end_that_is_told_is_that_of_the_state_that_is_told(inside: Inside) -> None:
    inside.runtime.post(HoursEnded(inside.clock.wall() + 3600))
    inside.ask({"do": "pause"})
    status = inside.ask({"do": "status"})
    assert (status["phase"], status["until"]) == ("paused", None)
    inside.ask({"do": "resume"})
    assert inside.ask({"do": "status"})["until"] is not None


def test_the_time_that_is_shown_is_the_time_that_comes(inside: Inside) -> None:
    """Displayed time wrong (Stretchly 1504): the grace after a sleep counts as well."""
    inside.passes(29)
    inside.clock.suspends(150)
    inside.passes(0.01)
    status = inside.ask({"do": "status"})
    assert status["due_in_seconds"] == pytest.approx(300, abs=2)
    inside.passes(4.9)
    assert inside.screen.shown is None
    inside.passes(0.2)
    assert inside.screen.shown is not None


def test_a_walk_is_kept_for_its_day(inside: Inside) -> None:
    inside.ask({"do": "walk", "seconds": 600})
    inside.ask({"do": "walk", "seconds": 300})
    assert inside.store.day(inside.clock.wall()).walked_seconds == 900
    assert inside.outcomes() == {}


def test_a_walk_that_cannot_be_kept_is_told(inside: Inside) -> None:
    inside.store.close()
    with pytest.raises(DeskbreakError):
        inside.ask({"do": "walk", "seconds": 600})


@pytest.mark.parametrize("seconds", [0, -1, "600", True, None, float("nan"), 1e9])
def test_what_is_no_walk(inside: Inside, seconds: object) -> None:
    with pytest.raises(DeskbreakError):
        inside.ask({"do": "walk", "seconds": seconds})


def test_settings_from_the_menu(inside: Inside) -> None:
    inside.ask({"do": "every", "minutes": 45})
    inside.ask({"do": "sore", "side": "left"})
    inside.ask({"do": "sore", "side": None})
    assert inside.changed == [
        ("reminder.every_minutes", "45"), ("movements.sore_side", "left"), ("movements.sore_side", "none"),
    ]  # fmt: skip
    inside.ask({"do": "settings"})
    inside.ask({"do": "settings", "activation": "token-1"})
    assert inside.edited == ["", "token-1"]


def test_what_is_at_hand_is_written_as_a_whole(inside: Inside) -> None:
    inside.ask({"do": "at-hand", "thing": "wall", "on": True})
    inside.ask({"do": "at-hand", "thing": "desk", "on": False})
    inside.ask({"do": "floor", "on": True})
    assert inside.changed == [
        ("movements.equipment", "chair,desk,wall"), ("movements.equipment", "chair"), ("movements.floor_ok", "true")
    ]  # fmt: skip


def test_the_last_seven_days_in_a_notice(inside: Inside) -> None:
    inside.ask({"do": "history"})
    assert inside.screen.shown is not None
    assert inside.screen.shown.body == "There was no break in these days."
    wall = inside.clock.wall()
    for days in (9, 2, 2, 0):
        inside.store.add(BreakRecord("stand-up", Outcome.TAKEN, 1800, 0), None, wall - days * 86400)
    inside.store.add(BreakRecord("stand-up", Outcome.MISSED, 1800, 0), None, wall)
    inside.store.walk(600, wall - 86400)
    inside.store.walk(1200, wall - 3 * 86400)
    inside.ask({"do": "history"})
    today = inside.ask.moment().shown.date()
    names = [weekday(today - timedelta(days=n)) for n in range(4)]
    assert inside.screen.shown.body.splitlines() == [
        f"{names[0]}: 1 of 2",
        f"{names[1]}: no breaks · walked 10 min",
        f"{names[2]}: 2 of 2",
        f"{names[3]}: no breaks · walked 20 min",
    ]


def test_the_status_notice_has_three_buttons(inside: Inside) -> None:
    inside.ask({"do": "show"})
    assert inside.screen.shown is not None
    assert [(button.label, button.request["do"]) for button in inside.screen.shown.buttons] == [
        ("Take now", "now"), ("Pause 1 h", "pause"), ("Settings", "settings"),
    ]  # fmt: skip
    inside.ask({"do": "meeting"})
    inside.ask({"do": "show"})
    assert [button.label for button in inside.screen.shown.buttons] == ["Take now", "The meeting is over", "Settings"]


def test_put_away_where_no_icon_would_tell_of_it_the_reminder_comes_once_more(inside: Inside) -> None:
    inside.has_tray = False
    inside.passes(30)
    first = inside.screen.shown
    assert first is not None
    assert first.put_away is None
    inside.passes(13)
    assert len(inside.screen.all) == 2
    inside.has_tray = True
    inside.passes(20)
    assert inside.screen.all[-1].put_away == {"do": "put-away"}
