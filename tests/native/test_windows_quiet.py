"""The quiet signals of Windows, beside stand-ins for its registry and its libraries."""

from __future__ import annotations

import ctypes
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from deskbreak.desktop.quiet.windows import windows_signals
from deskbreak.desktop.quiet.windows_devices import EPOCH, PER_SECOND, STORE
from deskbreak.desktop.quiet.windows_programs import Programs
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.native.passing import Passing
from tests.native.registry import Registry

ZOOM = r"C:\Users\Ann\AppData\Roaming\Zoom\bin\Zoom.exe"
TEAMS = r"C:\Program Files\WindowsApps\MSTeams_24\ms-teams.exe"
CAMERA = r"C:\Program Files\WindowsApps\Microsoft.WindowsCamera_1\WindowsCamera.exe"
FAMILIES = {
    "ms-teams.exe": ("MSTeams_8wekyb3d8bbwe", TEAMS),
    "WindowsCamera.exe": ("Microsoft.WindowsCamera_8wekyb3d8bbwe", CAMERA),
}
NO_PACKAGE = 15700
FIRST = 4711
"""The first process; the others follow."""
CHROME = r"C:\Program Files\Google\Chrome\Application\chrome.exe"
SECOND_SCREEN = (-1920, -120, 0, 960)
"""Left of the first: left, top, right, bottom."""
NEWEST = {"winrt", "winrt.windows", "winrt.windows.ui", "winrt.windows.ui.notifications"}


class Function:
    """Of a library: what is declared about it is heeded as ctypes does."""

    restype: Any = ctypes.c_int

    def __init__(self, call: Any) -> None:
        self._call = call

    def __call__(self, *args: Any) -> Any:
        result = self._call(*args)
        return self.restype(result).value


class Library:
    """Any DLL of the machine."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def __getattr__(self, name: str) -> Function:
        function = Function(getattr(self._machine, name))
        setattr(self, name, function)
        return function


class Machine(Passing):
    """A computer that has run for three hours, and whoever uses it."""

    def __init__(self) -> None:
        super().__init__()
        self.registry = Registry()
        for device in ("microphone", "webcam"):
            self.registry.HKEY_CURRENT_USER.make(rf"{STORE}\{device}").values["Value"] = "Allow"
        self.ticks = 3 * 3600 * 1000
        self.runs: list[str] = ["explorer.exe", "chrome.exe", "Zoom.exe"]
        self.front = CHROME
        self.box: tuple[int, ...] | None = SECOND_SCREEN
        """Of the window in front."""
        self.state = 5
        self.execution = 1
        self.failed = 0
        self.descriptions = {CHROME: "Google Chrome", ZOOM: "Zoom Meetings", TEAMS: "Microsoft Teams"}
        self.mode = 0
        self.handles: dict[int, int] = {}
        self.snapshots = 0
        self.keep: list[Any] = []
        self.lost: list[str] = []

    def told(self, name: str, way: int = 0) -> Holders:
        """What this signal says now."""
        told: list[Holders] = []
        _named, build = windows_signals()[name][way]
        signal = build(self.loop, told.append, self.lost.append)
        assert signal.name == name
        signal.begin()
        self.passes(0)
        signal.close()
        assert self.handles == {}, "handles that were not given back"
        return told[-1]

    def uses(self, device: str, key: str, ago: float = 60.0, ended: bool = False) -> None:
        since = int((self.clock.wall() - ago + EPOCH) * PER_SECOND)
        values = self.registry.HKEY_CURRENT_USER.make(rf"{STORE}\{device}\{key}").values
        values["LastUsedTimeStart"], values["LastUsedTimeStop"] = since, (since + PER_SECOND) if ended else 0

    def program_uses(self, device: str, path: str, **more: Any) -> None:
        self.uses(device, "NonPackaged\\" + path.replace("\\", "#"), **more)

    def _handle(self) -> int:
        # As wide as a pointer: cut off at 32 bits it would be another.
        handle = 0x7FF_0000_0000 + len(self.handles) * 4
        self.handles[handle] = 0
        return handle

    # -- kernel32, user32 ---------------------------------------------------

    def GetTickCount64(self) -> int:
        return self.ticks

    def CreateToolhelp32Snapshot(self, flags: int, process: int) -> int:
        assert (flags, process) == (2, 0)
        self.snapshots += 1
        return self._handle()

    def Process32FirstW(self, snapshot: Any, into: Any) -> int:
        assert into._obj.dwSize == ctypes.sizeof(into._obj)
        self.handles[snapshot.value] = -1
        return self.Process32NextW(snapshot, into)

    def Process32NextW(self, snapshot: Any, into: Any) -> int:
        self.handles[snapshot.value] += 1
        place = self.handles[snapshot.value]
        if place >= len(self.runs):
            return 0
        into._obj.szExeFile, into._obj.th32ProcessID = self.runs[place], FIRST + place
        return 1

    def CloseHandle(self, handle: Any) -> int:
        del self.handles[handle.value]
        return 1

    def GetForegroundWindow(self) -> int:
        return 0x7FF_0000_1111 if self.front else 0

    def GetWindowRect(self, window: Any, into: Any) -> int:
        if window.value != 0x7FF_0000_1111 or self.box is None:
            return 0
        box = into._obj
        box.left, box.top, box.right, box.bottom = self.box
        return 1

    def MonitorFromWindow(self, window: Any, flags: int) -> int:
        assert flags == 2
        return 0x7FF_0000_2222

    def GetMonitorInfoW(self, monitor: Any, into: Any) -> int:
        assert monitor.value == 0x7FF_0000_2222
        info = into._obj
        assert info.cbSize == ctypes.sizeof(info)
        whole = info.rcMonitor
        whole.left, whole.top, whole.right, whole.bottom = SECOND_SCREEN
        return 1

    def GetWindowThreadProcessId(self, window: Any, into: Any) -> int:
        into._obj.value = FIRST + 1 if window.value == 0x7FF_0000_1111 else 0
        return 1

    def OpenProcess(self, access: int, _inherit: int, ident: int) -> int:
        assert access == 0x1000
        if not 0 < ident - FIRST < len(self.runs):
            # The first is one of the system's.
            return 0
        handle = self._handle()
        self.handles[handle] = ident - FIRST
        return handle

    def QueryFullProcessImageNameW(self, process: Any, _flags: int, into: Any, length: Any) -> int:
        assert length._obj.value == len(into)
        exe = self.runs[self.handles[process.value]]
        into.value = FAMILIES[exe][1] if exe in FAMILIES else self.front
        return 1

    def GetPackageFamilyName(self, process: Any, length: Any, into: Any) -> int:
        assert length._obj.value == len(into) == 65
        exe = self.runs[self.handles[process.value]]
        if exe not in FAMILIES:
            return NO_PACKAGE
        into.value = FAMILIES[exe][0]
        return 0

    # -- version, shell32, powrprof -----------------------------------------

    def GetFileVersionInfoSizeW(self, path: str, _handle: None) -> int:
        return 100 if path in self.descriptions else 0

    def GetFileVersionInfoW(self, path: str, _handle: int, size: int, data: Any) -> int:
        assert size == len(data) == 100
        data.value = path.encode()[:99]
        return 1

    def VerQueryValueW(self, data: Any, name: str, where: Any, length: Any) -> int:
        found = next(text for path, text in self.descriptions.items() if path.encode()[:99] == data.value)
        values: dict[str, Any] = {r"\VarFileInfo\Translation": (ctypes.c_ushort * 4)(0x0409, 0x04B0, 0x0407, 0x04B0)}
        values[r"\StringFileInfo\040904b0\FileDescription"] = ctypes.create_unicode_buffer(found)
        value = values.get(name)
        if value is None or not found:
            return 0
        self.keep.append(value)
        where._obj.value, length._obj.value = ctypes.addressof(value), len(value)
        return 1

    def SHQueryUserNotificationState(self, into: Any) -> int:
        into._obj.value = self.state
        return self.failed

    def CallNtPowerInformation(self, level: int, into: None, size: int, out: Any, out_size: int) -> int:
        assert (level, into, size) == (16, None, 0)
        assert out_size == ctypes.sizeof(out._obj)
        out._obj.value = self.execution
        return self.failed

    # -- the Windows Runtime ------------------------------------------------

    def newest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A Windows that tells of Do not disturb."""
        for name in NEWEST:
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        manager = SimpleNamespace(get_default=lambda: _Manager(self))
        sys.modules["winrt.windows.ui.notifications"].ToastNotificationManager = manager  # type: ignore[attr-defined]


class _Manager:
    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    @property
    def notification_mode(self) -> int:
        if self._machine.mode < 0:
            raise OSError("no such interface supported")
        return self._machine.mode


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: Library(machine), raising=False)
    monkeypatch.setitem(sys.modules, "winreg", machine.registry)
    return machine


# -- microphone and camera --------------------------------------------------


@pytest.mark.parametrize(("signal", "device"), [("microphone", "microphone"), ("camera", "webcam")])
def test_who_uses_it_is_named_as_people_do(machine: Machine, signal: str, device: str) -> None:
    machine.runs += ["WindowsCamera.exe", "ms-teams.exe", "ms-teams.exe"]
    machine.program_uses(device, CHROME)
    machine.program_uses(device, ZOOM, ended=True)
    machine.uses(device, "MSTeams_8wekyb3d8bbwe")
    machine.uses(device, "Microsoft.WindowsCamera_8wekyb3d8bbwe", ended=True)
    assert machine.told(signal) == {"Google Chrome", "Microsoft Teams"}
    machine.uses(device, "Microsoft.WindowsCamera_8wekyb3d8bbwe")
    assert machine.told(signal) == {"Google Chrome", "Microsoft Teams", "WindowsCamera"}


def test_the_one_is_not_the_other(machine: Machine) -> None:
    machine.program_uses("webcam", ZOOM)
    assert machine.told("microphone") == frozenset()
    assert machine.told("camera") == {"Zoom Meetings"}


def test_nobody_uses_anything_and_nobody_asks_what_runs(machine: Machine) -> None:
    machine.program_uses("microphone", ZOOM, ended=True)
    assert machine.told("microphone") == frozenset()
    assert machine.snapshots == 0


def test_an_end_that_was_never_written(machine: Machine) -> None:
    """The power went, four hours ago; and a program crashed since."""
    machine.runs.append("ms-teams.exe")
    machine.uses("microphone", "MSTeams_8wekyb3d8bbwe", ago=4 * 3600)
    machine.program_uses("microphone", ZOOM, ago=4 * 3600)
    assert machine.told("microphone") == frozenset()
    machine.runs.clear()
    machine.uses("microphone", "MSTeams_8wekyb3d8bbwe")
    machine.program_uses("microphone", CHROME)
    assert machine.told("microphone") == frozenset()
    machine.runs += ["explorer.exe", "CHROME.EXE", "ms-teams.exe"]
    assert machine.told("microphone") == {"Google Chrome", "Microsoft Teams"}


@pytest.mark.parametrize("description", ["", None])
def test_a_file_that_has_no_description(machine: Machine, description: str | None) -> None:
    if description is None:
        del machine.descriptions[ZOOM]
    else:
        machine.descriptions[ZOOM] = description
    machine.program_uses("microphone", ZOOM)
    assert machine.told("microphone") == {"Zoom"}


def test_the_description_is_read_once(machine: Machine) -> None:
    programs = Programs()
    assert programs.name(CHROME) == "Google Chrome"
    machine.descriptions.clear()
    assert programs.name(CHROME) == "Google Chrome"


@pytest.mark.parametrize("file", ["krisp.exe", "voicemeeter8x64.exe", "NVIDIA Broadcast.exe", "obs64.exe"])
def test_what_keeps_the_microphone_open_all_day_is_no_call(machine: Machine, file: str) -> None:
    machine.runs.append(file)
    machine.program_uses("microphone", rf"C:\Program Files\Some\{file}")
    assert machine.told("microphone") == frozenset()
    machine.program_uses("microphone", ZOOM)
    assert machine.told("microphone") == {"Zoom Meetings"}


def test_keys_without_times_are_nothing(machine: Machine) -> None:
    machine.registry.HKEY_CURRENT_USER.make(rf"{STORE}\microphone\Other.App_1").values["Value"] = "Deny"
    machine.uses("microphone", "Broken.App_1")
    machine.registry.HKEY_CURRENT_USER.find(rf"{STORE}\microphone\Broken.App_1").values["LastUsedTimeStart"] = b"?"
    assert machine.told("microphone") == frozenset()


def test_a_windows_without_the_store(machine: Machine) -> None:
    del machine.registry.HKEY_CURRENT_USER.find(STORE).keys["microphone"]
    with pytest.raises(Unavailable, match="no such key"):
        machine.told("microphone")


# -- full screen, do not disturb, film --------------------------------------


@pytest.mark.parametrize(
    ("state", "full", "disturbed"),
    [(1, False, False), (2, True, False), (3, True, False), (4, False, True), (5, False, False), (6, False, True),
     (7, False, False)],
)  # fmt: skip
def test_what_the_shell_says(machine: Machine, state: int, full: bool, disturbed: bool) -> None:
    machine.state = state
    assert machine.told("fullscreen") == ({"Google Chrome"} if full else frozenset())
    assert machine.told("do_not_disturb", way=1) == ({""} if disturbed else frozenset())


@pytest.mark.parametrize("front", ["", r"C:\Windows\explorer.exe"])
def test_busy_with_nothing_in_front(machine: Machine, front: str) -> None:
    """An overlay over the desktop makes the shell say so; while windows change places, none is in front."""
    machine.state, machine.front = 2, front
    assert machine.told("fullscreen") == frozenset()


@pytest.mark.parametrize(
    ("box", "full"),
    [
        ((-1920, -120, 0, 960), True),
        # What is maximised hangs over, but leaves the taskbar.
        ((-1928, -128, 8, 920), False),
        ((-1900, -100, -600, 700), False),
        (None, False),
    ],
)
def test_busy_with_another_window_in_front(machine: Machine, box: tuple[int, ...] | None, full: bool) -> None:
    machine.state, machine.box = 2, box
    assert machine.told("fullscreen") == ({"Google Chrome"} if full else frozenset())


def test_an_administrators_window_has_no_name(machine: Machine) -> None:
    machine.state, machine.runs = 2, ["explorer.exe"]
    assert machine.told("fullscreen") == {""}


@pytest.mark.parametrize(("mode", "state", "held"), [(0, 5, False), (1, 5, True), (2, 5, True), (0, 4, True)])
def test_do_not_disturb(machine: Machine, monkeypatch: pytest.MonkeyPatch, mode: int, state: int, held: bool) -> None:
    machine.newest(monkeypatch)
    machine.mode, machine.state = mode, state
    assert machine.told("do_not_disturb") == ({""} if held else frozenset())


def test_a_windows_that_tells_nobody_of_it(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winrt", None)
    with pytest.raises(Unavailable, match="tells no program of Do not disturb"):
        machine.told("do_not_disturb")
    monkeypatch.undo()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: Library(machine), raising=False)
    machine.newest(monkeypatch)
    machine.mode = -1
    with pytest.raises(Unavailable, match="no such interface"):
        machine.told("do_not_disturb")


@pytest.mark.parametrize(("execution", "held"), [(0, False), (1, False), (2, True), (3, True), (4, False)])
def test_a_film(machine: Machine, execution: int, held: bool) -> None:
    machine.execution = execution
    assert machine.told("film") == ({""} if held else frozenset())


@pytest.mark.parametrize("name", ["fullscreen", "film"])
def test_a_call_that_fails(machine: Machine, name: str) -> None:
    machine.failed = -1073741790
    with pytest.raises(Unavailable, match="0xc0000022"):
        machine.told(name)
