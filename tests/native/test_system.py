"""Clocks, zone, places, console and lock of Windows and macOS, each beside a stand-in for the system's call."""

from __future__ import annotations

import ctypes
import io
import os
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak import __main__, places
from deskbreak.app import start
from deskbreak.app.instance import Instance
from deskbreak.app.pipe import fresh_address, write_address
from deskbreak.desktop import clock_macos, clock_windows
from deskbreak.desktop.clock import SystemClock, SystemZone
from deskbreak.desktop.console import Console
from deskbreak.desktop.session import windows as session
from deskbreak.errors import DeskbreakError


def put(buffer: Any, value: Any) -> None:
    """Into what a pointer leads to."""
    buffer._obj.value = value


class Kernel:
    """kernel32, user32 and the C library of Windows."""

    def __init__(self) -> None:
        self.unbiased = 12_345_678_900
        self.handlers: list[Any] = []
        self.told: list[tuple[Any, ...]] = []
        self.zone_looks = 0
        self.kernel32 = self.user32 = self.ucrtbase = self

    def QueryUnbiasedInterruptTime(self, count: Any) -> int:
        put(count, self.unbiased)
        return 1

    def SetConsoleCtrlHandler(self, handler: Any, add: int) -> int:
        assert add
        self.handlers.append(handler)
        return 1

    def MessageBoxW(self, *what: Any) -> int:
        self.told.append(what)
        return 1

    def _tzset(self) -> None:
        self.zone_looks += 1


class Registry:
    """As much of winreg as it takes to read the zone."""

    HKEY_LOCAL_MACHINE = object()

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"TimeZoneKeyName": "W. Europe Standard Time", "DynamicDaylightTimeDisabled": 0}

    def OpenKey(self, root: object, path: str) -> Registry:
        assert root is self.HKEY_LOCAL_MACHINE
        assert path.endswith(r"Control\TimeZoneInformation")
        return self

    def __enter__(self) -> Registry:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def QueryValueEx(self, _key: object, name: str) -> tuple[Any, int]:
        if name not in self.values:
            raise FileNotFoundError(name)
        return self.values[name], 1


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    kernel = Kernel()
    for name in ("windll", "cdll"):
        monkeypatch.setattr(ctypes, name, kernel, raising=False)
    monkeypatch.setattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE, raising=False)
    return kernel


# -- clocks -----------------------------------------------------------------


def test_windows_leaves_the_sleep_out_of_one_clock(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "monotonic", lambda: 5000.0)
    clock = SystemClock()
    assert (clock.now(), clock.awake()) == (5000.0, 1234.56789)
    assert clock.boot() in ("", Path("/proc/sys/kernel/random/boot_id").read_text().strip())


def test_macos_has_two_clocks_that_differ_by_the_sleep_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(time, "CLOCK_MONOTONIC_RAW", 4)
    monkeypatch.setattr(time, "CLOCK_UPTIME_RAW", 8, raising=False)
    monkeypatch.setattr(time, "clock_gettime", {4: 5000.0, 8: 1234.5}.__getitem__)
    assert (SystemClock().now(), SystemClock().awake()) == (5000.0, 1234.5)


@pytest.mark.parametrize(("failed", "found"), [(0, "1B2C"), (-1, "")])
def test_the_run_of_a_mac(monkeypatch: pytest.MonkeyPatch, failed: int, found: str) -> None:
    def sysctlbyname(name: bytes, text: Any, length: Any, new: Any, new_length: int) -> int:
        assert (name, new, new_length, length._obj.value) == (b"kern.bootsessionuuid", None, 0, 64)
        text.value = b"1B2C"
        return failed

    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(sysctlbyname=sysctlbyname))
    assert clock_macos.boot_session() == found


# -- the zone ---------------------------------------------------------------


def test_windows_is_asked_for_the_zone_each_time(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    offset = [3600.0]
    monkeypatch.setattr("deskbreak.desktop.clock._offset", lambda: offset[0])
    zone = SystemZone()
    assert zone.moved() == 0
    # Summer time begins: the same zone.
    offset[0] = 7200.0
    assert zone.moved() == 0
    registry.values["TimeZoneKeyName"] = "GMT Standard Time"
    offset[0] = 3600.0
    assert zone.moved() == -3600
    registry.values["DynamicDaylightTimeDisabled"] = 1
    offset[0] = 0.0
    assert zone.moved() == -3600
    assert zone.moved() == 0
    assert kernel.zone_looks == 6


def test_a_zone_that_has_no_name(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    registry.values = {}
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert clock_windows.zone() == ()


# -- places -----------------------------------------------------------------


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_what_belongs_to_a_run_lies_with_the_users_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "with spaces"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "not this one"))
    monkeypatch.setattr(sys, "platform", platform)
    folder = tmp_path / "with spaces" / "deskbreak"
    assert places.socket_file("demo") == folder / "demo.sock"
    assert places.notice_file("demo") == folder / "demo.notice"
    assert places.lock_file("demo") == folder / "demo.lock"
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_without_a_place_for_data_there_is_one_for_passing_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    assert places.runtime_dir().parent == tmp_path


def test_a_system_without_user_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(os, "getuid")
    monkeypatch.setenv("USERNAME", "Anna B")
    assert places._user_id() == "Anna B"
    assert places.private(tmp_path / "new").is_dir()


def test_nothing_that_windows_keeps_in_one_folder_has_the_name_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_user", lambda _kind: Path("/x"))
    monkeypatch.setattr(places, "private", lambda folder: folder)
    monkeypatch.setattr(sys, "platform", "win32")
    name = "deskbreak"
    files = [
        places.settings_file(), places.good_settings_file(), places.database(), places.log_file(name),
        places.lock_file(name), places.socket_file(name), places.notice_file(name),
    ]  # fmt: skip
    assert len(set(files)) == len(files)


def test_the_key_of_the_pipe_is_for_this_user_alone(tmp_path: Path) -> None:
    write_address(tmp_path / "file", fresh_address())
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


# -- the console ------------------------------------------------------------


@pytest.mark.parametrize("event", [0, 1, 2])
def test_the_console_is_answered_once_we_are_gone(kernel: Kernel, event: int) -> None:
    """It comes in a thread of the system's."""
    left: list[int] = []
    session.heed_console(lambda: left.append(threading.get_ident()))
    answers: list[int] = []
    system = threading.Thread(target=lambda: answers.append(kernel.handlers[0](event)))
    system.start()
    system.join()
    assert answers == [1]
    assert left == [system.ident]


def test_a_program_without_a_console_still_says_why_it_cannot_start(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_kind: object) -> int:
        raise DeskbreakError("No room.", "Make some.")

    monkeypatch.setattr(start, "_run", fail)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    assert start.main() == 1
    assert kernel.told == [(None, "No room.\nMake some.", "deskbreak", session.MB_ICONWARNING)]


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp932", "ascii"])
def test_an_old_code_page_never_raises(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", None)
    __main__._say_what_can_be_said()
    sys.stdout.write("Stand up · 12 min — ✓ →")
    Console(out, {}).say("Stand up · 12 min — ✓ →")
    out.flush()


# -- the lock ---------------------------------------------------------------


class Msvcrt:
    """The lock of a byte, as the C library of Windows has it: it lasts until it is undone."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        self.held: set[int] = set()

    def locking(self, handle: int, mode: int, size: int) -> None:
        assert size == 1
        inode = os.fstat(handle).st_ino
        if mode == self.LK_UNLCK:
            self.held.remove(inode)
        elif inode in self.held:
            raise OSError(36, "deadlock avoided")
        else:
            self.held.add(inode)


def test_the_lock_of_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    monkeypatch.setattr(sys, "platform", "win32")
    first, second = Instance(tmp_path / "lock"), Instance(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    second.release()
    first.release()
    third = Instance(tmp_path / "lock")
    assert third.take()
    third.release()
