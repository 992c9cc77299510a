"""The session on Windows and macOS: what the system tells in the main thread, and what arrives in the loop's."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak import tray_drawing
from deskbreak.app.beside import Beside
from deskbreak.app.loop import Loop
from deskbreak.app.senses_in_threads import ThreadedSenses
from deskbreak.app.senses_native import windows_senses
from deskbreak.app.sleep import Resting
from deskbreak.core.events import Event, Locked, Unlocked
from deskbreak.desktop.session.macos import LOCKED, UNLOCKED, MacSession
from deskbreak.desktop.session.windows_messages import WindowsSession
from deskbreak.desktop.tray import macos, windows
from deskbreak.desktop.tray.native import NativeTray
from deskbreak.ports import Unavailable
from tests.native import macos as fake_macos
from tests.native import windows as fake_windows
from tests.native.macos import BECAME_ACTIVE, DID_WAKE, RESIGNED, WILL_SLEEP, MacOS
from tests.native.windows import Windows
from tests.virtual import VirtualClock

CONSOLE_CONNECT, CONSOLE_DISCONNECT, REMOTE_CONNECT, REMOTE_DISCONNECT, LOCK, UNLOCK = 1, 2, 3, 4, 7, 8
SUSPEND, RESUME_SUSPEND, RESUME = 4, 7, 18


class Session:
    """A tray in this thread, the loop in another, and a watch that they share."""

    def __init__(self, tray: NativeTray, build: Callable[[Session], Any]) -> None:
        self.tray = tray
        self.loop = Loop(VirtualClock(), sleep=Resting())
        self.told: SimpleQueue[Event] = SimpleQueue()
        self.saved: list[int] = []
        self.build = build
        self.watch: Any = None

    def run(self, program: Callable[[], object]) -> None:
        """`program` in the loop's thread, then the end."""

        def live() -> None:
            self.watch = self.build(self)
            program()
            self.watch.close()

        Beside(self.loop).run(live, self.tray)

    def hears(self, *events: Event) -> None:
        """In this order, and nothing else by the time that the last has come."""
        assert [self._next() for _event in events] == list(events)

    def save(self) -> None:
        self.saved.append(threading.get_ident())

    def _next(self) -> Event:
        while self.told.empty():
            self.loop.turn()
        return self.told.get()


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    with fake_windows.imitated(monkeypatch) as system:
        yield system


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Iterator[MacOS]:
    with fake_macos.imitated(monkeypatch) as mac:
        yield mac


def on_windows() -> Session:
    def build(session: Session) -> WindowsSession:
        return WindowsSession(session.tray.in_main, session.loop.wake_with, session.told.put, session.save)

    return Session(NativeTray(tray_drawing.draw, windows.backend), build)


def on_a_mac() -> Session:
    def build(session: Session) -> MacSession:
        return MacSession(session.tray.in_main, session.loop.wake_with, session.told.put, session.save)

    return Session(NativeTray(tray_drawing.draw, macos.backend), build)


# -- Windows ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("messages", "events"),
    [
        ((LOCK, UNLOCK), (Locked(), Unlocked())),
        # Another user, by the lock screen, and back.
        ((LOCK, CONSOLE_DISCONNECT, CONSOLE_CONNECT, UNLOCK), (Locked(), Unlocked())),
        # Taken over by a remote desktop.
        ((CONSOLE_DISCONNECT, REMOTE_CONNECT), (Locked(), Unlocked())),
        # Left by closing its window.
        ((REMOTE_DISCONNECT, LOCK, REMOTE_CONNECT, UNLOCK), (Locked(), Unlocked())),
        # Told twice; a logon and somebody who looks on are nothing.
        ((LOCK, LOCK, 5, 9, UNLOCK, UNLOCK, LOCK), (Locked(), Unlocked(), Locked())),
        ((UNLOCK, CONSOLE_CONNECT, LOCK), (Locked(),)),
    ],
)
def test_windows_tells_of_the_lock(system: Windows, messages: tuple[int, ...], events: tuple[Event, ...]) -> None:
    session = on_windows()

    def program() -> None:
        system.until(lambda: system.told_of_sessions)
        for how in messages:
            system.tells_session(how)
        session.hears(*events)
        # Whatever came after them would have been told before this.
        system.sleeps(RESUME)
        assert session.told.empty()

    session.run(program)
    assert session.told.empty()


def test_nothing_of_the_window_is_left(system: Windows) -> None:
    session = on_windows()
    main = threading.get_ident()
    session.run(lambda: system.until(lambda: system.told_of_sessions))
    assert (system.windows, system.classes, system.told_of_sessions, system.told_of_sleep) == ({}, {}, set(), {})
    for name, callers in system.callers.items():
        assert name in fake_windows.FROM_ANY_THREAD or callers == {main}, name


def test_other_messages_are_answered_as_by_any_window(system: Windows) -> None:
    session = on_windows()

    def program() -> None:
        system.until(lambda: system.told_of_sessions)
        assert set(system.send(fake_windows.WM_QUERYENDSESSION)) == {1}

    session.run(program)


def test_windows_sleeps_once_the_state_is_saved_in_the_loop(system: Windows) -> None:
    session = on_windows()

    def program() -> None:
        system.until(lambda: system.told_of_sessions)
        asleep: SimpleQueue[list[int]] = SimpleQueue()
        machine = threading.Thread(target=lambda: asleep.put(system.sleeps(SUSPEND)))
        machine.start()
        while not session.saved:
            assert asleep.empty(), "it did not wait"
            session.loop.turn()
        machine.join()
        assert asleep.get() == [1]
        assert session.saved == [threading.get_ident()]

    session.run(program)


def test_a_state_that_cannot_be_saved_in_time(
    system: Windows, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("deskbreak.desktop.session.other_thread.SLEEP_SECONDS", 0.01)
    session = on_windows()

    def program() -> None:
        system.until(lambda: system.told_of_sessions)
        assert system.sleeps(SUSPEND) == [1]

    session.run(program)
    assert caplog.messages == ["the machine goes to sleep before the state is saved"]


def test_the_loop_looks_at_its_clocks_when_windows_wakes(system: Windows) -> None:
    session = on_windows()
    wakes: list[float] = []
    session.loop.on_wake = wakes.append

    def program() -> None:
        system.until(lambda: system.told_of_sessions)
        system.sleeps(RESUME)
        system.sleeps(RESUME_SUSPEND)
        session.loop.turn()
        assert len(wakes) == 1
        assert session.loop._patience() == 60

    session.run(program)


def test_windows_that_does_not_tell_of_the_lock(system: Windows, caplog: pytest.LogCaptureFixture) -> None:
    system.session_service = False
    session = on_windows()
    senses = ThreadedSenses(session.loop, session.tray.in_main, windows_senses())

    def build(_session: Session) -> ThreadedSenses:
        senses.follow_session(session.told.put, session.save)
        return senses

    def program() -> None:
        assert senses.session == "WTSRegisterSessionNotification"
        while senses.session:
            session.loop.turn()
        system.until(lambda: len(system.windows) == 2)
        assert not system.told_of_sleep, "only the windows of the tray are left"

    session.build = build
    session.run(program)
    assert system.classes == {}
    assert senses.refused == (("WTSRegisterSessionNotification", "OSError: WTSRegisterSessionNotification"),)
    assert caplog.messages == ["the session cannot be followed"]


# -- macOS ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "events"),
    [
        ((LOCKED, UNLOCKED), (Locked(), Unlocked())),
        ((LOCKED, RESIGNED, BECAME_ACTIVE, UNLOCKED), (Locked(), Unlocked())),
        ((RESIGNED, BECAME_ACTIVE, LOCKED), (Locked(), Unlocked(), Locked())),
        ((UNLOCKED, BECAME_ACTIVE, RESIGNED), (Locked(),)),
    ],
)
def test_macos_tells_of_the_lock(mac: MacOS, told: tuple[str, ...], events: tuple[Event, ...]) -> None:
    session = on_a_mac()

    def program() -> None:
        mac.until(lambda: len(mac.centers["workspace"].observed) == 4)
        for name in told:
            mac.tells("workspace" if name in (RESIGNED, BECAME_ACTIVE) else "distributed", name)
        session.hears(*events)

    session.run(program)
    assert session.told.empty()
    assert [center.observed for center in mac.centers.values()] == [{}, {}]


def test_a_mac_sleeps_once_the_state_is_saved_in_the_loop(mac: MacOS) -> None:
    session = on_a_mac()
    asleep = threading.Event()

    def program() -> None:
        mac.until(lambda: len(mac.centers["workspace"].observed) == 4)
        mac.tells("workspace", WILL_SLEEP)
        mac.happens(asleep.set)
        while not session.saved:
            assert not asleep.is_set(), "it did not wait"
            session.loop.turn()
        assert asleep.wait(20)
        assert session.saved == [threading.get_ident()]
        mac.tells("workspace", DID_WAKE)
        session.loop.turn()

    session.run(program)


def test_a_mac_without_appkit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "AppKit", None)
    with pytest.raises(Unavailable, match="AppKit cannot be loaded"):
        MacSession(lambda _call: None, lambda _call: None, lambda _event: None, lambda: None)
