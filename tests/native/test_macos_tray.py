"""The tray on macOS: pystray's own code and ours, on a system of ours."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak import tray_drawing
from deskbreak.app.beside import Beside
from deskbreak.app.loop import Loop
from deskbreak.app.sleep import Resting
from deskbreak.desktop.tray import macos
from deskbreak.desktop.tray.native import NativeTray
from deskbreak.ports import Request, Unavailable
from deskbreak.ports.tray import Icon, Menu, MenuItem, Shape
from tests.native.macos import ACCESSORY, NO_NAP, MacOS, imitated
from tests.virtual import VirtualClock

FILLING = Icon(Shape.FILLING, 3)


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Iterator[MacOS]:
    with imitated(monkeypatch) as mac:
        yield mac


class Tray:
    """The tray in this thread, and what the loop's thread does with it."""

    def __init__(self, mac: MacOS) -> None:
        self.mac = mac
        self.loop = Loop(VirtualClock(), sleep=Resting())
        self.beside = Beside(self.loop)
        self.host = NativeTray(tray_drawing.draw, macos.backend)
        self.menu: Menu = (
            MenuItem("Stand up in 12 min", {"do": "show"}, default=True),
            MenuItem("Quit", {"do": "quit"}),
        )
        self.asked: SimpleQueue[Request] = SimpleQueue()
        self.host.serve(lambda: self.menu, self.asked.put)

    def run(self, program: Callable[[], object]) -> None:
        """`program` in the loop's thread. AppKit itself minds that nothing of it is used there."""
        self.beside.run(program, self.host)
        assert self.mac.items == []

    def show(self, icon: Icon = FILLING, tooltip: str = "Stand up at 10:30") -> None:
        self.host.show(icon, tooltip)
        self.mac.until(lambda: self.mac.item.tip == tooltip and self.host.seen)


@pytest.fixture
def tray(mac: MacOS) -> Tray:
    return Tray(mac)


def test_the_icon_is_as_sharp_as_the_screen(tray: Tray) -> None:
    def program() -> None:
        assert not tray.host.seen
        tray.show()
        assert tray.mac.item.image.points == (22, 22)
        assert tray.mac.item.image.picture.tobytes() == tray_drawing.draw(FILLING, 44).tobytes()
        assert not tray.mac.item.hidden
        tray.show(Icon(Shape.DUE), "Time to stand up")
        assert tray.mac.item.image.picture.tobytes() == tray_drawing.draw(Icon(Shape.DUE), 44).tobytes()
        tray.host.close()
        tray.mac.until(lambda: tray.mac.item.hidden)

    tray.run(program)


def test_it_has_no_place_in_the_dock(tray: Tray) -> None:
    assert tray.mac.policy == ACCESSORY
    tray.run(lambda: None)


def test_it_takes_no_nap_while_it_runs(tray: Tray) -> None:
    """Or its wakes would come so late that nobody would seem to have sat there."""

    def program() -> None:
        tray.mac.until(lambda: tray.mac.activities == [NO_NAP])

    tray.run(program)
    assert tray.mac.activities == []


def test_the_menu_and_its_marks(tray: Tray) -> None:
    tray.menu = (
        MenuItem("Stand up in 11 min", {"do": "show"}, default=True),
        MenuItem("No more snoozes"),
        None,
        MenuItem("Pause", children=(MenuItem("1 h", {"do": "pause", "seconds": 3600}),)),
        MenuItem("I'm standing", {"do": "stand"}, checked=True),
    )

    def program() -> None:
        tray.show()
        tray.mac.opens_menu(label="1 h")
        tray.mac.opens_menu(label="I'm standing")
        assert tray.asked.get(timeout=20) == {"do": "pause", "seconds": 3600}
        assert tray.asked.get(timeout=20) == {"do": "stand"}
        assert tray.mac.opened[0] == [
            "Stand up in 11 min", "No more snoozes (grey)", "-", "Pause", "  1 h", "✓ I'm standing"
        ]  # fmt: skip

    tray.run(program)


def test_what_is_chosen_is_what_was_on_the_screen(tray: Tray) -> None:
    """News that come while the menu is open must not give its lines another meaning."""

    def news() -> None:
        tray.menu = (MenuItem("Erase everything", {"do": "erase"}), *tray.menu)
        tray.host.show(Icon(Shape.DUE), "news")

    def program() -> None:
        tray.show()
        came = threading.Event()

        def wait_for_news() -> None:
            tray.loop.wake_with(news)
            tray.loop.wake_with(came.set)
            tray.loop.wake_with(tray.loop.stop)
            assert came.wait(20)

        tray.mac.opens_menu(wait_for_news, "Stand up in 12 min")
        tray.loop.run()
        assert tray.asked.get(timeout=20) == {"do": "show"}
        tray.mac.until(lambda: tray.mac.item.tip == "news")
        tray.mac.opens_menu()
        tray.mac.until(lambda: len(tray.mac.opened) == 2)
        assert tray.mac.opened[1][0] == "Erase everything"

    tray.run(program)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_that_end_it_end_it_in_good_order(tray: Tray, number: int) -> None:
    ended: list[bool] = []

    def program() -> None:
        tray.show()
        tray.mac.signal(number)
        tray.loop.run()
        ended.append(True)

    tray.run(program)
    assert ended


def test_a_hangup_that_is_ignored_stays_ignored(tray: Tray) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        tray.run(tray.show)
        assert signal.SIGHUP not in tray.mac.signals
    finally:
        signal.signal(signal.SIGHUP, before)


def test_everything_is_saved_before_appkit_leaves_by_exit(tray: Tray) -> None:
    saved: list[bool] = []

    def program() -> None:
        tray.show()
        tray.mac.logs_out()
        tray.loop.run()
        saved.append(True)

    tray.run(program)
    assert saved


def test_a_failure_in_the_program_ends_the_tray(tray: Tray) -> None:
    def program() -> None:
        raise LookupError("at once")

    with pytest.raises(LookupError, match="at once"):
        tray.run(program)


def test_a_failure_of_what_is_shown_ends_nothing(tray: Tray, caplog: pytest.LogCaptureFixture) -> None:
    def program() -> None:
        tray.host._icon.later(lambda: 1 / 0)
        tray.show()

    tray.run(program)
    assert "the tray failed" in caplog.text


def test_a_login_over_ssh_has_no_menu_bar(mac: MacOS) -> None:
    mac.logged_in = False
    with pytest.raises(Unavailable, match="no screen"):
        Tray(mac)
    assert mac.items == []


def test_without_pyobjc(mac: MacOS, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "Quartz", None)
    with pytest.raises(Unavailable, match="cannot be loaded"):
        Tray(mac)
