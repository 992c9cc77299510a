"""A warning sign: what is said and kept back while it is ticked, and that only somebody who means it clears it."""

from __future__ import annotations

import pytest

from deskbreak.app.signs import hands_off
from deskbreak.core.profile import RedFlag
from deskbreak.errors import DeskbreakError
from deskbreak.ports.notices import Notice
from tests.app.inside import Inside

LOCKS = (RedFlag.EMERGENCY, RedFlag.SAME_DAY)
WORDS = {RedFlag.EMERGENCY: "112, 999 or 911", RedFlag.SAME_DAY: "urgent-care line today", RedFlag.SOON: "looked at"}


def on_screen(whole: Inside) -> Notice:
    assert whole.screen.shown is not None
    return whole.screen.shown


@pytest.mark.parametrize("sign", RedFlag)
def test_ticked_it_says_what_to_do(whole: Inside, sign: RedFlag) -> None:
    whole.passes(1)
    whole.tells(red_flag=sign)
    notice = on_screen(whole)
    assert WORDS[sign] in notice.body
    assert "until a professional has looked at it" in notice.body
    assert [button.label for button in notice.buttons] == ["A professional has looked at this"]
    assert not any(word in notice.title.lower() for word in ("pain", "sign", "emergency", "urgent"))
    assert whole.ask({"do": "status"})["warning_sign"] == sign


@pytest.mark.parametrize("sign", LOCKS)
def test_under_one_a_reminder_is_a_pause_and_nothing_else(whole: Inside, sign: RedFlag) -> None:
    whole.tells(red_flag=sign)
    whole.passes(30)
    notice = on_screen(whole)
    assert (notice.title, notice.body) == ("Time for a pause.", "You have sat 30 min.")
    whole.ask({"do": "snooze"})
    whole.passes(5)
    assert on_screen(whole).body.splitlines() == ["Your snoozed reminder.", "You have sat 35 min."]
    whole.ask({"do": "skip"})
    whole.passes(0.5)
    assert WORDS[sign] in on_screen(whole).body, "the screen is free again: it stands until it is put away"


def test_under_one_there_is_nothing_to_reach_and_nothing_to_choose(whole: Inside) -> None:
    whole.store.walk(600, whole.clock.wall())
    assert whole.ask({"do": "status"})["targets"] != {}
    whole.tells(red_flag=RedFlag.SAME_DAY)
    assert whole.ask({"do": "status"})["targets"] == {}
    assert not whole.given.has_choice
    for request in ({"do": "start", "movement": "walk-break"}, {"do": "next", "movement": "walk-break"}):
        with pytest.raises(DeskbreakError, match="you ticked a warning sign") as refused:
            whole.ask(request)
        assert refused.value.hint == "Once a professional has looked at it: deskbreak safety --seen"


def test_one_that_is_not_urgent_leaves_the_gentle_level(whole: Inside) -> None:
    whole.tells(red_flag=RedFlag.SOON, level_max=3)
    assert whole.given.has_choice
    assert whole.advice.situation().limits.level == 1
    whole.passes(30)
    assert on_screen(whole).title != "Time for a pause."


def test_no_stray_click_clears_it(whole: Inside) -> None:
    whole.passes(1)
    whole.tells(red_flag=RedFlag.EMERGENCY)
    (seen,) = on_screen(whole).buttons
    whole.ask(seen.request)
    assert whole.profile.red_flag is RedFlag.EMERGENCY
    asked = on_screen(whole)
    assert asked.click is None
    yes, not_yet = asked.buttons
    whole.ask(not_yet.request)
    assert WORDS[RedFlag.EMERGENCY] in on_screen(whole).body
    whole.ask(seen.request)
    whole.ask(yes.request)
    assert whole.profile.red_flag is None
    assert whole.changed == [("conditions.red_flag", "none")]
    assert on_screen(whole).title == "Thanks"
    whole.passes(1)
    assert WORDS[RedFlag.EMERGENCY] not in whole.screen.all[-1].body
    whole.passes(29)
    assert whole.named()


def test_put_away_it_is_read_from_the_menu(whole: Inside) -> None:
    whole.passes(1)
    whole.tells(red_flag=RedFlag.SAME_DAY)
    put_away = on_screen(whole).put_away
    assert put_away is not None
    whole.ask(put_away)
    assert whole.screen.shown is None
    whole.passes(2)
    assert whole.screen.shown is None
    whole.ask({"do": "sign"})
    assert WORDS[RedFlag.SAME_DAY] in on_screen(whole).body


@pytest.mark.parametrize(("sign", "times"), [(RedFlag.EMERGENCY, 2), (RedFlag.SAME_DAY, 2), (RedFlag.SOON, 1)])
def test_after_a_start_it_is_told_again_if_it_is_urgent(whole: Inside, sign: RedFlag, times: int) -> None:
    whole.passes(1)
    whole.tells(red_flag=sign)
    whole.signs.look()
    whole.news.moot("sign")
    whole.starts_again()
    assert sum(WORDS[sign] in notice.body for notice in whole.screen.all) == times


def test_cleared_and_ticked_again_even_the_last_one_is_told_again(whole: Inside) -> None:
    whole.passes(1)
    for _ in range(2):
        whole.tells(red_flag=RedFlag.SOON)
        assert WORDS[RedFlag.SOON] in on_screen(whole).body
        whole.tells(red_flag=None)
        assert whole.screen.shown is None


def test_without_one_there_is_nothing_to_read_and_nothing_to_clear(whole: Inside) -> None:
    for do in ("sign", "seen"):
        with pytest.raises(DeskbreakError, match="No warning sign is ticked"):
            whole.ask({"do": do})


def test_ticked_at_a_prompt_it_holds_at_once(whole: Inside) -> None:
    whole.passes(30)
    assert whole.named()
    whole.tells(red_flag=RedFlag.EMERGENCY)
    assert on_screen(whole).title == "Time for a pause."
    whole.ask({"do": "start"})
    assert whole.given.suggestion is not None
    assert whole.given.suggestion.id == "plain"


@pytest.mark.parametrize("seconds", [1, 40])
def test_ticked_under_way_the_movement_stops(whole: Inside, seconds: float) -> None:
    whole.ask({"do": "start", "movement": "walk-break"})
    whole.passes(seconds / 60)
    whole.tells(red_flag=RedFlag.EMERGENCY)
    assert whole.countdown.deadline is None
    assert whole.ask({"do": "status"})["phase"] == "working"
    assert WORDS[RedFlag.EMERGENCY] in on_screen(whole).body
    assert len(whole.store.records()) == (seconds == 40)
    whole.ask({"do": "now"})
    assert whole.given.now().id == "plain"


def test_so_it_does_when_a_check_in_speaks_against_it(whole: Inside) -> None:
    whole.passes(30)
    whole.ask({"do": "start"})
    whole.passes(0.3)
    assert whole.countdown.deadline is not None
    whole.ask({"do": "checkin", "intensity": 8, "quiet": True})
    assert whole.countdown.deadline is None


def test_a_plain_break_under_way_goes_on(whole: Inside) -> None:
    whole.tells(red_flag=RedFlag.SAME_DAY)
    whole.ask({"do": "now"})
    whole.tells(red_flag=RedFlag.EMERGENCY)
    assert whole.countdown.deadline is not None


def test_what_named_another_movement_leaves_the_screen(whole: Inside) -> None:
    whole.passes(30)
    whole.ask({"do": "snooze"})
    whole.ask({"do": "another"})
    assert on_screen(whole).title == "Another movement"
    whole.tells(red_flag=RedFlag.SAME_DAY)
    assert on_screen(whole).title != "Another movement"


def test_the_demo_clears_nothing() -> None:
    with pytest.raises(DeskbreakError, match="changes nothing of yours"):
        hands_off("conditions.red_flag", "none")


@pytest.mark.parametrize("on_break", [False, True])
def test_what_is_asked_about_it_is_answered_at_once_over_a_reminder_or_a_countdown(
    whole: Inside, on_break: bool
) -> None:
    whole.tells(red_flag=RedFlag.SAME_DAY)
    whole.passes(30)
    if on_break:
        whole.ask({"do": "start"})
        whole.passes(0.1)
    under = on_screen(whole).title.split(" · ")[0]
    whole.ask({"do": "sign"})
    whole.passes(0.2)
    assert WORDS[RedFlag.SAME_DAY] in on_screen(whole).body, "it stands until it is put away"
    put_away = on_screen(whole).put_away
    assert put_away is not None
    whole.ask(put_away)
    whole.news.on_time(whole.clock.now())
    assert on_screen(whole).title.startswith(under)
    whole.ask({"do": "seen"})
    assert on_screen(whole).title == "Has a professional looked at this?"
    whole.passes(0.2)
    assert on_screen(whole).title == "Has a professional looked at this?"
    assert whole.news.deadline is not None
    whole.passes(0.2)
    whole.news.on_time(whole.clock.now())
    assert on_screen(whole).title.startswith(under), "unanswered, it gives the screen back"
    whole.ask({"do": "seen", "sure": True})
    assert on_screen(whole).title == "Thanks"
