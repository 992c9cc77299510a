"""What Windows and macOS tell of input, each beside a stand-in for the system's calls."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.desktop.presence.macos import MacTouches, macos_presence
from deskbreak.desktop.presence.windows import TICKS, WindowsTouches, windows_presence
from deskbreak.ports import Unavailable
from tests.native.passing import Passing

DAY = 24 * 3600 * 1000


class User32:
    """Counts from the start of the machine: touches in 32 bits, ticks in 64."""

    def __init__(self) -> None:
        self.ticks = 10 * DAY
        self.touched = 10 * DAY - 1500
        self.answers = True
        self.shows_pointer = True
        self.GetTickCount64 = _Function(lambda: self.ticks)

    def GetLastInputInfo(self, into: Any) -> int:
        info = into._obj
        assert info.cbSize == 8
        if self.answers:
            info.dwTime = self.touched % TICKS
        return int(self.answers)

    def GetCursorPos(self, into: Any) -> int:
        into._obj.x, into._obj.y = -7, 300
        return int(self.shows_pointer)


class _Function:
    restype: Any = None

    def __init__(self, call: Any) -> None:
        self._call = call

    def __call__(self) -> int:
        assert self.restype is ctypes.c_ulonglong, "else it is cut off at 32 bits"
        ticks: int = self._call()
        return ticks


@pytest.fixture
def user32(monkeypatch: pytest.MonkeyPatch) -> User32:
    user32 = User32()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: user32, raising=False)
    return user32


def test_windows_tells_how_long_ago(user32: User32) -> None:
    touches = WindowsTouches()
    assert touches.idle() == 1.5
    user32.ticks += 60_000
    assert touches.idle() == 61.5
    user32.touched = user32.ticks - 16
    assert touches.idle() == 0.016


@pytest.mark.parametrize("before", [0, 1, 59_999])
def test_the_numbers_of_windows_begin_anew_after_fifty_days(user32: User32, before: int) -> None:
    """Touched before, asked after; and both after."""
    user32.touched = TICKS - before - 1
    user32.ticks = TICKS + 61_000
    touches = WindowsTouches()
    assert touches.idle() == (61_000 + before + 1) / 1000
    user32.touched = TICKS + 60_500
    assert touches.idle() == 0.5


def test_a_machine_nobody_touched_for_a_hundred_days(user32: User32) -> None:
    touches = WindowsTouches()
    for _day in range(100):
        touches.idle()
        user32.ticks += DAY
    assert touches.idle() == 100 * DAY / 1000 + 1.5


def test_a_touch_that_seems_to_lie_ahead_is_one_of_now(user32: User32) -> None:
    touches = WindowsTouches()
    user32.touched = user32.ticks + 15
    assert touches.idle() == 0
    user32.ticks += 2015
    assert touches.idle() == 2


def test_the_pointer_of_windows(user32: User32) -> None:
    assert WindowsTouches().pointer() == (-7, 300)
    user32.shows_pointer = False
    assert WindowsTouches().pointer() is None


def test_windows_that_does_not_answer(user32: User32) -> None:
    touches = WindowsTouches()
    user32.answers = False
    with pytest.raises(OSError, match="GetLastInputInfo"):
        touches.idle()
    with pytest.raises(Unavailable, match="GetLastInputInfo does not answer"):
        windows_presence(Passing().loop, lambda _event: None, lambda _why: None)
    user32.answers = True
    assert windows_presence(Passing().loop, lambda _event: None, lambda _why: None).name == "GetLastInputInfo"


class Quartz(SimpleNamespace):
    """As much of it as is asked."""

    kCGEventSourceStateCombinedSessionState, kCGAnyInputEventType = 0, 0xFFFFFFFF  # noqa: N815
    seconds, event = 12.25, object()

    def CGEventSourceSecondsSinceLastEventType(self, source: int, kind: int) -> float:
        assert (source, kind) == (0, 0xFFFFFFFF)
        return self.seconds

    def CGEventCreate(self, source: None) -> object | None:
        return self.event

    def CGEventGetLocation(self, event: object) -> Any:
        assert event is self.event
        return SimpleNamespace(x=10.5, y=20.0)


def test_macos_tells_how_long_ago_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    quartz = Quartz()
    monkeypatch.setitem(sys.modules, "Quartz", quartz)
    touches = MacTouches()
    assert (touches.idle(), touches.pointer()) == (12.25, (10.5, 20.0))
    quartz.event = None
    assert touches.pointer() is None
    assert macos_presence(Passing().loop, lambda _event: None, lambda _why: None).name == "CGEventSource"


def test_a_mac_without_quartz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "Quartz", None)
    with pytest.raises(Unavailable, match="Quartz cannot be loaded"):
        macos_presence(Passing().loop, lambda _event: None, lambda _why: None)
