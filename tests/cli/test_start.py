"""`deskbreak start` in a terminal (a pty), with and without a running deskbreak."""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cli.start import start
from tests.cli.shell import Shell
from tests.library.files import written
from tests.test_terminal import InTerminal

TWO_SIDES = """\
name = "Two short sides"
context = "standing"
transition_s = 1
duration_s = 12

[[items]]
movement = "standing-ql-stretch"
side = "left"
seconds = 5

[[items]]
movement = "standing-ql-stretch"
side = "right"
seconds = 5
"""
ASLEEP = Path(__file__).with_name("asleep.py")
SHORT = "two-short-sides"


class Led(InTerminal):
    """`deskbreak` with these words in a terminal of its own."""

    def __init__(self, home: Path, *words: str, program: Sequence[str] = ("-m", "deskbreak"), **more: Any) -> None:
        super().__init__(home, shell=[sys.executable, *program, *words], **more)
        # What it writes is looked at as on a screen.
        self.is_shell = False

    def ends(self) -> list[str]:
        """What is on the screen when it is over, in good order."""
        code = self.process.wait(20)
        self.until_silent()
        assert (code, self.as_it_was, self.glass.column, self.glass.broken) == (0, True, 0, 0)
        return self.glass.lines


@pytest.fixture(autouse=True)
def short_routine(tmp_path: Path) -> None:
    written(tmp_path / ".config" / "deskbreak" / "routines", f"{SHORT}.toml", TWO_SIDES)


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Callable[..., Led]]:
    opened: list[Led] = []

    def lead(*words: str, **more: Any) -> Led:
        opened.append(Led(tmp_path, "start", *words, **more))
        return opened[-1]

    yield lead
    for one in opened:
        one.close()


def kept(shell: Shell) -> list[tuple[str, str, float, float]]:
    told = json.loads(shell("history", "--json").stdout)
    return [
        (entry["movement"], entry["outcome"], round(entry["left_seconds"]), round(entry["right_seconds"]))
        for entry in told
    ]


def phase(shell: Shell) -> str:
    said: str = json.loads(shell("status", "--json").stdout)["phase"]
    return said


def test_alone_it_leads_to_the_end_and_keeps_what_was_done(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead(SHORT)
    led.until("Left side · 0:05")
    lines = led.ends()
    assert lines[0] == "Two short sides · 12 s"
    assert "First: Standing QL stretch · Left side" in lines
    assert "Change sides: right next" in lines
    assert lines[-3:] == ["Done.", "Left side 5 s · Right side 5 s", "Today: 1 of 1 · stretch 1 of 3"]
    assert led.glass.bells == 0
    assert kept(shell) == [(SHORT, "taken", 5, 5)]
    decided = json.loads(shell("why", "--json").stdout)
    assert [each["did"] for each in decided if each["did"] in ("began", "taken")] == ["began", "taken"]


def test_alone_a_later_start_goes_on_from_there(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead(SHORT)
    led.until("Change sides · 0:01")
    led.type("q")
    assert led.ends()[-3] == "Ended early. What you did counts."
    process = shell.start(900)
    assert json.loads(shell("status", "--json").stdout)["today"]["partly"] == 1
    process.terminate()
    process.communicate(timeout=10)


def test_alone_without_an_id_it_is_what_the_policy_says(lead: Callable[..., Led], shell: Shell) -> None:
    suggested = shell("suggest").stdout.splitlines()[0].partition(",")[0]
    led = lead()
    led.until("in all")
    led.type("q")
    assert led.ends()[0].startswith(suggested)
    assert kept(shell) == []


def test_while_it_leads_alone_the_other_commands_are_heard(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead("walk-break")
    led.until("in all")
    assert phase(shell) == "on_break"
    assert shell("walk", "10").returncode == 0
    assert "You are on a break." in shell("start").stderr
    assert shell("done").returncode == 0
    assert "Done." in led.ends()


def test_whoever_starts_deskbreak_meanwhile_gets_it_when_it_is_over(
    lead: Callable[..., Led], shell: Shell, tmp_path: Path
) -> None:
    led = lead("walk-break")
    led.until("in all")
    run = InTerminal(tmp_path, shell=[sys.executable, "-m", "deskbreak", "run"])
    run.until("deskbreak starts when it is over.")
    led.type("q")
    led.ends()
    run.until("h help")
    assert phase(shell) == "working"
    assert "running already" in shell("run").stdout
    run.type("q")
    assert run.process.wait(10) == 0
    run.close()


SCREEN = {"DISPLAY": ":4095", "QT_QPA_PLATFORM": "offscreen"}
"""One that nobody sees."""


def test_alone_on_a_desktop_a_window_leads(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead("walk-break", environ=SCREEN)
    led.until("A window leads through it.")
    assert json.loads(shell("status", "--json").stdout)["window"]
    led.type("\x03")
    assert led.process.wait(20) == 0


def test_a_window_that_cannot_be_shown_leaves_it_to_the_terminal(lead: Callable[..., Led]) -> None:
    led = lead("walk-break", environ=SCREEN | {"QT_QPA_PLATFORM": "xcb"})
    led.until("The window cannot be shown: ")
    led.until("in all")
    led.type("q")
    assert "could not connect to display" in " ".join(led.ends())


def test_on_a_desktop_it_leads_here_for_who_wants_that(lead: Callable[..., Led]) -> None:
    led = lead("walk-break", "--here", environ=SCREEN)
    led.until("in all")
    led.type("q")
    assert "A window leads through it." not in led.ends()


def test_keys_pause_pass_over_and_leave_out(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead("standing-ql-stretch")
    led.until("Get ready · 0:05")
    led.type("n")
    led.until("Left side · 0:19")
    led.type(" ")
    led.until("Paused · 0:19")
    assert "Paused" not in led.read(1.5)
    led.type(" ")
    led.until("Left side · 0:18")
    led.type("n")
    led.until("Change sides · 0:05")
    led.type("n")
    led.until("Right side · 0:19")
    led.type("m")
    lines = led.ends()
    assert "Ended before it began to count." in lines
    assert lines[-1].startswith("Standing QL stretch is left out for a week.")
    assert kept(shell) == []
    refused = lead("standing-ql-stretch")
    assert refused.until("within a week).")
    assert refused.process.wait(10) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(
    lead: Callable[..., Led], shell: Shell, number: signal.Signals
) -> None:
    led = lead(SHORT)
    led.until("Change sides · 0:01")
    led.process.send_signal(number)
    led.ends()
    assert [(what, outcome) for what, outcome, *_seconds in kept(shell)] == [(SHORT, "partly")]


def test_a_lid_that_is_closed_ends_it_with_what_was_done_before(lead: Callable[..., Led], shell: Shell) -> None:
    led = lead(SHORT, program=(str(ASLEEP),))
    led.until("Right side · 0:05")
    led.process.send_signal(signal.SIGUSR1)
    assert "Left side 5 s" in " ".join(led.ends())
    (what, outcome, left, right), *_nothing = kept(shell)
    assert (what, outcome, left) == (SHORT, "partly", 5)
    assert right < 3


def test_ctrl_c_is_the_end(lead: Callable[..., Led]) -> None:
    led = lead("walk-break")
    led.until("in all")
    led.type("\x03")
    assert "Ended before it began to count." in led.ends()


def test_beside_a_running_one_both_are_in_step(lead: Callable[..., Led], running: Shell) -> None:
    led = lead("standing-ql-stretch", "--side", "right")
    led.until("Get ready · 0:05")
    led.type("n")
    led.until("Right side · 0:19")
    led.type(" ")
    led.until("Paused")
    assert json.loads(running("status", "--json").stdout)["guide"]["held_at"] is not None
    led.type(" ")
    led.until("Right side · 0:13")
    led.type("q")
    lines = led.ends()
    assert "Ended early. What you did counts." in lines
    assert "Right side 7 s" in lines or "Right side 6 s" in lines
    assert [outcome for _what, outcome, *_seconds in kept(running)] == ["partly"]
    assert phase(running) == "working"


def test_beside_a_running_one_ended_elsewhere_it_ends(lead: Callable[..., Led], running: Shell) -> None:
    led = lead("walk-break")
    led.until("in all")
    assert running("skip").returncode == 0
    assert "Ended before it began to count." in led.ends()
    led = lead("walk-break")
    led.until("in all")
    assert running("done").returncode == 0
    assert "Done." in led.ends()


def test_beside_a_running_one_the_terminal_may_go_and_the_movement_stays(
    lead: Callable[..., Led], running: Shell
) -> None:
    led = lead("walk-break")
    led.until("in all")
    led.process.send_signal(signal.SIGTERM)
    led.ends()
    assert phase(running) == "on_break"


def test_beside_one_that_is_killed_it_says_so(lead: Callable[..., Led], shell: Shell) -> None:
    process = shell.start(900)
    led = lead("walk-break")
    led.until("in all")
    process.kill()
    process.communicate(timeout=10)
    led.until("deskbreak is not running.")
    assert led.process.wait(10) == 3
    assert led.as_it_was


def test_not_in_a_terminal_it_is_one_line_and_returns(running: Shell) -> None:
    done = running("start", "walk-break")
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")
    assert done.stdout.startswith("On a break")


def test_what_is_withheld_is_refused_with_its_reason(lead: Callable[..., Led], shell: Shell) -> None:
    shell("config", "set", "conditions.osteoporosis", "yes")
    refused = lead("seated-spinal-twist")
    said = refused.until("\n") + refused.until("\n")
    assert "Seated spinal twist is left out (kept back by: Osteoporosis, fragile bones)." in said
    assert refused.process.wait(10) == 1
    assert refused.as_it_was


@pytest.mark.parametrize("answer", ["n\n", "\n", "\x03"])
def test_what_asks_for_care_is_asked_about_and_may_be_left(lead: Callable[..., Led], shell: Shell, answer: str) -> None:
    careful = asks_for_care(shell)
    led = lead(careful)
    led.until("Start? [y/N]: ")
    led.type(answer)
    while led.process.poll() is None:
        # Python misses a Ctrl+C that comes just before it begins to read.
        led.type(answer)
        led.read(1)
    # A second one may come while it goes already.
    assert led.process.returncode in (1, -signal.SIGINT)
    assert led.as_it_was
    assert kept(shell) == []


def test_once_its_note_was_read_it_is_led_through(lead: Callable[..., Led], shell: Shell) -> None:
    careful = asks_for_care(shell)
    led = lead(careful)
    note = led.until("Start? [y/N]: ")
    assert "Standing hip hike asks for care." in note
    assert "Bring the list to your clinician." in note
    led.type("y\n")
    led.until("in all")
    led.type("q")
    assert led.process.wait(10) == 0
    noted = lead(careful, "--noted")
    assert "Start?" not in noted.until("in all")


def asks_for_care(shell: Shell) -> str:
    """A movement that asks for it, once this was told."""
    shell("config", "set", "conditions.osteoporosis", "yes")
    return "standing-hip-hike"


def test_an_unknown_one_is_refused_and_leaves_nothing_behind(lead: Callable[..., Led], shell: Shell) -> None:
    refused = lead("walkbreak")
    assert "did you mean walk-break?" in refused.until("\n")
    assert refused.process.wait(10) == 1
    assert shell("status").returncode == 3


@pytest.mark.parametrize(
    ("environ", "columns", "shows", "never"),
    [
        ({"LANG": "C"}, 60, "[------------]  Get ready | 0:05 | 0:50 in all", "█"),
        ({"TERM": "dumb"}, 80, "░░░░  Get ready", "\x1b"),
        ({"NO_COLOR": ""}, 80, "\x1b[2mspace pause", "\x1b[31m"),
        ({}, 40, "░░░░░░  Get ready · 0:05 · 0:50 in all", "\x1b[1m"),
    ],
)
def test_what_the_terminal_can_do(
    lead: Callable[..., Led], environ: dict[str, str], columns: int, shows: str, never: str
) -> None:
    led = lead("standing-ql-stretch", environ=environ, columns=columns)
    seen = led.until(shows)
    seen += led.until("Get ready")
    assert never not in seen
    led.type("q")
    led.ends()


def test_a_window_of_another_size(lead: Callable[..., Led]) -> None:
    led = lead("walk-break", columns=110)
    led.until("m too much\r")
    termios.tcsetwinsize(led.near, (24, 40))
    os.kill(led.process.pid, signal.SIGWINCH)
    led.until("in all\r")
    led.type("q")
    assert led.process.wait(10) == 0
    assert led.as_it_was


def test_its_help_says_that_it_leads() -> None:
    assert "leads through it" in (start.help or "")
