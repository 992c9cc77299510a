from __future__ import annotations

from deskbreak.app.news import TO_READ, News
from deskbreak.ports import Notice
from tests.desk import Desk


def test_news_waits_until_no_prompt_is_on_the_screen() -> None:
    """One notice, ever: a mistake in the settings must not wipe the reminder away."""
    shown: list[Notice] = []
    desk = Desk().works(30)
    news = News(shown.append, lambda: desk.now)
    notice = Notice("one", "")
    news.tell(notice)
    for act in (desk.works, lambda _minutes: desk.starts()):
        act(0)
        news(desk.view, desk.now)
        assert shown == []
        assert news.deadline is None
    desk.finishes()
    news(desk.view, desk.now)
    assert shown == [notice]


def test_on_a_free_screen_it_is_shown_at_once_and_each_can_be_read() -> None:
    """Whoever has just saved a mistake looks at the screen now; and of two, neither wipes the other away."""
    shown: list[Notice] = []
    desk = Desk().works(5)
    news = News(shown.append, lambda: desk.now)
    first, second = Notice("one", ""), Notice("two", "")
    news(desk.view, desk.now)
    news.tell(first)
    news.tell(second)
    for _ in range(3):
        news(desk.view, desk.now)
    assert shown == [first]
    assert news.deadline == desk.now + TO_READ
    desk.now += TO_READ
    news.on_time(desk.now)
    assert shown == [first, second]
    assert news.deadline is None


def test_what_was_asked_for_is_shown_at_once_but_over_no_prompt() -> None:
    shown: list[Notice] = []
    desk = Desk().works(5)
    news = News(shown.append, lambda: desk.now)
    news(desk.view, desk.now)
    for title in ("one", "two"):
        news.answer(Notice(title, ""))
    assert [notice.title for notice in shown] == ["one", "two"]
    desk.works(25)
    news(desk.view, desk.now)
    news.answer(Notice("three", ""))
    assert len(shown) == 2
    desk.skips()
    news(desk.view, desk.now)
    assert [notice.title for notice in shown] == ["one", "two", "three"]
