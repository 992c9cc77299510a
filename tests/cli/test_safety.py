"""`deskbreak safety`, and what the very first start is like where there is no desktop."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from tests.cli.asking import Asking
from tests.cli.shell import Shell
from tests.reading import safety_file

PLAIN, MOVEMENT = "A minute away from the screen", "30-second stand and side bend"


@pytest.fixture
def newcomer(shell: Shell, tmp_path: Path) -> Shell:
    safety_file(tmp_path).unlink()
    return shell


def test_alone_it_tells_and_keeps_the_answer(newcomer: Shell, tmp_path: Path) -> None:
    told = newcomer("safety")
    assert told.returncode == 0
    assert "not medical advice" in told.stdout
    assert "deskbreak safety --understood" in told.stdout
    assert not safety_file(tmp_path).exists()
    assert "You said that you understand this." in newcomer("safety", "--understood").stdout
    assert safety_file(tmp_path).exists()
    assert "You said that you understand this." in newcomer("safety").stdout


def test_where_it_cannot_be_kept_it_says_so(newcomer: Shell, tmp_path: Path) -> None:
    (tmp_path / ".local" / "state" / "deskbreak").rmdir()
    (tmp_path / ".local" / "state").rmdir()
    (tmp_path / ".local" / "state").write_text("not a folder", encoding="utf-8")
    done = newcomer("safety", "--understood")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 2)


def test_until_it_is_understood_a_reminder_offers_no_movement(newcomer: Shell) -> None:
    """The reminder itself comes: nobody has to read anything to be told to get up."""
    running = newcomer.start(3)
    assert running.stdout is not None
    try:
        lines = iter(running.stdout)
        said = list(takewhile(lambda line: PLAIN not in line, lines))
        assert not any(MOVEMENT in line for line in said)
        newcomer("skip")
        assert newcomer("safety", "--understood").returncode == 0
        assert any(MOVEMENT in line for line in lines)
    finally:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("options", [("--signs",), ("--seen",), ("--stop",), ("--stop", "--signs")])
def test_without_a_terminal_nothing_is_asked(shell: Shell, tmp_path: Path, options: tuple[str, ...]) -> None:
    said = shell("safety", *options)
    assert (said.returncode, said.stderr) == (0, "")
    assert not (tmp_path / ".config" / "deskbreak" / "settings.toml").exists()
    assert ("where a saddle would touch" in said.stdout) is ("--signs" in options)
    assert ("above 3 out of 10" in said.stdout) is ("--stop" in options)
    assert "not medical advice" not in said.stdout


def test_the_lists_come_with_the_most_urgent_first(shell: Shell) -> None:
    lines = shell("safety", "--signs").stdout.splitlines()
    headings = [line for line in lines if line.endswith(":")]
    assert [heading.split()[0] for heading in headings] == ["Call", "See", "Arrange"]
    assert sum(line.startswith("- ") for line in lines) == 22


def test_the_worst_that_fits_is_kept_and_the_rest_is_not_asked(
    asking: Callable[..., Asking], shell: Shell, tmp_path: Path
) -> None:
    somebody = asking("safety", "--signs")
    somebody.asked("Does any of these fit you now?", "no")
    somebody.asked("Does any of these fit you now?", "y")
    said = somebody.rest()
    assert "Please speak to a doctor or an urgent-care line today" in said
    assert "deskbreak safety --seen" in said
    assert "Arrange an appointment" not in said
    assert shell("config", "get", "conditions.red_flag").stdout == "same-day\n"
    # What is worse is asked again, what is less urgent would take nothing back.
    again = asking("safety", "--signs")
    assert "Arrange an appointment" not in again.asked("Does any of these fit you now?", "")
    assert "Does any" not in (said := again.rest())
    assert "Arrange an appointment" in said
    assert shell("config", "get", "conditions.red_flag").stdout == "same-day\n"
    assert "Movements are offered again" in shell("safety", "--seen").stdout
    assert shell("config", "get", "conditions.red_flag").stdout == "none\n"
    assert "No warning sign is ticked." in shell("safety", "--seen").stdout


def test_passed_over_they_leave_nothing(asking: Callable[..., Asking], tmp_path: Path) -> None:
    somebody = asking("safety", "--signs")
    for _ in range(3):
        somebody.asked("Does any of these fit you now?", "")
    assert "None of them is ticked." in somebody.rest()
    assert not (tmp_path / ".config" / "deskbreak" / "settings.toml").exists()


def test_while_one_is_ticked_each_start_says_so_and_a_reminder_is_a_pause(newcomer: Shell) -> None:
    """Also before anything else was read."""
    newcomer("config", "set", "conditions.red_flag", "same-day")
    running = newcomer.start(2)
    assert running.stdout is not None
    try:
        said = []
        for line in running.stdout:
            said.append(line)
            if "You have sat" in line:
                break
        assert any("urgent-care line today" in line for line in said)
        assert any("Time for a pause." in line for line in said)
        assert not any(PLAIN in line or "Stand" in line for line in said)
    finally:
        running.kill()
        running.communicate()


def test_the_running_deskbreak_is_told_at_once(asking: Callable[..., Asking], running: Shell) -> None:
    """While a movement is under way: it stops."""
    assert running("start", "walk-break").returncode == 0
    assert json.loads(running("status", "--json").stdout)["phase"] == "on_break"
    somebody = asking("safety", "--signs")
    somebody.asked("Does any of these fit you now?", "yes")
    assert "112, 999 or 911" in somebody.rest()
    told = json.loads(running("status", "--json").stdout)
    assert (told["phase"], told["warning_sign"], told["targets"]) == ("working", "emergency", {})
    plain = "there are plain breaks only until a professional has looked at it."
    for command in ("status", "why"):
        lines = running(command).stdout.splitlines()
        assert any(line.endswith(plain) for line in lines), command
        assert "Stand up" not in lines[0]
    assert running("start", "walk-break").returncode == 1
    running("safety", "--seen")
    told = json.loads(running("status", "--json").stdout)
    assert (told["warning_sign"], "walk" in told["targets"]) == (None, True)
    assert plain not in running("status").stdout
    assert running("start", "walk-break").returncode == 0
