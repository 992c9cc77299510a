"""Who shows a notice, and what becomes of it when somebody else has to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.app.notifiers import FREEDESKTOP, PLYER, TERMINAL, TOAST, Notifiers, choose, others
from deskbreak.ports import Unavailable
from deskbreak.ports.notices import Notice, Notifier

PROMPT = Notice("Stand up?", "", stays=True)
PASSING = Notice("It runs", "")


class Shelf:
    """A `Notifier` that keeps what it is shown."""

    def __init__(self, name: str, tells_failure: bool = False) -> None:
        self.name = name
        self.tells_failure = tells_failure
        self.shown: list[Notice] = []

    def show(self, notice: Notice) -> None:
        self.shown.append(notice)

    def withdraw(self) -> None:
        self.shown.clear()


def refuses(why: str) -> Callable[[], Notifier]:
    def build() -> Notifier:
        raise Unavailable(why)

    return build


def test_the_first_that_works_and_why_the_others_are_not_used() -> None:
    works = Shelf("b")
    chosen, refused = choose([("a", refuses("no bus")), ("b", lambda: works), ("c", refuses("never asked"))])
    assert chosen is works
    assert refused == (("a", "no bus"), ("c", "not needed: b comes first"))
    assert choose([("a", refuses("no bus"))]) == (None, (("a", "no bus"),))


def test_the_order_and_the_reasons_on_linux(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    notifiers = Notifiers()
    notifiers.use_best([(FREEDESKTOP, refuses("no bus")), *others(Path())])
    assert notifiers.refused == (
        (FREEDESKTOP, "no bus"),
        (TOAST, "on Linux the desktop's own service is better"),
        (PLYER, "it needs a session bus"),
    )
    assert f"notifications: {TERMINAL}" in caplog.text
    for name, why in notifiers.refused:
        assert f"notifications: not {name}: {why}" in caplog.text


def test_elsewhere_toasts_come_first() -> None:
    toasts = Shelf(TOAST)
    assert choose(others(Path(), lambda: toasts)) == (toasts, ((PLYER, "not needed: desktop-notifier comes first"),))


def test_the_terminal_has_the_word_only_where_nobody_else_would_say_that_it_failed() -> None:
    best, last = Shelf("best", tells_failure=True), Shelf("last")
    notifiers = Notifiers()
    notifiers.use([best, last])
    notifiers.show(PROMPT)
    assert (best.shown, last.shown) == ([PROMPT], [])
    notifiers.failed(PROMPT)
    assert last.shown == [PROMPT]
    deaf = Shelf("deaf")
    notifiers.use([deaf, last])
    assert (deaf.shown, last.shown) == ([PROMPT], [PROMPT, PROMPT])
    notifiers.withdraw()
    assert (deaf.shown, last.shown) == ([], [])


@pytest.mark.parametrize(
    ("notice", "ends", "again"),
    [
        (PROMPT, lambda notifiers: None, [PROMPT]),
        (PASSING, lambda notifiers: None, []),
        (PROMPT, Notifiers.withdraw, []),
        (PROMPT, Notifiers.over, []),
    ],
    ids=["wanted", "passing", "withdrawn", "answered"],
)
def test_what_is_still_wanted_is_shown_by_the_next_one(
    notice: Notice, ends: Callable[[Notifiers], None], again: list[Notice]
) -> None:
    first, second = Shelf("first", tells_failure=True), Shelf("second", tells_failure=True)
    notifiers = Notifiers()
    notifiers.use([first])
    notifiers.show(notice)
    ends(notifiers)
    notifiers.use([second])
    assert second.shown == again
