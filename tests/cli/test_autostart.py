"""`deskbreak autostart` as a process of its own, with a HOME of its own; and what the doctor says of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.contracts.test_autostart import arguments, read_like_a_desktop

ON, OFF = "deskbreak starts at login.\n", "deskbreak does not start at login.\n"


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    return tmp_path / ".config" / "autostart" / "deskbreak.desktop"


def finding(shell: Shell) -> dict[str, object]:
    found: dict[str, object] = json.loads(shell("doctor", "--json").stdout)["autostart"]
    return found


@pytest.mark.parametrize(("words", "said"), [("on", ON), ("off", OFF), ("status", OFF)])
def test_each_says_one_line(shell: Shell, words: str, said: str) -> None:
    done = shell("autostart", words)
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_status_for_programs(shell: Shell, entry: Path) -> None:
    assert json.loads(shell("autostart", "status", "--json").stdout) == {"autostart": False, "file": str(entry)}
    shell("autostart", "on")
    assert shell("autostart", "status").stdout == ON
    assert json.loads(shell("autostart", "status", "--json").stdout) == {"autostart": True, "file": str(entry)}


def test_status_says_who_switched_it_off(shell: Shell, entry: Path) -> None:
    shell("autostart", "on")
    entry.write_text(entry.read_text(encoding="utf-8") + "Hidden=true\n", encoding="utf-8")
    said = "deskbreak does not start at login: the settings of the desktop have switched it off.\n"
    assert shell("autostart", "status").stdout == said


def test_it_goes_where_the_variables_say(shell: Shell, tmp_path: Path) -> None:
    shell.env |= {"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_DATA_HOME": str(tmp_path / "d")}
    shell("autostart", "on")
    assert (tmp_path / "c" / "autostart" / "deskbreak.desktop").is_file()
    assert (tmp_path / "d" / "applications" / "deskbreak.desktop").is_file()
    assert not (tmp_path / ".config").exists()


@pytest.mark.parametrize("words", [(), ("maybe",), ("on", "now")])
def test_usage(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell("autostart", *words).returncode == 2


@pytest.mark.parametrize("blocked", [".config", ".local"])
def test_a_home_that_cannot_be_written_is_told_in_two_lines(shell: Shell, tmp_path: Path, blocked: str) -> None:
    shutil.rmtree(tmp_path / blocked, ignore_errors=True)
    (tmp_path / blocked).touch()
    done = shell("autostart", "on")
    assert (done.returncode, done.stdout) == (1, "")
    title, hint = done.stderr.splitlines()
    assert str(tmp_path / blocked) in title
    assert hint
    assert shell("autostart", "status").stdout == OFF
    assert shell("autostart", "off").returncode == 0


def test_a_home_that_may_not_be_written(shell: Shell, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    # Root may write to any folder but those of the kernel.
    shell.env["HOME"] = "/sys" if os.getuid() == 0 else str(tmp_path)
    done = shell("autostart", "on")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 2)


def test_an_entry_that_cannot_be_read(shell: Shell, entry: Path) -> None:
    entry.mkdir(parents=True)
    done = shell("autostart", "status")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 2)
    assert finding(shell)["chosen"] == "unknown"


def test_the_doctor_tells(shell: Shell, entry: Path, tmp_path: Path) -> None:
    assert finding(shell) == {
        "chosen": "off",
        "can": [],
        "others": [],
        "hint": "Have it start at login with: deskbreak autostart on",
    }
    shell("autostart", "on")
    assert finding(shell) == {
        "chosen": "on",
        "can": ["starts at login: ~/.config/autostart/deskbreak.desktop"],
        "others": [],
        "hint": "",
    }
    entry.write_text("[Desktop Entry]\nExec=/gone/deskbreak\n", encoding="utf-8")
    why = "there is no /gone/deskbreak (~/.config/autostart/deskbreak.desktop)"
    assert finding(shell)["others"] == [{"name": "login entry", "why": why}]


def test_what_the_entry_starts_is_deskbreak(shell: Shell, entry: Path, tmp_path: Path) -> None:
    """As at login: from the home folder, with nobody's terminal."""
    shell("autostart", "on")
    said = read_like_a_desktop(entry)
    assert os.access(said["TryExec"], os.X_OK)
    with subprocess.Popen(
        arguments(said["Exec"]), env=shell.env, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        end = time.monotonic() + 15
        while shell("status").returncode == 3:
            assert process.poll() is None
            assert time.monotonic() < end
        assert shell("quit").returncode == 0
        assert process.wait(10) == 0
