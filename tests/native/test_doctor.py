"""What the doctor finds on Windows and macOS."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from deskbreak.app.doctor_native import notifications, tray
from deskbreak.app.notifiers import PLYER, TERMINAL, TOAST
from tests.native.center import SCREENS, Screen, library


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setitem(sys.modules, "desktop_notifier", library())
    screen = Screen()
    SCREENS.append(screen)
    yield screen
    SCREENS.remove(screen)


@pytest.mark.parametrize(
    ("running", "chosen"), [(None, "pystray"), ({"tray": "pystray"}, "pystray"), ({"tray": "none"}, "none")]
)
def test_the_tray(running: dict[str, str] | None, chosen: str) -> None:
    found = tray(running)
    assert found.chosen == chosen
    assert bool(found.lacks) == bool(found.hint) == (chosen == "none")


def test_toasts_are_looked_at_and_nothing_is_shown_or_asked(screen: Screen) -> None:
    found = notifications()
    assert found.chosen == TOAST
    assert [name for name, _why in found.lacks] == [PLYER]
    assert screen.calls == ["reach deskbreak"]
    for thread in threading.enumerate():
        if thread.name == "desktop-notifier":
            thread.join(20)
            assert not thread.is_alive()


def test_why_there_are_none(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.can = frozenset()
    monkeypatch.setattr(sys, "platform", "darwin")
    found = notifications()
    assert found.chosen == TERMINAL
    assert dict(found.lacks)[TOAST].startswith("the system takes notifications only from signed apps")
    assert "pyobjus" in dict(found.lacks)[PLYER]
