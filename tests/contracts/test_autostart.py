"""Starting at login: what holds on every system, then each system's own. Windows has a registry of ours here."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, TracebackType

import pytest

from deskbreak.app.autostart import Autostart
from deskbreak.desktop.autostart import entry, launch
from deskbreak.desktop.autostart.launcher import Launcher
from deskbreak.desktop.autostart.macos import LaunchAgent
from deskbreak.desktop.autostart.windows import APPROVED, RUN, RunKey
from deskbreak.desktop.autostart.xdg import XdgAutostart
from deskbreak.places import shipped
from deskbreak.settings.atomic import replace_text

NASTY = ("plain", "with space", 'it\'s "quoted"', "$HOME `id` \\ back", "100% %u", "a;b&c|d", "tab\there", "ähnlich")


def installed(folder: Path, script: str = "echo started") -> tuple[str, ...]:
    """An installation in this folder: a program that can be run."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "deskbreak"
    program.write_text(f'#!/bin/sh\n{script} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program), "run"


# -- a registry -------------------------------------------------------------


@dataclass
class Key:
    """An open key of it."""

    values: dict[str, object] = field(default_factory=dict)

    def __enter__(self) -> Key:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class FakeRegistry(ModuleType):
    """As much of winreg as is used."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = "HKCU", 1, 2

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, Key] = {}

    def CreateKey(self, root: str, path: str) -> Key:  # noqa: N802
        assert root == self.HKEY_CURRENT_USER
        return self.keys.setdefault(path, Key())

    def OpenKey(self, root: str, path: str, reserved: int = 0, access: int = 1) -> Key:  # noqa: N802
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        if path not in self.keys:
            raise FileNotFoundError(2, "no such key")
        return self.keys[path]

    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(2, "no such value")
        return key.values[name], self.REG_SZ

    def SetValueEx(self, key: Key, name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802
        assert (reserved, kind) == (0, self.REG_SZ)
        key.values[name] = value

    def DeleteValue(self, key: Key, name: str) -> None:  # noqa: N802
        self.QueryValueEx(key, name)
        del key.values[name]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    registry = FakeRegistry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    return registry


# -- each system ------------------------------------------------------------


@pytest.fixture
def command(tmp_path: Path) -> tuple[str, ...]:
    return installed(tmp_path / "installed")


def xdg(home: Path, command: Sequence[str], packaged: Path = Path("/nonexistent")) -> XdgAutostart:
    launcher = Launcher(home / "data", [packaged], shipped("icons"), command, replace_text)
    return XdgAutostart(home / "config", launcher, command, replace_text)


@pytest.fixture(params=["xdg", "windows", "macos"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path, command: tuple[str, ...]) -> Autostart:
    if request.param == "windows":
        request.getfixturevalue("registry")
        return RunKey(command)
    return xdg(tmp_path, command) if request.param == "xdg" else LaunchAgent(tmp_path / "agents", command, replace_text)


def test_on_and_off_as_often_as_one_likes(autostart: Autostart) -> None:
    autostart.off()
    assert (autostart.state().on, autostart.state().why) == (False, "")
    for _time in range(2):
        autostart.on()
        assert autostart.state().on
        assert autostart.state().file == autostart.where
    for _time in range(2):
        autostart.off()
        assert (autostart.state().on, autostart.state().why) == (False, "")


# -- how it is started ------------------------------------------------------


@pytest.fixture
def python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python in a folder of its own, running something that is not deskbreak's script."""
    python = tmp_path / "bin" / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "deskbreak" / "__main__.py")])
    return python


def test_the_script_that_runs_is_what_is_started(python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(python.parent)
    program, _run = installed(tmp_path / "elsewhere")
    monkeypatch.setattr(sys, "argv", ["elsewhere/deskbreak"])
    monkeypatch.chdir(tmp_path)
    assert launch.command() == (program, "run")


def test_else_the_script_beside_the_python(python: Path) -> None:
    assert launch.command() == (str(python), "-m", "deskbreak", "run")
    assert installed(python.parent) == launch.command()


def test_on_windows_without_a_console(python: Path) -> None:
    assert launch.windowless_command()[0] == str(python)
    python.parent.mkdir()
    pythonw = python.with_name("pythonw.exe")
    pythonw.touch()
    assert launch.windowless_command() == (str(pythonw), "-m", "deskbreak", "run")


# -- freedesktop.org --------------------------------------------------------


@pytest.fixture
def login(tmp_path: Path) -> Path:
    return tmp_path / "config" / "autostart" / "deskbreak.desktop"


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    return tmp_path / "data" / "applications" / "deskbreak.desktop"


def read_like_a_desktop(file: Path) -> dict[str, str]:
    """The main group, by the letter of the specification and not by our own reader."""
    head, *lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert head == "[Desktop Entry]"
    pairs = (line.split("=", 1) for line in lines)
    meant = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return {key: re.sub(r"\\(.)", lambda match: meant[match[1]], value) for key, value in pairs}


def arguments(command: str) -> list[str]:
    """What Exec starts: quotes first, then the field codes."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', command)
    bare = [re.sub(r"\\(.)", r"\1", quoted) if quoted else plain for quoted, plain in words]
    assert not any(re.search(r"(?<!%)%(?!%)", word.replace("%%", "")) for word in bare)
    return [word.replace("%%", "%") for word in bare]


def test_the_login_entry_says_all_there_is_to_say(tmp_path: Path, command: tuple[str, ...], login: Path) -> None:
    xdg(tmp_path, command).on()
    said = read_like_a_desktop(login)
    assert (said["Type"], said["Name"], said["Icon"], said["Terminal"]) == (
        "Application", "deskbreak", "deskbreak", "false",
    )  # fmt: skip
    assert (said["TryExec"], arguments(said["Exec"])) == (command[0], list(command))
    assert said["X-GNOME-Autostart-enabled"] == "true"
    assert not {"OnlyShowIn", "NotShowIn", "NoDisplay", "Hidden"} & set(said)


def test_menus_find_it_with_its_icon(tmp_path: Path, command: tuple[str, ...], menu: Path) -> None:
    xdg(tmp_path, command).on()
    said = read_like_a_desktop(menu)
    assert arguments(said["Exec"]) == list(command)
    assert said["Categories"] == "Utility;"
    theme = tmp_path / "data" / "icons" / "hicolor"
    for size in (16, 24, 32, 48, 64, 128, 256):
        shown = theme / f"{size}x{size}" / "apps" / "deskbreak.png"
        assert shown.read_bytes() == (shipped("icons") / f"deskbreak-{size}.png").read_bytes()
    assert (theme / "scalable" / "apps" / "deskbreak.svg").is_file()


@pytest.mark.parametrize("folder", NASTY)
def test_what_the_entry_says_can_be_run(tmp_path: Path, login: Path, folder: str) -> None:
    autostart = xdg(tmp_path, installed(tmp_path / folder))
    autostart.on()
    assert autostart.state().on
    said = read_like_a_desktop(login)
    assert Path(said["TryExec"]).is_file()
    done = subprocess.run(arguments(said["Exec"]), capture_output=True, text=True, check=True, timeout=10)
    assert done.stdout == "started run\n"


def test_off_leaves_nothing_of_ours_and_everything_else(tmp_path: Path, command: tuple[str, ...], login: Path) -> None:
    others = [login.with_name("other.desktop"), tmp_path / "data/icons/hicolor/16x16/apps/other.png"]
    for other in others:
        other.parent.mkdir(parents=True)
        other.touch()
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    autostart = xdg(tmp_path, command)
    autostart.on()
    autostart.off()
    assert {file for file in tmp_path.rglob("*") if file.is_file()} == before


def test_the_launcher_of_a_package_is_left_to_serve(tmp_path: Path, command: tuple[str, ...], menu: Path) -> None:
    packaged = tmp_path / "usr" / "share"
    (packaged / "applications").mkdir(parents=True)
    (packaged / "applications" / "deskbreak.desktop").touch()
    xdg(tmp_path, command, packaged).on()
    assert not (tmp_path / "data").exists()


def test_an_installation_that_moved_is_found_again(tmp_path: Path, command: tuple[str, ...], login: Path) -> None:
    autostart = xdg(tmp_path, command)
    autostart.on()
    Path(command[0]).unlink()
    assert autostart.state().why == f"there is no {command[0]}"
    moved = xdg(tmp_path, installed(tmp_path / "moved"))
    moved.on()
    assert moved.state().on
    assert read_like_a_desktop(login)["TryExec"] == str(tmp_path / "moved" / "deskbreak")


@pytest.mark.parametrize(
    "switch",
    [
        lambda text: text + "Hidden=true\n",
        lambda text: text.replace("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled=false"),
        lambda text: text + "X-MATE-Autostart-enabled=false\n",
    ],
)
def test_the_desktops_own_settings_switch_it_off(
    tmp_path: Path, command: tuple[str, ...], login: Path, switch: Callable[[str], str]
) -> None:
    autostart = xdg(tmp_path, command)
    autostart.on()
    ours = login.read_text(encoding="utf-8")
    login.write_text(switch(ours), encoding="utf-8")
    assert (autostart.state().on, "switched it off" in autostart.state().why) == (False, True)
    autostart.on()
    assert autostart.state().on
    assert login.read_text(encoding="utf-8") == ours
    login.write_text(switch(ours), encoding="utf-8")
    autostart.off()
    assert not login.exists()


def test_an_entry_that_somebody_edited_stays_theirs(tmp_path: Path, command: tuple[str, ...], login: Path) -> None:
    autostart = xdg(tmp_path, command)
    autostart.on()
    theirs = "# mine\n" + login.read_text(encoding="utf-8").replace("Delay=5", "Delay=60")
    theirs = theirs.replace("Exec=", "Exec=env LANG=de ", 2).replace("TryExec=env LANG=de ", "TryExec=")
    login.write_text(theirs + "\n[Desktop Action New]\nExec=true\nHidden=true\n", encoding="utf-8")
    before = login.read_text(encoding="utf-8")
    autostart.on()
    assert login.read_text(encoding="utf-8") == before
    autostart.off()
    assert not autostart.state().on
    assert login.read_text(encoding="utf-8").replace("Hidden=true\n", "", 1) == before
    autostart.off()
    autostart.on()
    assert autostart.state().on
    assert login.read_text(encoding="utf-8") == before


def test_of_an_edited_entry_only_what_is_dead_is_mended(tmp_path: Path, command: tuple[str, ...], login: Path) -> None:
    login.parent.mkdir(parents=True)
    login.write_text("[Desktop Entry]\r\nName=Mine\r\nExec=/gone/deskbreak run\r\n", encoding="utf-8", newline="")
    autostart = xdg(tmp_path, command)
    assert autostart.state().why == "there is no /gone/deskbreak"
    autostart.on()
    assert autostart.state().on
    assert entry.value(entry.read(login), "Name") == "Mine"
    assert entry.value(entry.read(login), "TryExec") == command[0]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"Exec=true\n", b"[Other]\nExec=true\n"])
def test_what_no_desktop_can_read_is_written_anew(
    tmp_path: Path, command: tuple[str, ...], login: Path, content: bytes
) -> None:
    login.parent.mkdir(parents=True)
    login.write_bytes(content)
    autostart = xdg(tmp_path, command)
    assert not autostart.state().on
    autostart.off()
    assert login.read_bytes() == content
    autostart.on()
    assert autostart.state().on


def test_a_launcher_that_somebody_edited_stays(tmp_path: Path, command: tuple[str, ...], menu: Path) -> None:
    autostart = xdg(tmp_path, command)
    autostart.on()
    theirs = menu.read_text(encoding="utf-8") + "NoDisplay=true\n"
    menu.write_text(theirs, encoding="utf-8")
    autostart.on()
    autostart.off()
    assert menu.read_text(encoding="utf-8") == theirs
    assert list((tmp_path / "data" / "icons").rglob("deskbreak.*"))


# -- Windows ----------------------------------------------------------------


def test_the_run_key_has_the_command_quoted(registry: FakeRegistry) -> None:
    RunKey((r"C:\Program Files\py\pythonw.exe", "-m", "deskbreak", "run")).on()
    assert registry.keys[RUN].values == {"deskbreak": r'"C:\Program Files\py\pythonw.exe" -m deskbreak run'}


@pytest.mark.parametrize(("first", "on"), [(2, True), (6, True), (3, False), (7, False)])
def test_the_task_manager_is_believed_until_it_is_overruled(registry: FakeRegistry, first: int, on: bool) -> None:
    autostart = RunKey(("deskbreak.exe",))
    autostart.on()
    registry.keys[APPROVED] = Key({"deskbreak": bytes([first] + [0] * 11), "other": b"\x03"})
    assert autostart.state().on is on
    assert bool(autostart.state().why) is not on
    autostart.on()
    assert autostart.state().on
    assert registry.keys[APPROVED].values == {"other": b"\x03"}


def test_other_programs_stay_in_the_run_key(registry: FakeRegistry) -> None:
    registry.keys[RUN] = Key({"other": "other.exe"})
    autostart = RunKey(("deskbreak.exe",))
    autostart.on()
    autostart.off()
    assert registry.keys[RUN].values == {"other": "other.exe"}


# -- macOS ------------------------------------------------------------------


def test_the_agent_starts_it_once_at_login(tmp_path: Path, command: tuple[str, ...]) -> None:
    autostart = LaunchAgent(tmp_path, command, replace_text)
    autostart.on()
    agent = plistlib.loads(Path(autostart.where).read_bytes())
    assert (agent["Label"], agent["ProgramArguments"], agent["RunAtLoad"]) == ("deskbreak", list(command), True)
    assert "KeepAlive" not in agent


def test_an_agent_that_somebody_edited_keeps_their_keys(tmp_path: Path, command: tuple[str, ...]) -> None:
    autostart = LaunchAgent(tmp_path, command, replace_text)
    theirs = {"Label": "deskbreak", "Disabled": True, "EnvironmentVariables": {"LANG": "de"}}
    file = Path(autostart.where)
    file.write_bytes(plistlib.dumps(theirs, fmt=plistlib.FMT_BINARY))
    assert autostart.state().why == "the agent is switched off"
    autostart.on()
    assert autostart.state().on
    agent = plistlib.loads(file.read_bytes())
    assert agent["EnvironmentVariables"] == {"LANG": "de"}
    Path(command[0]).unlink()
    assert autostart.state().why == f"there is no {command[0]}"


@pytest.mark.parametrize("content", [b"", b"junk", b"<plist", plistlib.dumps([1])])
def test_an_agent_that_is_none_is_written_anew(tmp_path: Path, command: tuple[str, ...], content: bytes) -> None:
    autostart = LaunchAgent(tmp_path, command, replace_text)
    Path(autostart.where).write_bytes(content)
    assert not autostart.state().on
    autostart.on()
    assert autostart.state().on
