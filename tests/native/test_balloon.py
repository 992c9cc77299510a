"""plyer on Windows: what it is given has to fit into the structure that it declares."""

from __future__ import annotations

import ctypes
import importlib
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import plyer
import pytest

from deskbreak.app import safety_notices
from deskbreak.desktop.notify.portable import PortableNotifier
from deskbreak.ports.notices import Click, Notice
from tests.native.windows import Library, Windows

WORDS = "so many words that nobody would read them all "


class Balloons:
    """plyer's notification, as far as the structure that it puts the texts into."""

    def __init__(self, structure: Any) -> None:
        self._structure = structure
        self.shown: SimpleQueue[tuple[str, str]] = SimpleQueue()

    def notify(self, title: str, message: str, app_name: str) -> None:
        data = self._structure(szInfoTitle=title, szInfo=message, szTip=app_name)
        for text, room in ((title, data.__class__.szInfoTitle), (message, data.__class__.szInfo)):
            taken = len(text.encode("utf-16-le")) // 2
            assert taken < room.size // ctypes.sizeof(ctypes.c_wchar), "no room for the zero at the end"
        self.shown.put((data.szInfoTitle, data.szInfo))

    def of(self, notice: Notice) -> tuple[str, str]:
        """Title and text of its balloon."""
        PortableNotifier(Path("icon.png")).show(notice)
        return self.shown.get(timeout=20)


@pytest.fixture
def balloons(monkeypatch: pytest.MonkeyPatch) -> Balloons:
    libraries: Any = lambda _name: Library(Windows())  # noqa: E731
    monkeypatch.setattr(ctypes, "windll", ctypes.LibraryLoader(libraries), raising=False)
    monkeypatch.setattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE, raising=False)
    balloons = Balloons(importlib.import_module("plyer.platforms.win.libs.win_api_defs").NOTIFYICONDATAW)
    monkeypatch.setattr(plyer, "notification", balloons)
    monkeypatch.setattr("sys.platform", "win32")
    return balloons


def test_what_fits_is_left_as_it_is(balloons: Balloons) -> None:
    assert balloons.of(Notice("t" * 63, "b" * 255)) == ("t" * 63, "b" * 255)


def test_what_is_too_long_is_cut(balloons: Balloons) -> None:
    assert balloons.of(Notice(WORDS * 2, ""))[0] == "so many words that nobody would read them all so many words…"
    assert balloons.of(Notice("t" * 64, "b" * 256)) == (f"{'t' * 62}…", f"{'b' * 254}…")
    # One more, in front of what programs would take for an option.
    assert balloons.of(Notice(f"-{'t ' * 31}", ""))[0] == f" -{'t ' * 29}t…"


def test_it_is_not_characters_that_are_counted(balloons: Balloons) -> None:
    assert balloons.of(Notice("🪑" * 40, "🪑" * 200)) == (f"{'🪑' * 31}…", f"{'🪑' * 127}…")


def test_where_the_answers_are_is_never_cut_off(balloons: Balloons) -> None:
    notice = safety_notices.safety()
    _title, text = balloons.of(notice)
    said, _, answers = text.rpartition("\n")
    assert answers == notice.unbuttoned[Click.NONE]
    assert said.endswith("…")
    assert notice.body.startswith(said[:-1])
