"""`deskbreak config`, with a HOME of its own and in this process; nothing runs that could be told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli import commands, running
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.settings.generate import own_settings_toml
from deskbreak.settings.keys import KEYS
from deskbreak.settings.values import plain

Run = Callable[..., tuple[int, str, str]]
BROKEN = "[reminder]\nevery_minutes = 3\nzebra = 1\n[snooze]\nlimit = 1\n"
SAID = (
    "settings.toml, line 2: reminder.every_minutes = 3 is too small: 5 to 240.\n"
    "settings.toml, line 3: reminder.zebra is not a setting.\n"
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings of this test lie; nothing is there yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path / "config" / "deskbreak" / "settings.toml"


@pytest.fixture
def written(file: Path) -> Callable[[str], None]:
    def write(text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the running deskbreak was asked; there is none, as far as anybody is told."""
    requests: list[Any] = []

    def request(what: Any) -> dict[str, Any]:
        requests.append(what)
        raise NotRunning("deskbreak is not running.", "Start it with: deskbreak run")

    monkeypatch.setattr(running, "request", request)
    return requests


@pytest.fixture
def run(file: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def config(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["deskbreak", "config", *words])
        code = commands.main()
        said = capfd.readouterr()
        return code, said.out, said.err

    return config


def test_list_shows_every_setting_and_marks_what_is_not_the_default(run: Run, written: Callable[[str], None]) -> None:
    written("[reminder]\nevery_minutes = 45\n[hours]\nmonday = []\n")
    code, out, err = run("list")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert [line.split(" = ")[0] for line in lines] == list(KEYS)
    assert lines[0] == "reminder.every_minutes = 45  # default: 30"
    assert lines[1] == "reminder.length_seconds = 60"
    assert 'hours.monday = []  # default: ["09:00-17:00"]' in lines
    assert len([line for line in lines if "# default" in line]) == 2


def test_list_for_programs(run: Run, written: Callable[[str], None]) -> None:
    written("[snooze]\nminutes = 7.5\n")
    code, out, _err = run("list", "--json")
    assert code == 0
    listed = json.loads(out)
    assert listed == {name: plain(key.default) for name, key in KEYS.items()} | {"snooze.minutes": 7.5}
    assert '"reminder.every_minutes": 30,' in out


@pytest.mark.parametrize(
    ("key", "said"),
    [("snooze.limit", "2"), ("quiet.camera", "false"), ("hours.monday", "09:00-17:00"), ("hours.sunday", "")],
)
def test_get(run: Run, key: str, said: str) -> None:
    assert run("get", key) == (0, f"{said}\n", "")


def test_a_broken_file_shows_what_holds_and_says_what_is_broken(run: Run, written: Callable[[str], None]) -> None:
    written(BROKEN)
    assert run("get", "snooze.limit") == (0, "1\n", SAID)
    assert run("get", "reminder.every_minutes") == (0, "30\n", SAID)
    code, out, err = run("list", "--json")
    assert (code, json.loads(out)["snooze.limit"], err) == (0, 1, SAID)


def test_what_was_last_good_holds(run: Run, written: Callable[[str], None], tmp_path: Path) -> None:
    kept = tmp_path / "state" / "deskbreak" / "settings.good.json"
    kept.parent.mkdir(parents=True)
    kept.write_text('{"reminder": {"every_minutes": 50}}', encoding="utf-8")
    written("[reminder\n")
    code, out, err = run("get", "reminder.every_minutes")
    assert (code, out) == (0, "50\n")
    assert err.startswith("settings.toml, line 1: a bracket")


def test_set_writes_and_tells_the_running_one(run: Run, file: Path, asked: list[Any]) -> None:
    assert run("set", "reminder.every_minutes", "45") == (0, "reminder.every_minutes = 45\n", "")
    assert run("set", "hours.monday", "09:00-12:00,13:00-17:00")[0] == 0
    assert asked == [{"do": "reload"}, {"do": "reload"}]
    assert file.read_text(encoding="utf-8") == (
        '[reminder]\nevery_minutes = 45\n\n[hours]\nmonday = ["09:00-12:00", "13:00-17:00"]\n'
    )
    assert run("get", "hours.monday") == (0, "09:00-12:00,13:00-17:00\n", "")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("set", "reminder.every_minutes", "-3"), "reminder.every_minutes = -3 is too small: 5 to 240."),
        (("set", "reminder.every_minuts", "30"), "reminder.every_minuts is not a setting; did you mean"),
        (("get", "zebra"), "zebra is not a setting."),
    ],
)
def test_what_the_user_can_mend_is_code_one_and_two_lines(
    run: Run, file: Path, asked: list[Any], words: tuple[str, ...], title: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert err.startswith(title)
    assert len(err.splitlines()) == 2
    assert not file.exists()
    assert asked == []


@pytest.mark.parametrize("words", [("set", "snooze.limit"), ("get",), ("fly",), ("check", "/does/not/exist.toml")])
def test_wrong_usage_is_code_two(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_a_refusal_of_the_running_one_is_told(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_what: Any) -> None:
        raise DeskbreakError("No.", "Wait.")

    monkeypatch.setattr(running, "request", refuse)
    assert run("set", "snooze.limit", "1") == (1, "snooze.limit = 1\n", "No.\nWait.\n")
    assert file.exists()


def test_check(run: Run, written: Callable[[str], None], file: Path, tmp_path: Path) -> None:
    assert run("check") == (0, "No mistakes.\n", "")
    written(BROKEN)
    code, out, err = run("check")
    assert (code, out) == (1, SAID)
    assert err.splitlines()[0] == f"There are mistakes in {file}."
    assert len(err.splitlines()) == 2
    assert run("check", str(tmp_path))[0] == 1
    other = tmp_path / "other.toml"
    other.write_text("[zebra]\n", encoding="utf-8")
    assert run("check", str(other)) == (0, "other.toml, line 1: zebra is not a setting.\nNo mistakes.\n", "")


def test_path(run: Run, file: Path) -> None:
    assert run("path") == (0, f"{file}\n", "")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has $VISUAL append a text."""
    script = tmp_path / "an editor.py"
    script.write_text(
        "import sys\nwith open(sys.argv[2], 'a', encoding='utf-8') as file: file.write(sys.argv[1])\n", encoding="utf-8"
    )

    def appends(text: str) -> None:
        monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}' '{text}'")

    monkeypatch.setenv("EDITOR", "false")
    return appends


def test_edit_begins_with_every_setting_commented_out(
    run: Run, file: Path, asked: list[Any], editor: Callable[[str], None]
) -> None:
    editor("# seen\n")
    assert run("edit") == (0, "No mistakes.\n", "")
    assert file.read_text(encoding="utf-8") == own_settings_toml() + "# seen\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert asked == [{"do": "reload"}]


def test_edit_finds_what_went_wrong(
    run: Run, written: Callable[[str], None], asked: list[Any], editor: Callable[[str], None]
) -> None:
    written("[snooze]\n")
    editor("limit = 99\n")
    code, out, err = run("edit")
    assert (code, out) == (1, "settings.toml, line 2: snooze.limit = 99 is too large: 0 to 10.\n")
    assert len(err.splitlines()) == 2
    assert asked == [{"do": "reload"}]


@pytest.mark.parametrize("command", ["false", "/does/not/exist"])
def test_an_editor_that_fails(run: Run, asked: list[Any], monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    code, out, err = run("edit")
    assert (code, out, asked) == (1, "", [])
    assert f"The editor {command} failed" in err
    assert len(err.splitlines()) == 2


def test_an_unknown_name_is_no_reason_to_stop(run: Run, written: Callable[[str], None]) -> None:
    written("[zebra]\n")
    assert run("get", "snooze.limit") == (0, "2\n", "settings.toml, line 1: zebra is not a setting.\n")


def test_without_a_chosen_editor_one_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.setenv(variable, "")
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _out, err = run("edit")
    assert (code, err.splitlines()[0]) == (1, "There is no editor.")
    nano = tmp_path / "nano"
    nano.write_text('#!/bin/sh\necho "nano $1"\n', encoding="utf-8")
    nano.chmod(0o755)
    code, out, _err = run("edit")
    assert code == 0
    assert out.startswith("nano ")


def test_help_names_every_command(run: Run) -> None:
    code, out, _err = run("--help")
    assert code == 0
    for command in ("list", "get", "set", "check", "path", "edit"):
        assert f"  {command} " in out


@pytest.mark.parametrize("words", [("list",), ("--help",)])
def test_what_only_writing_needs_is_not_loaded(words: tuple[str, ...], file: Path) -> None:
    code = f"import sys; sys.argv = {['deskbreak', 'config', *words]}\n" + (
        "from deskbreak.cli.commands import main; main(); assert not {'tomlkit', 'PIL', 'sqlite3'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
