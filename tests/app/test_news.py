from __future__ import annotations

from deskbreak.app.news import News
from deskbreak.ports import Notice
from tests.desk import Desk


def test_news_waits_until_no_prompt_is_on_the_screen() -> None:
    """One notice, ever: a mistake in the settings must not wipe the reminder away."""
    shown: list[Notice] = []
    news = News(shown.append)
    first, second = Notice("one", ""), Notice("two", "")
    desk = Desk().works(30)
    news.tell(first)
    news.tell(second)
    news(desk.view, desk.now)
    assert shown == []
    desk.starts()
    news(desk.view, desk.now)
    assert shown == []
    desk.finishes()
    news(desk.view, desk.now)
    news(desk.view, desk.now)
    news(desk.view, desk.now)
    assert shown == [first, second]


def test_on_a_free_screen_it_is_shown_at_once() -> None:
    """Whoever has just saved a mistake looks at the screen now, not in a minute."""
    shown: list[Notice] = []
    news = News(shown.append)
    first, second = Notice("one", ""), Notice("two", "")
    desk = Desk().works(5)
    news(desk.view, desk.now)
    news.tell(first)
    assert shown == [first]
    news.tell(second)
    assert shown == [first]
    news(desk.view, desk.now)
    assert shown == [first, second]
