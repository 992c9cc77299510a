"""`deskbreak suggest`, with and without a running deskbreak."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.shell import Shell
from tests.reading import safety_file


def test_before_the_safety_notice_was_read(shell: Shell, tmp_path: Path) -> None:
    safety_file(tmp_path).unlink()
    said = shell("suggest").stdout.splitlines()
    assert said[0] == "A minute away from the screen, 1 min."
    assert "deskbreak safety" in said[1]
    told = json.loads(shell("suggest", "--json").stdout)
    assert (told["movement"], told["reason"], told["candidates"]) == (None, "safety-notice-unread", [])


def test_the_very_first_break(shell: Shell) -> None:
    assert shell("suggest").stdout.splitlines() == [
        "30-second stand and side bend, 30 s.",
        "It is your very first break, so a short one.",
    ]
    told = json.loads(shell("suggest", "--json").stdout)
    assert (told["routine"], told["reason"]) == ("stand-side-bend-30s", "very-first-break")
    assert len(told["candidates"]) == 36, "also what was not weighed is told of"


def test_it_goes_by_settings_and_history_and_tells_what_was_looked_at(running: Shell) -> None:
    """What the running deskbreak recorded, and what somebody told of themselves meanwhile."""
    running("walk", "10")
    running("config", "set", "movements.can_stand", "false")
    told = json.loads(running("suggest", "--json").stdout)
    by_id = {each["id"]: each for each in told["candidates"]}
    assert "F5" in by_id["standing-ql-stretch"]["dropped"]
    assert by_id[told["movement"]]["score"] == told["facts"]["score"]
    lines = running("suggest", "--explain").stdout.splitlines()
    assert "Not now" in lines
    assert any(
        line.split("  ")[1:2] == ["Standing QL stretch"] and line.endswith("  not on the chair") for line in lines
    )
    assert len(lines) > 36


def test_under_a_warning_sign_there_is_no_movement(shell: Shell) -> None:
    shell("config", "set", "conditions.red_flag", "emergency")
    said = shell("suggest", "--explain").stdout.splitlines()
    assert said[0].startswith("A minute away from the screen")
    assert " ".join(said[1:]).endswith("plain breaks only until a professional has looked at it.")


def test_under_one_that_is_not_urgent_it_tells_why_it_stays_gentle(shell: Shell) -> None:
    shell("config", "set", "conditions.red_flag", "soon")
    said = shell("suggest", "--explain").stdout.splitlines()
    assert said[0].startswith("30-second stand and side bend")
    assert said[-1].endswith("so it stays gentle until a professional has looked at it.")
