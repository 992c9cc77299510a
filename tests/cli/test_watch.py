"""`deskbreak watch`, as a process, beside a program that answers as the real one does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from deskbreak.cli.watch import changes, waybar, waybar_lines
from deskbreak.core.state import Phase
from tests.cli.program import SITTING, Program
from tests.cli.shell import Shell
from tests.test_terminal import heed_interrupts

GONE = "deskbreak is not running.\nStart it with: deskbreak run\n"
A_MINUTE_ON = SITTING | {"sat_seconds": 1140, "due_in_seconds": 660, "say": "Stand up in 11 min · sat 19 min"}
DUE = SITTING | {"phase": "prompted", "sat_seconds": 1800, "due_in_seconds": None, "say": "Time to stand up"}


@contextmanager
def watching(shell: Shell, *words: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "deskbreak", "watch", *words], env=shell.env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def test_a_line_at_once_and_at_each_change(shell: Shell, program: Program) -> None:
    with watching(shell) as process:
        assert line(process) == {key: value for key, value in SITTING.items() if key not in ("v", "ok", "say")}
        program.is_now(A_MINUTE_ON)
        program.is_now(DUE)
        assert line(process)["phase"] == "prompted"


def test_waybar_has_a_line_each_minute(shell: Shell, program: Program) -> None:
    with watching(shell, "--format", "waybar") as process:
        assert line(process) == {
            "text": "12 min", "tooltip": "Stand up in 12 min · sat 18 min", "class": "working", "alt": "working",
            "percentage": 60,
        }  # fmt: skip
        program.is_now(A_MINUTE_ON)
        assert line(process)["text"] == "11 min"


def test_deskbreak_ends_while_it_is_watched(shell: Shell, program: Program) -> None:
    with watching(shell) as process:
        line(process)
        program.close()
        _out, said = process.communicate(timeout=20)
        assert (process.returncode, said) == (3, GONE)


def test_deskbreak_does_not_run(shell: Shell) -> None:
    done = shell("watch")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", GONE)


def test_a_refusal_is_told(shell: Shell, program: Program) -> None:
    program.refuses = True
    done = shell("watch")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No.\nTry yes.\n")


@pytest.mark.parametrize("next_status", [A_MINUTE_ON, DUE], ids=["nothing to print", "a line to print"])
def test_nobody_reads_any_more(shell: Shell, program: Program, next_status: dict[str, Any]) -> None:
    """Quietly, and also where there would be no line to print: a bar that is gone leaves no watcher behind."""
    with watching(shell) as process:
        line(process)
        assert process.stdout is not None
        process.stdout.close()
        program.is_now(next_status)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_ctrl_c(shell: Shell, program: Program) -> None:
    with watching(shell) as process:
        line(process)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0


def test_another_format_is_no_format(shell: Shell) -> None:
    assert shell("watch", "--format", "xml").returncode == 2


def test_what_goes_on_by_itself_is_no_change() -> None:
    said = [SITTING, A_MINUTE_ON, DUE, DUE, SITTING | {"today": {"taken": 2}}]
    assert [line is not None for line in changes(iter(said))] == [True, False, True, False, True]


def test_for_waybar_the_minutes_are_one() -> None:
    moments_later = SITTING | {"sat_seconds": 1081, "due_in_seconds": 719}
    said = [SITTING, moments_later, A_MINUTE_ON, DUE, DUE]
    assert [line is not None for line in waybar_lines(iter(said))] == [True, False, True, True, False]


@pytest.mark.parametrize("phase", Phase)
def test_waybar_in_every_phase(phase: Phase) -> None:
    """Where the time to the next break does not run there is a word instead."""
    shown = waybar(SITTING | {"phase": phase.value})
    assert shown["class"] == shown["alt"] == phase.value
    assert (shown["text"] == "12 min") == (phase in (Phase.WORKING, Phase.SNOOZED))
    assert shown["text"]


@pytest.mark.parametrize(
    ("sat", "due_in", "percentage", "text"),
    [
        (0, 1800, 0, "30 min"),
        (0, 0, 0, "1 min"),
        (1790, 10, 99, "1 min"),
        (1800, 0, 100, "1 min"),
        (9, None, 100, "1 min"),
    ],
)
def test_how_full_the_ring_is(sat: int, due_in: int | None, percentage: int, text: str) -> None:
    shown = waybar(SITTING | {"sat_seconds": sat, "due_in_seconds": due_in})
    assert (shown["percentage"], shown["text"]) == (percentage, text)


def test_what_waybar_would_take_for_markup_is_escaped() -> None:
    assert waybar(SITTING | {"say": "Held back: <R&D> call"})["tooltip"] == "Held back: &lt;R&amp;D&gt; call"
