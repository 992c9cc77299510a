"""`deskbreak checkin`, with and without a running deskbreak, with words and with questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.core.decisions import GENTLE
from tests.cli.shell import Shell
from tests.test_terminal import InTerminal

WORDS = (
    "--side", "left", "--zone", "beside-spine", "--zone", "buttock", "--quality", "deep-ache", "--since", "days",
    "--before", "drive", "--worse", "sitting", "--eases", "walking", "--eases-for", "20", "--care", "yoga",
    "--sleep", "poor", "--stress", "much", "--food", "so-so", "--note", "after lunch",
)  # fmt: skip
TOLD = (
    "side: left; zone: beside-spine, buttock; quality: deep-ache; since: days; before: drive; worse: sitting; "
    "eases: walking; care: yoga; sleep: poor; stress: much; food: so-so; eases_seconds: 1200"
)


def noted(shell: Shell) -> list[tuple[Any, ...]]:
    told = json.loads(shell("history", "--json").stdout)
    return [(each["outcome"], each["intensity"], each["told"], each["note"]) for each in told]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Callable[..., InTerminal]]:
    opened: list[InTerminal] = []

    def ask(*words: str) -> InTerminal:
        opened.append(InTerminal(tmp_path, shell=(sys.executable, "-m", "deskbreak", *words)))
        return opened[-1]

    yield ask
    for each in opened:
        each.close()


def test_a_number_is_enough(shell: Shell) -> None:
    for number, follows in (("2", "It stays on this computer."), ("5", "Today stays calm: easy movements only.")):
        done = shell("checkin", number)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"Noted. {follows}\n", "")
    assert noted(shell) == [("checked-in", 2, "", ""), ("checked-in", 5, "", "")]


def test_seven_makes_the_next_suggestion_gentle(shell: Shell) -> None:
    assert shell("checkin", "7").stdout.splitlines() == [
        "Noted. Today stays gentle.",
        "Some signs need a professional. Please look through them: deskbreak safety --signs",
    ]
    assert json.loads(shell("suggest", "--json").stdout)["movement"] in GENTLE


def test_everything_can_be_told(shell: Shell) -> None:
    assert shell("checkin", "4", *WORDS).returncode == 0
    assert noted(shell) == [("checked-in", 4, TOLD, "after lunch")]


def test_with_a_running_deskbreak(running: Shell) -> None:
    assert running("checkin", "4", *WORDS).stdout == "Noted. Today stays calm: easy movements only.\n"
    assert noted(running) == [("checked-in", 4, TOLD, "after lunch")]
    assert running("history", "erase", "--yes").returncode == 0
    assert noted(running) == []


def test_some_words_are_answered(shell: Shell) -> None:
    assert "Feeling lopsided is common" in shell("checkin", "1", "--quality", "lopsided").stdout
    assert "deskbreak safety --signs" in shell("checkin", "1", "--zone", "groin").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("11",), 2, "11 is not in the range"),
        (("fine",), 2, "fine"),
        ((), 2, "Say how your back is, from 0 (fine) to 10."),
        (("--side", "left"), 2, "Say how your back is, from 0 (fine) to 10."),
        (("4", "--zone", "grion"), 2, 'did you mean "groin"?'),
        (("4", "--side", "left", "--side", "right"), 1, "Give the one that fits best."),
        (("4", "--eases-for", "long"), 2, "long is not a duration"),
    ],
)
def test_what_is_no_check_in(shell: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    done = shell("checkin", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert noted(shell) == []


def test_the_words_are_listed(shell: Shell) -> None:
    lines = shell("checkin", "--words").stdout.splitlines()
    assert lines[0] == "--side"
    assert "  beside-spine    beside the spine, between rib and hip" in lines


def test_at_a_terminal_it_asks_and_every_question_can_be_left_open(
    shell: Shell, asked: Callable[..., InTerminal]
) -> None:
    terminal = asked("checkin")
    terminal.until("How is your back right now, from 0 (fine) to 10?")
    terminal.type("lots\r")
    terminal.until("A number from 0 to 10, please")
    terminal.type("4\r")
    for ask, answer in (
        ("Which side?", "1"), ("Where exactly?", "1, 5"), ("How does it feel?", ""), ("For how long by now?", "2"),
        ("What came before it?", ""), ("What makes it worse?", "99"),
    ):  # fmt: skip
        terminal.until(ask)
        terminal.until("Enter:")
        terminal.type(f"{answer}\r")
    terminal.until("There are 1 to 9.")
    terminal.type("\r")
    terminal.until("What eases it?")
    terminal.until("Enter:")
    terminal.type("1\r")
    terminal.until("in minutes?")
    terminal.type("20\r")
    terminal.until("Anything else?")
    terminal.type("\r")
    terminal.until("Noted. Today stays calm: easy movements only.")
    assert terminal.process.wait(10) == 0
    told = "side: left; zone: beside-spine, buttock; since: days; eases: walking; eases_seconds: 1200"
    assert noted(shell) == [("checked-in", 4, told, "")]


def test_fine_is_asked_no_further(shell: Shell, asked: Callable[..., InTerminal]) -> None:
    terminal = asked("checkin")
    terminal.until("to 10?")
    terminal.type("0\r")
    terminal.until("Noted.")
    assert terminal.process.wait(10) == 0
    assert noted(shell) == [("checked-in", 0, "", "")]


@pytest.mark.parametrize("leave", ["\r", "\x03", "4\r\x04"])
def test_whoever_leaves_in_the_middle_noted_nothing(leave: str, shell: Shell, asked: Callable[..., InTerminal]) -> None:
    terminal = asked("checkin")
    terminal.until("to 10?")
    # By now it waits for an answer: Python loses an interrupt that comes just before.
    terminal.until_silent()
    for key in leave:
        terminal.type(key)
        if key == "\r" and leave != "\r":
            terminal.until("Enter:")
    terminal.until("Nothing was noted.")
    assert terminal.process.wait(10) == 1
    assert noted(shell) == []
