"""One notice at a time: what stands comes back, what passes goes, and neither takes the place of a prompt."""

from __future__ import annotations

import pytest

from deskbreak.app import notices, safety_notices
from deskbreak.app.news import TO_READ, WORTH_ANSWERING, News
from deskbreak.app.notifiers import Notifiers
from deskbreak.core.state import Phase
from deskbreak.ports.notices import Notice
from tests.app.inside import Inside
from tests.desk import Desk
from tests.virtual import VirtualScreen

ASKED = Notice("what was asked for", "")
PASSES = Notice("a question", "")
SAFETY, MISTAKES = Notice("safety", "", stays=True), Notice("mistakes", "", stays=True)
PROMPT = Notice("stand up", "", stays=True)


class Told:
    """Somebody at a desk, with a screen that takes notices back unless it is a terminal."""

    def __init__(self, takes_back: bool = True) -> None:
        self.desk = Desk().works(5)
        self.screen = VirtualScreen()
        self.screen.tells_failure = takes_back
        self.notifiers = Notifiers()
        self.notifiers.use([self.screen])
        self.news = News(self.notifiers, lambda: self.desk.now)
        self.news(self.desk.view, self.desk.now)

    def passes(self, seconds: float) -> None:
        """With whatever News wants to be woken for."""
        end = self.desk.now + seconds
        while self.news.deadline is not None and self.news.deadline <= end:
            self.desk.now = max(self.desk.now, self.news.deadline)
            self.news.on_time(self.desk.now)
        self.desk.now = end

    def is_asked(self) -> None:
        while self.desk.view.phase is not Phase.PROMPTED:
            self.desk.works(1)
        self.notifiers.show(PROMPT)
        self.news(self.desk.view, self.desk.now)

    def skips(self) -> None:
        self.notifiers.withdraw()
        self.desk.skips()
        self.news(self.desk.view, self.desk.now)
        self.passes(0)

    @property
    def sees(self) -> Notice | None:
        return self.screen.shown


@pytest.fixture
def told() -> Told:
    return Told()


def test_it_is_shown_at_once_and_stands(told: Told) -> None:
    told.news.tell("safety", SAFETY)
    told.passes(600)
    assert told.sees is SAFETY
    assert told.news.deadline is None


def test_nothing_takes_the_place_of_a_prompt(told: Told) -> None:
    told.is_asked()
    told.news.tell("safety", SAFETY)
    told.news.answer(ASKED)
    told.passes(10)
    assert told.sees is PROMPT
    told.skips()
    assert told.sees is ASKED
    told.passes(TO_READ)
    assert told.sees is SAFETY


@pytest.mark.parametrize("answer", ["done", "skip", "start", "snooze", "put-away", None])
def test_what_came_up_under_a_reminder_is_told_however_that_ends(inside: Inside, answer: str | None) -> None:
    inside.passes(31)
    reminder = inside.screen.shown
    inside.news.tell("settings", MISTAKES)
    assert reminder is not None
    assert inside.screen.shown is reminder
    if answer is not None:
        inside.ask({"do": answer})
    if answer == "put-away":
        inside.notifiers.over()
    inside.passes(4)
    assert inside.screen.shown is MISTAKES


def test_nobody_waits_for_an_answer_for_long(told: Told) -> None:
    told.is_asked()
    for _click in range(3):
        told.news.answer(ASKED)
    told.passes(WORTH_ANSWERING + 1)
    told.skips()
    assert told.sees is None
    assert ASKED not in told.screen.all


@pytest.mark.parametrize("passing", [ASKED, PASSES])
def test_whatever_passes_gives_the_screen_back(told: Told, passing: Notice) -> None:
    """Also where no server tells that it left."""
    told.news.tell("safety", SAFETY)
    if passing is ASKED:
        told.news.answer(passing)
    else:
        told.notifiers.show(passing)
        told.news(told.desk.view, told.desk.now)
    assert told.sees is passing
    told.passes(TO_READ)
    assert told.sees is SAFETY


def test_what_left_by_itself_gives_it_back_at_once(told: Told) -> None:
    told.news.tell("safety", SAFETY)
    told.news.answer(ASKED)
    told.notifiers.over()
    told.passes(0)
    assert told.sees is SAFETY


def test_a_question_that_stays_is_left_alone(told: Told) -> None:
    told.news.tell("safety", SAFETY)
    question = Notice("still paused?", "", stays=True)
    told.notifiers.show(question)
    told.news(told.desk.view, told.desk.now)
    told.passes(600)
    assert told.sees is question


def test_of_two_the_newest_is_on_top_and_the_other_beneath(told: Told) -> None:
    told.news.tell("settings", MISTAKES)
    told.news.tell("safety", SAFETY)
    assert told.sees is SAFETY
    told.news.moot("safety")
    told.passes(0)
    assert told.sees is MISTAKES
    told.news.moot("settings")
    assert told.sees is None


def test_put_away_it_does_not_come_back(told: Told) -> None:
    told.news.tell("safety", SAFETY)
    told.notifiers.over()
    told.news.moot("safety")
    told.is_asked()
    told.skips()
    told.passes(600)
    assert told.sees is None


def test_asked_for_again_it_is_there_at_once(told: Told) -> None:
    told.news.tell("settings", MISTAKES)
    told.news.tell("safety", SAFETY)
    told.news.answer(ASKED)
    told.news.tell("safety", SAFETY)
    assert told.sees is SAFETY


def test_news_of_the_same_takes_the_place_of_the_old(told: Told) -> None:
    told.news.tell("settings", MISTAKES)
    other = Notice("other mistakes", "", stays=True)
    told.news.tell("settings", other)
    told.news.moot("settings")
    told.passes(600)
    assert told.sees is None


def test_a_terminal_is_told_once() -> None:
    told = Told(takes_back=False)
    told.news.tell("safety", SAFETY)
    for _break in range(2):
        told.is_asked()
        told.skips()
        told.passes(600)
    assert told.screen.all.count(SAFETY) == 1


def test_each_of_them_says_what_closing_it_means() -> None:
    about = {
        notice.put_away["about"]
        for notice in (safety_notices.safety(), notices.mistakes(["line 1"]), notices.history_trouble(["full"]))
        if notice.put_away
    }
    assert about == {"safety", "settings", "history"}
