"""HOME, the runtime folder, the log: missing, or something else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.surroundings.program import Program

UNUSED = "What happens until then is recorded as soon as that is mended."


def answers(program: Program) -> None:
    """It does what it is asked, and remembers for as long as it runs."""
    program.ok("done")
    program.ok("pause", "tomorrow")
    assert program.status()["phase"] == "paused"
    program.ok("resume")
    assert program.status()["today"]["taken"] == 1
    program.ok("history")
    program.ok("why")


@pytest.mark.parametrize("home", ["/dev/null/x", "file", "file/x"])
def test_a_home_that_cannot_be(program: Program, tmp_path: Path, home: str) -> None:
    (tmp_path / "file").touch()
    program.env["HOME"] = str(tmp_path / home)
    with program.running():
        answers(program)
    assert program.hears("The log ") == 1
    told = [line for line in program.said() if "history.db" in line and line.endswith(UNUSED)]
    assert len(told) == 1
    assert "Give yourself the right to write" in told[0]


def test_a_home_that_is_made(program: Program, tmp_path: Path) -> None:
    program.env["HOME"] = str(tmp_path / "not" / "there" / "yet")
    with program.running():
        answers(program)
    assert "1" in program.ok("history")


def test_no_home_at_all(program: Program, tmp_path: Path) -> None:
    """Then it is what the system says; the test keeps out of it."""
    del program.env["HOME"]
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        program.env[f"XDG_{kind}_HOME"] = str(tmp_path / kind)
    with program.running():
        answers(program)
    assert (tmp_path / "DATA" / "deskbreak" / "history.db").is_file()


@pytest.mark.parametrize("place", ["", "/dev/null", "/dev/null/x", "missing", "file"])
def test_a_runtime_folder_that_is_none(program: Program, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    # Else the one that the system keeps for this user might do.
    program.env["TMPDIR"] = str(tmp_path)
    program.env["XDG_RUNTIME_DIR"] = place and str(tmp_path / place)
    with program.running():
        answers(program)


def test_two_started_without_a_usable_home_are_one(program: Program) -> None:
    program.env["HOME"] = "/dev/null/x"
    with program.running():
        assert "deskbreak is running already." in program.ok("run")


def test_a_home_that_may_not_be_written(program: Program, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    # Root may write to any folder but those of the kernel.
    program.env["HOME"] = "/sys" if os.getuid() == 0 else str(home)
    with program.running():
        answers(program)
    assert any(line.endswith(UNUSED) for line in program.said())


def test_a_log_that_cannot_be_written(program: Program, tmp_path: Path) -> None:
    """Only the log is missed: breaks are recorded."""
    (tmp_path / ".local" / "state" / "deskbreak" / "deskbreak.log").mkdir(parents=True)
    with program.running():
        answers(program)
    assert program.hears("The log ") == 1
    (record,) = json.loads(program.ok("history", "--json"))
    assert record["outcome"] == "taken"
