"""The tray on Windows: pystray's own code and ours, on a system of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak import tray_drawing
from deskbreak.app.beside import Beside
from deskbreak.app.loop import Loop
from deskbreak.app.sleep import Resting
from deskbreak.desktop.tray import windows
from deskbreak.desktop.tray.native import NativeTray
from deskbreak.desktop.utf16 import cut
from deskbreak.ports import Request
from deskbreak.ports.tray import Icon, Menu, MenuItem, Shape
from tests.native.windows import FROM_ANY_THREAD, WM_LBUTTONUP, WM_RBUTTONUP, Windows, imitated
from tests.virtual import VirtualClock

WM_CLOSE, WM_QUERYENDSESSION, WM_ENDSESSION, WM_POWERBROADCAST = 0x10, 0x11, 0x16, 0x218
FILLING = Icon(Shape.FILLING, 3)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    with imitated(monkeypatch) as system:
        yield system


class Tray:
    """The tray in this thread, and what the loop's thread does with it."""

    def __init__(self, system: Windows) -> None:
        self.system = system
        self.loop = Loop(VirtualClock(), sleep=Resting())
        self.beside = Beside(self.loop)
        self.host = NativeTray(tray_drawing.draw, windows.backend)
        self.menu: Menu = (
            MenuItem("Stand up in 12 min", {"do": "show"}, default=True),
            MenuItem("Quit", {"do": "quit"}),
        )
        self.asked: SimpleQueue[Request] = SimpleQueue()
        self.menus_read: set[int] = set()
        self.host.serve(self._read, self.asked.put)

    def _read(self) -> Menu:
        self.menus_read.add(threading.get_ident())
        return self.menu

    def run(self, program: Callable[[], object]) -> None:
        """`program` in the loop's thread; afterwards nothing is left, and nobody touched what was not theirs."""
        main = threading.get_ident()
        self.beside.run(program, self.host)
        for name, callers in self.system.callers.items():
            assert name in FROM_ANY_THREAD or callers == {main}, name
        assert main not in self.menus_read
        assert self.system.tray == {}
        assert self.system.windows == {}
        assert self.system.menus == {}
        assert self.system.classes == {}

    def show(self, icon: Icon = FILLING, tooltip: str = "Stand up at 10:30") -> None:
        self.host.show(icon, tooltip)
        self.system.until(lambda: self.system.shown and self.system.shown.tip == tooltip)


@pytest.fixture
def tray(system: Windows) -> Tray:
    return Tray(system)


def test_the_icon_is_drawn_at_the_size_of_the_system(tray: Tray) -> None:
    def program() -> None:
        assert not tray.host.seen
        tray.show()
        assert tray.host.seen
        assert tray.system.shown
        assert tray.system.shown.icon.tobytes() == tray_drawing.draw(FILLING, 20).tobytes()
        tray.show(Icon(Shape.DUE), "Time to stand up")
        assert tray.system.shown.icon.tobytes() == tray_drawing.draw(Icon(Shape.DUE), 20).tobytes()
        tray.host.close()

    tray.run(program)
    assert len(tray.system.images) <= 1


@pytest.mark.parametrize(
    ("lacks", "aware"), [((), "per monitor, version 2"), (("SetProcessDpiAwarenessContext",), "system")]
)
def test_nothing_is_stretched_by_windows(system: Windows, lacks: tuple[str, ...], aware: str) -> None:
    system.lacks.update(lacks)
    tray = Tray(system)
    assert system.aware == aware
    tray.run(tray.show)
    windows.backend()
    assert system.aware == aware


def test_what_is_shown_already_wakes_nobody(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        posted = len(tray.system.callers)
        before = tray.system.queue.qsize()
        tray.host.show(FILLING, "Stand up at 10:30")
        assert (len(tray.system.callers), tray.system.queue.qsize()) == (posted, before)

    tray.run(program)


def test_what_failed_is_tried_again(tray: Tray, caplog: pytest.LogCaptureFixture) -> None:
    def program() -> None:
        tray.system.pictures = False
        tray.host.show(FILLING, "Stand up at 10:30")
        tray.system.until(lambda: "the tray failed" in caplog.text)
        assert not tray.host.seen
        tray.system.pictures = True
        tray.show()
        assert tray.host.seen
        caplog.clear()
        tray.system.pictures = False
        tray.host.show(Icon(Shape.DUE), "Time to stand up")
        tray.system.until(lambda: "the tray failed" in caplog.text)
        tray.system.pictures = True
        tray.show(Icon(Shape.DUE), "Time to stand up")
        assert tray.system.shown
        assert tray.system.shown.icon.tobytes() == tray_drawing.draw(Icon(Shape.DUE), 20).tobytes()

    tray.run(program)


def test_what_fails_keeps_nothing_else_from_its_turn(tray: Tray, caplog: pytest.LogCaptureFixture) -> None:
    """All that was asked for before there was a window comes with one message."""
    tray.system.pictures = False
    tray.host.show(FILLING, "Stand up at 10:30")
    tray.host.end()
    tray.host.run(lambda: None, lambda: None)
    # And not that nothing came for so long.
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["the tray failed"]


def test_a_tooltip_that_is_too_long_for_the_system(tray: Tray) -> None:
    long = "Held back since 10:30: " + "a program with a name that nobody would believe " * 4

    def program() -> None:
        tray.host.show(FILLING, long)
        tray.system.until(lambda: tray.system.shown)
        assert tray.system.shown
        assert tray.system.shown.tip == cut(long, 127)
        assert tray.system.shown.tip.endswith("…")

    tray.run(program)


def test_the_menu_is_as_it_was_published_last(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        tray.menu = (
            MenuItem("Stand up in 11 min", {"do": "show"}, default=True),
            MenuItem("No more snoozes"),
            None,
            MenuItem("Pause", children=(MenuItem("1 h", {"do": "pause", "seconds": 3600}),)),
            MenuItem("I'm standing", {"do": "stand"}, checked=True),
        )
        tray.show(tooltip="another")
        tray.system.chosen.extend(["1 h", "", "I'm standing"])
        for _ in range(3):
            tray.system.click(WM_RBUTTONUP)
        assert tray.asked.get(timeout=20) == {"do": "pause", "seconds": 3600}
        assert tray.asked.get(timeout=20) == {"do": "stand"}
        assert tray.system.opened[0] == [
            "Stand up in 11 min", "No more snoozes (grey)", "-", "Pause", "  1 h", "[x] I'm standing"
        ]  # fmt: skip

    tray.run(program)


def test_an_open_menu_is_not_torn_down_by_news(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        tray.menu = (*tray.menu, MenuItem("News", {"do": "news"}))
        # Both are served in this order, the news while the menu is open.
        tray.system.chosen.extend(["…", "Quit"])
        tray.system.click(WM_RBUTTONUP)
        tray.host.show(Icon(Shape.DUE), "news")
        assert tray.asked.get(timeout=20) == {"do": "quit"}
        tray.system.until(lambda: tray.system.shown and tray.system.shown.tip == "news")

    tray.run(program)


def test_a_click_does_what_the_default_line_does(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        tray.system.click(WM_LBUTTONUP)
        assert tray.asked.get(timeout=20) == {"do": "show"}
        assert tray.system.opened == []

    tray.run(program)


def test_the_explorer_starts_again(tray: Tray) -> None:
    """pystray has TaskbarCreated in its table; the icon comes back as it was."""

    def program() -> None:
        tray.show()
        tray.system.restart_explorer()
        tray.system.until(lambda: tray.system.shown and tray.system.shown.tip == "Stand up at 10:30")

    tray.run(program)


def test_the_explorer_comes_later_than_we_do(tray: Tray) -> None:
    tray.system.explorer = False

    def program() -> None:
        tray.host.show(FILLING, "early")
        tray.system.until(lambda: tray.host.seen)
        tray.system.explorer = True
        tray.system.restart_explorer()
        tray.system.until(lambda: tray.system.shown and tray.system.shown.tip == "early")

    tray.run(program)


def test_the_session_may_end_and_everything_is_saved_before_it_does(tray: Tray) -> None:
    saved = []

    def program() -> None:
        tray.show()
        assert set(tray.system.send(WM_QUERYENDSESSION)) == {1}
        # Another program says no: then nothing happens.
        tray.system.send(WM_ENDSESSION, 0)
        tray.loop.wake_with(lambda: saved.append("still here"))
        ended: SimpleQueue[object] = SimpleQueue()
        system = threading.Thread(target=lambda: ended.put(list(saved) if tray.system.send(WM_ENDSESSION, 1) else None))
        system.start()
        tray.loop.run()
        assert ended.empty(), "the system was answered before all was saved"
        saved.append("saved")
        system.join(0.1)
        assert system.is_alive()

    tray.run(program)
    assert saved == ["still here", "saved"]


def test_an_answer_that_takes_too_long_does_not_keep_windows_waiting(
    tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.app.beside.LAST_SECONDS", 0.05)

    def program() -> None:
        tray.show()
        tray.system.send(WM_ENDSESSION, 1)

    tray.run(program)


def test_taskkill_and_installers_ask_by_closing_the_window(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        tray.system.send(WM_CLOSE)
        tray.loop.run()

    tray.run(program)


def test_a_suspend_is_no_business_of_the_tray(tray: Tray) -> None:
    def program() -> None:
        tray.show()
        tray.system.send(WM_POWERBROADCAST, 4)

    tray.run(program)


def test_the_program_may_fail_before_there_is_a_window(tray: Tray) -> None:
    def program() -> None:
        raise LookupError("at once")

    with pytest.raises(LookupError, match="at once"):
        tray.run(program)


@pytest.mark.parametrize("round_", range(20))
def test_whichever_comes_first_the_end_ends_both(system: Windows, round_: int) -> None:
    tray = Tray(system)
    tray.run(lambda: tray.host.show(FILLING, "x") if round_ % 2 else None)


def test_a_failure_in_the_tray_ends_the_program(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not running on unseen, and not hanging either."""
    monkeypatch.setattr(tray.system, "CreateWindowExW", lambda *_args: 0)
    went: list[bool] = []

    def program() -> None:
        tray.loop.run()
        went.append(True)

    with pytest.raises(OSError, match="the system says no"):
        tray.beside.run(program, tray.host)
    assert went


# -- cutting ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("", 5, ""),
        ("short", 5, "short"),
        ("two words", 9, "two words"),
        ("two words", 8, "two…"),
        ("two words", 4, "two…"),
        ("endless", 4, "end…"),
        ("none", 1, "…"),
        ("🪑🪑🪑", 6, "🪑🪑🪑"),
        ("🪑🪑🪑", 5, "🪑🪑…"),
    ],
)
def test_whole_words_are_kept(text: str, limit: int, kept: str) -> None:
    assert cut(text, limit) == kept
    assert len(kept.encode("utf-16-le")) // 2 <= limit
