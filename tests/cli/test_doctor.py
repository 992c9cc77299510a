"""`deskbreak doctor` as a process of its own, where there is no desktop. On one: tests/contracts/test_doctor.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deskbreak import __version__
from deskbreak.app.finding import Finding
from deskbreak.cli.doctor import INDENT, WIDTH, lines, plain
from tests.cli.program import Program
from tests.cli.shell import Shell

PORTS = [
    "running", "tray", "notifications", "presence", "quiet", "session", "guide", "cues", "autostart", "settings",
    "history", "library", "files", "system",
]  # fmt: skip
FOUND = [
    Finding("tray", "none", ("one",), (("other", "why not " * 20),), "Do this."),
    Finding("files", "/a/very" + "/long" * 30 + "/path"),
]


def test_nothing_here_can_show_a_reminder(shell: Shell, tmp_path: Path) -> None:
    done = shell("doctor", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert list(found) == PORTS
    assert all(set(finding) == {"chosen", "can", "others", "hint"} for finding in found.values())
    assert (found["running"]["chosen"], found["tray"]["chosen"]) == ("no", "none")
    assert found["notifications"]["chosen"] == "terminal"
    assert str(tmp_path) not in done.stdout


def test_for_people(shell: Shell, tmp_path: Path) -> None:
    done = shell("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    said = done.stdout.splitlines()
    assert [line.split()[0] for line in said if line[0] != " "] == PORTS
    assert str(tmp_path) not in done.stdout


def test_beside_a_running_deskbreak(shell: Shell, program: Program) -> None:
    program.status = program.status | {"tray": "StatusNotifierItem", "version": "0.0.1"}
    done = shell("doctor", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["running"] == {
        "chosen": "yes",
        "can": ["version 0.0.1", "Stand up in 12 min · sat 18 min"],
        "others": [{"name": "this version", "why": f"this is version {__version__}"}],
        "hint": "Quit it and start it again.",
    }
    assert found["tray"]["chosen"] == "StatusNotifierItem"


def test_beside_one_that_hangs_it_does_not(shell: Shell, program: Program) -> None:
    program.loop.wake_with(program.loop.stop)
    program.thread.join()
    found = json.loads(shell("doctor", "--json").stdout)
    program.server.close()
    program.loop.close()
    assert found["running"]["chosen"] == "silent"
    assert list(found) == PORTS


def test_beside_one_that_refuses(shell: Shell, program: Program) -> None:
    program.refuses = True
    found = json.loads(shell("doctor", "--json").stdout)
    assert found["running"]["others"] == [{"name": "status", "why": "No."}]
    assert found["running"]["hint"] == "Try yes."


def test_a_folder_that_cannot_be_used_ends_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "run" / "deskbreak").touch()
    found = json.loads(shell("doctor", "--json").stdout)
    assert found["running"]["chosen"] == "silent"
    assert [other["name"] for other in found["files"]["others"]] == ["socket"]


def test_lines_are_aligned_and_wrapped_but_paths_stay_whole() -> None:
    said = list(lines(FOUND))
    assert said[0] == "tray           none"
    assert said[1] == "               + one"
    assert said[2].startswith("               - other: why not why")
    assert said[3].startswith(" " * INDENT + "  not why")
    assert said[4] == "               > Do this."
    assert said[-1].endswith(FOUND[1].chosen)
    assert max(map(len, said[:5])) <= WIDTH


def test_as_json_it_is_plain() -> None:
    assert plain(FOUND[:1])["tray"] == {
        "chosen": "none", "can": ["one"], "others": [{"name": "other", "why": "why not " * 20}], "hint": "Do this.",
    }  # fmt: skip


@pytest.mark.parametrize("words", [("doctor", "--xml"), ("doctor", "now")])
def test_another_form_is_no_form(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words).returncode == 2
