"""The whole program as on Windows: the tray owns the main thread, the loop has no descriptors, a pipe is its door."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak import places
from deskbreak.app import desktop_native, start
from deskbreak.app.kinds import RUN
from deskbreak.app.loop import Loop
from deskbreak.app.pipe import Address, replies
from deskbreak.app.pipe_server import PipeServer
from deskbreak.app.senses_native import windows_senses
from deskbreak.app.sleep import Resting
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.tray import native, windows
from deskbreak.ports import Unavailable
from tests.native.center import SCREENS, Screen, library
from tests.native.windows import WM_LBUTTONUP, WM_RBUTTONUP, Windows, imitated

WM_ENDSESSION = 0x16
SESSION_LOCK, SESSION_UNLOCK, PBT_APMSUSPEND = 7, 8, 4


class Computer:
    """A machine on which deskbreak is started; `user` is somebody at it, in a thread of their own."""

    def __init__(self, system: Windows, screen: Screen, home: Path) -> None:
        self.system = system
        self.screen = screen
        self.home = home
        self.loop = Loop(SystemClock(), sleep=Resting())
        self.threads: set[int] = set()

    def run(self, user: Callable[[], object]) -> None:
        """Until deskbreak has ended. What failed at the user's is raised here."""
        failed: list[Exception] = []

        def sit() -> None:
            try:
                user()
            except Exception as error:  # noqa: BLE001 - raised by `run`
                failed.append(error)
                self.loop.wake_with(self.loop.stop)

        person = threading.Thread(target=sit)
        person.start()
        desktop_native.serve(self.loop, self._live)
        person.join()
        if failed:
            raise failed[0]

    def _live(self, desktop: Any) -> None:
        self.threads.add(threading.get_ident())
        start._live(RUN, self.loop, desktop)

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        with closing(replies(places.socket_file("deskbreak"), {"do": do, **more}, 20)) as said:
            return next(said)

    def runs(self) -> None:
        self.system.until(lambda: self.system.shown)
        self.system.until(lambda: places.socket_file("deskbreak").exists())

    def chooses(self, label: str) -> None:
        self.system.chosen.append(label)
        self.system.click(WM_RBUTTONUP)

    def titles(self) -> list[str]:
        """Of what is on the screen."""
        return [notification.title for notification in list(self.screen.kept.values())]

    def saved_phase(self) -> str:
        with closing(sqlite3.connect(places.database())) as kept:
            ((state,),) = kept.execute("SELECT state FROM state").fetchall()
        phase: str = json.loads(state)["phase"]
        return phase


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Computer]:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("STATE", "state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setitem(sys.modules, "desktop_notifier", library())
    monkeypatch.setattr(native, "_backend", lambda: windows.backend)
    monkeypatch.setattr(desktop_native, "senses_here", windows_senses)
    address = Address(str(tmp_path / "pipe"), b"key")
    monkeypatch.setattr(
        "deskbreak.app.main.ControlServer", lambda file, loop, handle: PipeServer(file, loop, handle, address)
    )
    screen = Screen()
    screen.asks.set()
    SCREENS.append(screen)
    with imitated(monkeypatch) as system:
        yield Computer(system, screen, tmp_path)
    SCREENS.remove(screen)


def test_a_break_from_the_menu_and_quit(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        # The very first start says what there is to know first, and then that it is there.
        computer.system.until(lambda: computer.screen.kept)
        assert computer.screen.only.title == "Before you start"
        computer.screen.press("I understand")
        computer.system.until(lambda: computer.titles() == ["deskbreak is running"])
        computer.chooses("Take a break now")
        computer.system.until(lambda: "Get into place" in "".join(computer.titles()))
        assert computer.ask("status")["phase"] == "on_break"
        computer.screen.press("I did it")
        computer.system.until(lambda: not computer.screen.kept)
        assert computer.ask("status")["today"]["taken"] == 1
        assert computer.ask("status")["tray"] == "pystray"
        computer.chooses("Quit")

    computer.run(user)
    assert computer.system.tray == {}
    assert computer.screen.kept == {}
    assert not places.socket_file("deskbreak").exists()


def test_the_program_is_not_in_the_main_thread_and_the_tray_is(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        computer.ask("quit")

    computer.run(user)
    assert threading.get_ident() not in computer.threads
    assert computer.system.callers["Shell_NotifyIconW"] == {threading.get_ident()}


def test_a_click_on_the_icon_shows_how_things_stand(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        computer.system.until(lambda: computer.screen.kept)
        computer.ask("now")
        computer.ask("skip")
        computer.system.until(lambda: computer.titles() == ["Before you start"])
        computer.system.click(WM_LBUTTONUP)
        computer.system.until(lambda: computer.titles() == ["deskbreak is running"])
        computer.ask("quit")

    computer.run(user)


def test_what_the_menu_says_follows(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        computer.ask("pause")
        computer.system.until(lambda: computer.system.shown and "Paused" in computer.system.shown.tip)
        computer.chooses("Resume")
        computer.system.until(lambda: computer.system.shown and "Stand up" in computer.system.shown.tip)
        assert computer.system.opened[0][0].startswith("Paused until you resume")
        computer.ask("quit")

    computer.run(user)


def test_a_lock_is_being_away_and_the_machine_waits_before_it_sleeps(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        computer.system.until(lambda: computer.system.told_of_sessions)
        status = computer.ask("status")
        assert (status["presence"], status["session"]) == ("GetLastInputInfo", "WTSRegisterSessionNotification")
        computer.system.tells_session(SESSION_LOCK)
        computer.system.until(lambda: computer.ask("status")["phase"] == "away")
        with closing(sqlite3.connect(places.database())) as kept, kept:
            kept.execute("DELETE FROM state")
        assert computer.system.sleeps(PBT_APMSUSPEND) == [1]
        # It sleeps now; whatever becomes of it, this is kept.
        assert computer.saved_phase() == "away"
        computer.system.tells_session(SESSION_UNLOCK)
        computer.system.until(lambda: computer.ask("status")["phase"] == "working")
        computer.ask("quit")

    computer.run(user)
    assert (computer.system.windows, computer.system.classes) == ({}, {})


def test_the_end_of_the_session_keeps_everything(computer: Computer) -> None:
    def user() -> None:
        computer.runs()
        computer.ask("pause")
        computer.system.send(WM_ENDSESSION, 1)
        # The system has its answer: from here on it may end the process at any moment.
        assert computer.saved_phase() == "paused"
        assert computer.screen.kept == {}

    computer.run(user)


def test_what_breaks_in_the_loop_ends_the_program(computer: Computer, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise LookupError("a bug")

    def user() -> None:
        computer.runs()
        computer.loop.wake_with(broken)

    with pytest.raises(LookupError, match="a bug"):
        computer.run(user)
    assert "deskbreak failed" in caplog.text
    assert computer.system.tray == {}


def test_without_a_tray_it_runs_in_this_thread_and_says_why(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing() -> None:
        raise Unavailable("no screen here")

    def user() -> None:
        computer.system.until(lambda: places.socket_file("deskbreak").exists())
        assert computer.ask("status")["tray"] == "none"
        computer.ask("quit")

    monkeypatch.setattr(native, "_backend", lambda: nothing)
    computer.run(user)
    assert computer.threads == {threading.get_ident()}
    assert "No tray: no screen here." in capsys.readouterr().out


def test_without_notifications_the_next_notifier_shows_them(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.screen.can = frozenset()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")

    def user() -> None:
        computer.runs()
        computer.ask("now")
        computer.ask("quit")

    computer.run(user)
    assert "Before you start" in capsys.readouterr().out


def test_a_failure_has_its_traceback_and_exit_code() -> None:
    """As where there is one thread."""
    code = """
import threading
from deskbreak.app.beside import Beside
from deskbreak.app.loop import Loop
from tests.virtual import VirtualClock

class Tray(threading.Event):
    def run(self, leave, leave_now):
        assert threading.current_thread() is threading.main_thread()
        self.wait(20)
    end = threading.Event.set

def program():
    assert threading.current_thread() is not threading.main_thread()
    raise LookupError("a bug")

Beside(Loop(VirtualClock())).run(program, Tray())
"""
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "in program" in done.stderr
    assert done.stderr.strip().endswith("LookupError: a bug")
