"""settings.toml in every bad state, at the start and while deskbreak runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.surroundings.program import Program, until

HOUR = "[reminder]\nevery_minutes = 60\n"
NOTICE = "Part of your settings is not understood"
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (lambda file: file.mkdir(), "settings.toml: this is not a file."),
    "no UTF-8": (lambda file: file.write_bytes(b"# \xff\n"), "settings.toml, line 1: this is not UTF-8"),
    "broken": (lambda file: file.write_text("[reminder\n"), "settings.toml, line 1: a bracket"),
    "mistaken": (
        lambda file: file.write_text("[reminder]\nevery_minutes = 1\n"),
        "settings.toml, line 2: reminder.every_minutes = 1 is too small",
    ),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "settings.toml: this is not a file."),
    "a loop": (lambda file: file.symlink_to(file), "settings.toml: it cannot be read"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / ".config" / "deskbreak"
    folder.mkdir(parents=True)
    return folder / "settings.toml"


def clear(file: Path) -> None:
    if file.is_dir():
        file.rmdir()
    else:
        file.unlink(missing_ok=True)


def due_after(program: Program, minutes: int) -> bool:
    """Whether the reminder comes this long after all that was sat. Both are rounded to the second."""
    status = program.status()
    return bool(abs(status["sat_seconds"] + status["due_in_seconds"] - minutes * 60) <= 1)


@pytest.mark.parametrize("kind", BAD)
def test_bad_at_the_start(program: Program, file: Path, kind: str) -> None:
    spoil, line = BAD[kind]
    spoil(file)
    with program.running():
        assert due_after(program, 30)
        assert program.hears(line) == 1
        assert program.hears(NOTICE) == 1
        program.ok("done")
        clear(file)
        file.write_text(HOUR)
        until(lambda: due_after(program, 60))
    assert program.hears(NOTICE) == 1


@pytest.mark.parametrize("kind", BAD)
def test_spoilt_and_mended_while_it_runs(program: Program, file: Path, kind: str) -> None:
    spoil, line = BAD[kind]
    file.write_text(HOUR)
    with program.running():
        assert due_after(program, 60)
        until(lambda: program.status()["sat_seconds"] >= 1)
        clear(file)
        spoil(file)
        for _ in range(3):
            assert due_after(program, 60)
        assert program.status()["sat_seconds"] >= 1
        assert program.hears(line) == 1
        assert program.hears(NOTICE) == 1
        clear(file)
        file.write_text(HOUR.replace("60", "45"))
        assert due_after(program, 45)
        assert program.status()["sat_seconds"] >= 1
    assert program.hears(line) == 1


def test_the_last_good_values_hold_after_a_restart_too(program: Program, file: Path) -> None:
    file.write_text(HOUR)
    with program.running():
        assert due_after(program, 60)
    file.write_text(HOUR + "[snooze\n")
    with program.running():
        assert due_after(program, 60)
    assert file.read_text() == HOUR + "[snooze\n"
