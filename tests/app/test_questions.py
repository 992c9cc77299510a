"""Small questions after a break, in virtual time: asked once, answered, and heeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from deskbreak.app import question_notices
from deskbreak.app.questions import Wanted
from deskbreak.core.asked import What
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.events import HoursBegan, HoursEnded
from deskbreak.core.hours import Hours, Span
from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, Place, Profile, RedFlag
from deskbreak.core.progress import grown
from deskbreak.core.questions import Question, unused
from deskbreak.core.safety import THINGS
from deskbreak.core.state import Phase
from deskbreak.errors import DeskbreakError
from deskbreak.library.messages import LONGEST_BODY, LONGEST_TITLE
from deskbreak.ports.notices import Notice
from tests.app.inside import Inside
from tests.offered import LIBRARY, suggested

BEND, PLANK = "seated-side-bend", "wall-side-plank"
DAY = 86400.0
HOME = Profile(places=(Place.HOME,) * 7, floor_ok=True, equipment=frozenset(THINGS))
RECORD = BreakRecord("stand-up", Outcome.TAKEN, 1800, moved=Movements(20, 20))


def did_often(inside: Inside, what: str) -> None:
    """Five times within the two weeks before; once more, and it is easy."""
    for days in (15, 12, 9, 6, 3):
        inside.store.add(RECORD, suggested(what), inside.clock.wall() - days * DAY)


def take(inside: Inside, what: str = BEND) -> Notice | None:
    """Do this, and see what is on the screen afterwards."""
    inside.ask({"do": "start", "movement": what})
    inside.passes(2)
    return inside.screen.shown


def next_day(inside: Inside) -> None:
    inside.screen.withdraw()
    inside.clock.passes(DAY)
    inside.runtime.on_wake(0.0)
    inside.ask({"do": "sit"}) if inside.runtime.view().standing else None


def answers(inside: Inside) -> list[tuple[str, str, str | None]]:
    return [(each.what, each.about, each.answer) for each in inside.store.asked() if each.what != What.SORE_SET]


def test_whoever_says_yes_has_more_of_it(whole: Inside) -> None:
    did_often(whole, BEND)
    shown = take(whole)
    assert shown is not None
    assert (shown.title, shown.body) == (
        "Ready for a little more?", "You have done Seated side bend often. Hold it 25 s instead of 20 s?",
    )  # fmt: skip
    assert [button.label for button in shown.buttons] == ["Yes", "Not yet"]
    whole.ask(shown.buttons[0].request)
    assert answers(whole) == [("more", BEND, "yes")]
    assert whole.advice.library.movements[BEND].dose.hold_s == 25
    whole.ask({"do": "start", "movement": BEND})
    assert whole.given.suggestion is not None
    assert [part.seconds for part in whole.given.suggestion.parts] == [25, 25]
    whole.passes(0.3)
    whole.ask({"do": "too-much"})
    assert whole.advice.library.movements[BEND].dose.hold_s == 20


def test_after_a_long_time_away_it_is_a_step_less(whole: Inside) -> None:
    did_often(whole, BEND)
    take(whole)
    whole.ask({"do": "answer", "answer": "yes"})
    whole.clock.passes(15 * DAY)
    assert whole.advice.library.movements[BEND].dose.hold_s == 20


def test_whoever_says_not_yet_has_it_as_it_was_and_is_not_asked_again(whole: Inside) -> None:
    did_often(whole, BEND)
    shown = take(whole)
    assert shown is not None
    whole.ask(shown.buttons[1].request)
    assert answers(whole) == [("more", BEND, "no")]
    assert whole.advice.library.movements[BEND].dose.hold_s == 20
    next_day(whole)
    assert take(whole) is None


def test_a_yes_to_the_harder_one_allows_its_level_and_has_it_next(whole: Inside) -> None:
    whole.profile = HOME
    did_often(whole, PLANK)
    shown = take(whole, PLANK)
    assert shown is not None
    assert shown.body == (
        "You have done Wall side plank often. Try a harder one? With a yes, movements of level 2 may come."
    )
    whole.ask(shown.buttons[0].request)
    assert whole.changed == [("movements.level_max", "2")]
    assert answers(whole) == [("harder", PLANK, "yes")]


def test_what_the_settings_allow_by_then_comes_next(whole: Inside) -> None:
    whole.profile = HOME
    did_often(whole, PLANK)
    take(whole, PLANK)
    whole.profile = replace(HOME, level_max=2)
    whole.ask({"do": "answer", "answer": "yes"})
    assert (whole.changed, whole.given.chosen) == ([], "side-plank-knees")


def test_a_sore_side_is_asked_about_and_the_answer_heeded(whole: Inside) -> None:
    whole.profile = replace(whole.profile, sore=Side.LEFT)
    whole.store.ask(What.SORE_SET, "left", whole.clock.wall() - 15 * DAY)
    shown = take(whole)
    assert shown is not None
    assert (shown.title, shown.body) == ("Still the left?", "Stretches begin on your left side.")
    yes, no_longer, other = (button.request for button in shown.buttons)
    whole.ask(other)
    assert whole.changed == [("movements.sore_side", "right")]
    with pytest.raises(DeskbreakError, match="No question is open"):
        whole.ask(yes)
    for _again in range(14):
        next_day(whole)
        whole.store.ask(What.BACK, "", whole.clock.wall())
    next_day(whole)
    take(whole)
    whole.ask(no_longer)
    assert whole.changed[1:] == [("movements.sore_side", "none")]


def test_since_when_a_side_is_sore_is_known_from_the_first_break_on(whole: Inside) -> None:
    for sore in (None, Side.LEFT, Side.LEFT, None, Side.RIGHT):
        whole.profile = replace(whole.profile, sore=sore)
        assert take(whole) is None
        next_day(whole)
    assert [each.about for each in whole.store.asked()] == ["left", "", "right"]


def ask_about_the_back(inside: Inside) -> Notice | None:
    """What is asked of somebody whose side has been sore for a week."""
    inside.profile = replace(inside.profile, sore=Side.LEFT)
    inside.store.ask(What.SORE_SET, "left", inside.clock.wall() - 8 * DAY)
    return take(inside)


def test_how_the_back_is_is_a_check_in(whole: Inside) -> None:
    shown = ask_about_the_back(whole)
    assert shown is not None
    assert shown.title == "How is your back right now?"
    assert [(button.label, button.request) for button in shown.buttons] == [
        ("Fine", {"do": "checkin", "intensity": 1}),
        ("So so", {"do": "checkin", "intensity": 5}),
        ("Bad", {"do": "checkin", "intensity": 8}),
    ]
    whole.ask(shown.buttons[1].request)
    assert whole.advice.situation().context.check_in == 5
    for _day in range(6):
        next_day(whole)
        take(whole)
    assert answers(whole) == [("back", "", None)], "no sooner than a week after it"


def test_one_question_a_day(whole: Inside) -> None:
    did_often(whole, BEND)
    whole.store.ask(What.SORE_SET, "left", whole.clock.wall() - 15 * DAY)
    whole.profile = replace(whole.profile, sore=Side.LEFT)
    shown = take(whole)
    assert shown is not None
    assert shown.title == "Still the left?"
    whole.screen.withdraw()
    assert take(whole) is None
    next_day(whole)
    shown = take(whole)
    assert shown is not None
    assert shown.title == "Ready for a little more?"


@pytest.mark.parametrize("end", ["skip", "snooze", "put-away"])
def test_only_a_break_that_was_taken_is_followed_by_a_question(whole: Inside, end: str) -> None:
    did_often(whole, BEND)
    whole.passes(30)
    whole.ask({"do": end})
    assert answers(whole) == []


def test_a_break_that_was_stopped_is_not_followed_by_one(whole: Inside) -> None:
    did_often(whole, BEND)
    whole.ask({"do": "start", "movement": BEND})
    whole.passes(0.3)
    whole.ask({"do": "skip"})
    assert answers(whole) == []


def test_nothing_is_asked_in_a_meeting_or_over_another_notice(whole: Inside) -> None:
    did_often(whole, BEND)
    whole.ask({"do": "meeting", "seconds": 3600})
    assert take(whole) is None
    whole.ask({"do": "resume"})
    news = Notice("Something else", "")
    whole.runtime.on_view.insert(0, lambda _view, _now: whole.notifiers.show(news))
    assert take(whole) is news
    assert answers(whole) == []


@pytest.mark.parametrize(
    "profile",
    [
        *(Profile(red_flag=flag, sore=Side.LEFT) for flag in RedFlag),
        Profile(answers={"acute-pain": Answer.YES}, sore=Side.LEFT),
    ],
)
def test_nothing_is_asked_of_whoever_should_rest(whole: Inside, profile: Profile) -> None:
    did_often(whole, "stand-and-shift")
    whole.store.ask(What.SORE_SET, "left", whole.clock.wall() - 15 * DAY)
    whole.profile = profile
    whole.ask({"do": "now"})
    whole.passes(4)
    assert [entry.record.outcome for entry in whole.store.records()][-1] == "taken"
    assert answers(whole) == []


def test_whoever_wants_no_questions_has_none(whole: Inside) -> None:
    whole.wants = Wanted(questions=False, summaries=False)
    did_often(whole, BEND)
    assert take(whole) is None
    assert whole.store.asked() == []


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"answer": "perhaps"}, "perhaps is no answer"),
        ({"answer": "other"}, "other is no answer"),
        ({"answer": "yes", "what": "more", "about": "walk-break"}, "No question is open"),
        ({"answer": "yes", "what": "back", "about": ""}, "No question is open"),
        ({"answer": "yes", "what": ["more"], "about": BEND}, "No question is open"),
        ({}, "None is no answer"),
    ],
)
def test_an_answer_that_is_none_is_refused(whole: Inside, answer: dict[str, object], refused: str) -> None:
    with pytest.raises(DeskbreakError, match="No question is open"):
        whole.ask({"do": "answer", "answer": "yes"})
    did_often(whole, BEND)
    take(whole)
    with pytest.raises(DeskbreakError, match=refused):
        whole.ask({"do": "answer"} | answer)
    assert answers(whole) == [("more", BEND, None)]


def test_without_buttons_it_is_said_how_to_answer(whole: Inside) -> None:
    did_often(whole, BEND)
    shown = take(whole)
    assert shown is not None
    assert {*shown.unbuttoned.values(), shown.in_terminal} == {"Answer with: deskbreak answer yes or no"}
    whole.ask({"do": "answer", "answer": "no"})
    assert answers(whole) == [("more", BEND, "no")]
    assert whole.screen.shown is None


def test_every_question_fits_into_a_notice() -> None:
    for one in LIBRARY.movements.values():
        more = question_notices.more(Question(What.MORE, one.id, dose=grown(one.dose)), one)
        for shown in (question_notices.harder(Question(What.HARDER, one.id, level=2), one), more):
            assert len(shown.title) <= LONGEST_TITLE
            assert len(shown.body) <= LONGEST_BODY, shown.body
            assert all(len(button.label) <= 14 for button in shown.buttons)


def test_more_of_a_set_is_told_in_times() -> None:
    hike = LIBRARY.movements["standing-hip-hike"]
    shown = question_notices.more(Question(What.MORE, hike.id, dose=grown(hike.dose)), hike)
    assert shown.body == "You have done Standing hip hike often. Do it 9 times instead of 8?"


# -- the end of the day -------------------------------------------------------------

UNTIL_FIVE = Hours(((Span(9 * 60, 17 * 60),),) * 5 + ((), ()))


def works_until_five(inside: Inside, day: int, breaks: int, walks: int = 0) -> Notice | None:
    """A day of this week in March 2026, on which the hours end while somebody is at work."""
    inside.hours = UNTIL_FIVE
    end = datetime(2026, 3, day, 17)
    inside.clock.wall_offset += (end - inside.ask.moment().shown).total_seconds()
    inside.runtime.on_wake(0.0)
    for number in range(breaks):
        inside.store.add(RECORD, suggested(BEND), inside.clock.wall() - 3600 * (number + 1))
    for number in range(walks):
        inside.store.walk(600, inside.clock.wall() - DAY - number)
    inside.runtime.post(HoursBegan())
    inside.runtime.post(HoursEnded(until=None))
    return inside.screen.shown


def test_the_day_is_summed_up_once(whole: Inside) -> None:
    shown = works_until_five(whole, 4, breaks=3)
    assert shown is not None
    assert (shown.title, shown.body) == (
        "Desk day done", "3 breaks today. One stretch each side, then switch off.",
    )  # fmt: skip
    whole.screen.withdraw()
    whole.ask({"do": "resume"})
    whole.runtime.post(HoursBegan())
    whole.runtime.post(HoursEnded(until=None))
    assert whole.screen.shown is None
    assert answers(whole) == [("day", "", None)]


def test_on_friday_it_is_the_week(whole: Inside) -> None:
    shown = works_until_five(whole, 6, breaks=4, walks=2)
    assert shown is not None
    assert shown.title == "Your week: 2 walks, 4 breaks"
    assert answers(whole) == [("week", "", None)]


def test_a_week_with_hardly_a_walk_tells_of_the_day(whole: Inside) -> None:
    shown = works_until_five(whole, 6, breaks=4)
    assert shown is not None
    assert shown.title == "Desk day done"


def test_a_day_with_hardly_a_break_is_not_talked_about(whole: Inside) -> None:
    assert works_until_five(whole, 4, breaks=1) is None
    assert whole.store.asked() == []


def test_nothing_is_summed_up_unless_somebody_wants_it(whole: Inside) -> None:
    whole.wants = Wanted(questions=True, summaries=False)
    assert works_until_five(whole, 4, breaks=3) is None


def test_a_summary_comes_beside_a_question(whole: Inside) -> None:
    works_until_five(whole, 3, breaks=0)
    whole.store.ask(What.PACE, "stretch", whole.clock.wall() + DAY)
    assert works_until_five(whole, 4, breaks=3) is not None


def leave_unused(inside: Inside, times: int) -> Notice | None:
    """Skip so many reminders; what is on the screen after the last of them."""
    for _time in range(times):
        inside.screen.withdraw()
        while inside.runtime.view().phase is not Phase.PROMPTED:
            inside.passes(1)
        inside.ask({"do": "skip"})
    return inside.screen.shown


def test_whoever_leaves_four_of_six_is_asked_whether_there_are_too_many(whole: Inside) -> None:
    assert leave_unused(whole, 3) is None
    shown = leave_unused(whole, 1)
    assert shown is not None
    assert (shown.title, [button.label for button in shown.buttons]) == (
        "Too many reminders?", ["Every 45 min", "Icon only", "Leave it so"],
    )  # fmt: skip
    assert leave_unused(whole, 2) is None
    whole.ask({"do": "answer", "answer": "no"})
    assert whole.changed == []
    with pytest.raises(DeskbreakError):
        whole.ask({"do": "answer", "answer": "fewer"})


@pytest.mark.parametrize(
    ("answer", "setting"), [("fewer", ("reminder.every_minutes", "45")), ("icon", ("notifications.icon_only", "true"))]
)
def test_what_they_choose_is_set(whole: Inside, answer: str, setting: tuple[str, str]) -> None:
    shown = leave_unused(whole, 4)
    assert shown is not None
    request = next(button.request for button in shown.buttons if button.request["answer"] == answer)
    whole.ask(request)
    assert whole.changed == [setting]
    assert answers(whole)[-1] == (What.MANY, "", answer)


def test_it_is_asked_once_a_week_at_most(whole: Inside) -> None:
    assert leave_unused(whole, 4) is not None
    for day in range(1, 8):
        next_day(whole)
        shown = leave_unused(whole, 1)
        assert (shown is not None) == (day == 7), day


def test_what_came_by_itself_or_was_done_is_not_unused() -> None:
    did, left, went = Outcome.TAKEN, Outcome.MISSED, Outcome.NATURAL
    assert unused([left] * 9) == 6
    assert unused([left, left, left, did, did, went, went, went, left]) == 4
    assert unused([left, did, did, did, left, left, left]) == 3


def test_nobody_is_asked_who_wants_no_questions(whole: Inside) -> None:
    whole.wants = replace(whole.wants, questions=False)
    assert leave_unused(whole, 6) is None


def test_the_icon_alone_asks_whoever_wants_that(whole: Inside) -> None:
    whole.icon_only = True
    while whole.runtime.view().phase is not Phase.PROMPTED:
        whole.passes(1)
    assert whole.screen.shown is None
    # Whoever starts deskbreak again is told how things stand, and that is due.
    whole.ask({"do": "show"})
    assert whole.screen.shown is not None
    whole.screen.withdraw()
    whole.ask({"do": "another"})
    assert whole.named()
    whole.ask({"do": "start"})
    assert whole.runtime.view().phase is Phase.ON_BREAK


def test_where_no_tray_shows_the_icon_the_notice_asks_all_the_same(whole: Inside) -> None:
    whole.icon_only, whole.has_tray = True, False
    while whole.runtime.view().phase is not Phase.PROMPTED:
        whole.passes(1)
    assert whole.screen.shown is not None
