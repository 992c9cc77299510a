"""`deskbreak selfcheck`: guided in virtual time; who it is not for; what it offers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from deskbreak.cli.selfcheck import count_down, pressed
from deskbreak.core.checkin import SelfCheck
from deskbreak.core.movement import Side
from deskbreak.library.checkin import questions
from tests.cli.shell import Shell
from tests.library.files import CONFIG
from tests.test_terminal import InTerminal

PRESS = questions(CONFIG).self_check
LEFT_IS_SORER = ("--left", "5", "--right", "2")


def noted(shell: Shell) -> list[tuple[Any, ...]]:
    told = json.loads(shell("history", "--json").stdout)
    return [(each["outcome"], each["left_tender"], each["right_tender"], each["told"]) for each in told]


def sore(shell: Shell) -> str:
    return shell("config", "get", "movements.sore_side").stdout.strip()


def say_no_to_all(shell: Shell) -> None:
    for id in PRESS.withheld:
        assert shell("config", "set", f"conditions.{id.replace('-', '_')}", "no").returncode == 0


def test_both_sides_are_led_through_in_forty_seconds() -> None:
    waited: list[float] = []
    with CliRunner().isolation(input="5\ny\nmuch\n1\nn\n") as (out, *_rest):
        told = pressed(PRESS, waited.append)
        said = out.getvalue().decode()
    assert told == SelfCheck(5, 1, (Side.LEFT,))
    assert sum(waited) == 40
    before, after = said.split("lowest rib at the back, right side")
    assert "lowest rib at the back, left side" in before
    assert "How tender is the left side" in before
    assert "How tender is the right side" in after
    assert not set("{}") & set(said)


def test_a_side_that_is_left_open_ends_it() -> None:
    with CliRunner().isolation(input="\n"), pytest.raises(click.Abort):
        pressed(PRESS, lambda _seconds: None)


def test_the_seconds_are_counted_down() -> None:
    waited: list[float] = []
    with CliRunner().isolation() as (out, *_rest):
        count_down(3, waited.append)
        assert out.getvalue().decode().split("\r") == ["", "  3 s", "  2 s", "  1 s", "     ", ""]
    assert waited == [1, 1, 1]


def test_numbers_that_are_known_are_kept(shell: Shell) -> None:
    done = shell("selfcheck", "--left", "4", "--right", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Noted. Tenderness is common and is not a diagnosis.")
    assert "sore side" not in done.stdout
    assert noted(shell) == [("self-checked", 4, 3, "")]


def test_with_a_running_deskbreak(running: Shell) -> None:
    assert "movements.sore_side left" in running("selfcheck", *LEFT_IS_SORER).stdout
    assert noted(running) == [("self-checked", 5, 2, "")]


def test_the_side_that_is_set_already_is_not_offered(shell: Shell) -> None:
    shell("config", "set", "movements.sore_side", "left")
    assert "sore side" not in shell("selfcheck", *LEFT_IS_SORER).stdout


@pytest.mark.parametrize("condition", PRESS.withheld)
def test_it_is_not_for_everybody_and_says_why(condition: str, shell: Shell) -> None:
    shell("config", "set", f"conditions.{condition.replace('-', '_')}", "yes")
    done = shell("selfcheck", *LEFT_IS_SORER)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The self-check is left out: ")
    assert noted(shell) == []


def test_with_a_warning_sign_there_is_none(shell: Shell) -> None:
    shell("config", "set", "conditions.red_flag", "same-day")
    assert "warning sign" in shell("selfcheck", *LEFT_IS_SORER).stderr


@pytest.mark.parametrize("words", [(), ("--left", "4"), ("--left", "4", "--right", "11")])
def test_without_a_terminal_both_sides_are_needed(words: tuple[str, ...], shell: Shell) -> None:
    assert shell("selfcheck", *words).returncode == 2
    assert noted(shell) == []


@pytest.mark.parametrize(("answer", "side"), [("y", "left"), ("n", "none")])
def test_at_a_terminal_the_sorer_side_is_offered(answer: str, side: str, shell: Shell, tmp_path: Path) -> None:
    terminal = InTerminal(tmp_path, shell=(sys.executable, "-m", "deskbreak", "selfcheck", *LEFT_IS_SORER))
    try:
        terminal.until("Set it as your sore side?")
        terminal.type(f"{answer}\r")
        assert terminal.process.wait(10) == 0
    finally:
        terminal.close()
    assert sore(shell) == side


def test_the_running_one_knows_of_the_sore_side_at_once(running: Shell, tmp_path: Path) -> None:
    terminal = InTerminal(tmp_path, shell=(sys.executable, "-m", "deskbreak", "selfcheck", *LEFT_IS_SORER))
    try:
        terminal.until("Set it as your sore side?")
        terminal.type("y\r")
        terminal.until("Your sore side is set.")
    finally:
        terminal.close()
    assert sore(running) == "left"


def test_what_nobody_has_said_yet_is_asked_first(shell: Shell, tmp_path: Path) -> None:
    terminal = InTerminal(tmp_path, shell=(sys.executable, "-m", "deskbreak", "selfcheck"))
    try:
        asked = terminal.until("Does any of these apply to you?")
        assert "Pregnant" in asked
        terminal.type("y\r")
        terminal.until("The self-check is left out: It may not suit you.")
        assert terminal.process.wait(10) == 1
    finally:
        terminal.close()
    assert noted(shell) == []


def test_who_said_no_to_all_of_it_begins_at_once(shell: Shell, tmp_path: Path) -> None:
    say_no_to_all(shell)
    terminal = InTerminal(tmp_path, shell=(sys.executable, "-m", "deskbreak", "selfcheck"))
    try:
        assert "apply to you?" not in terminal.until("left side.")
        terminal.until("8 s")
        terminal.type("\x03")
        terminal.until("Nothing was noted.")
    finally:
        terminal.close()
    assert noted(shell) == []
