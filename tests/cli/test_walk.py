"""`deskbreak walk`, with and without a running deskbreak."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.shell import Shell


def walks(shell: Shell) -> list[tuple[Any, ...]]:
    told = json.loads(shell("history", "--json").stdout)
    return [(entry["outcome"], entry["walked_seconds"]) for entry in told]


def test_without_a_running_deskbreak(shell: Shell) -> None:
    for words, said in ((("10",), "10 min"), (("90s",), "2 min"), (("1h30m",), "1 h 30 min")):
        done = shell("walk", *words)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"You walked {said}.\n", "")
    assert walks(shell) == [("walked", 600), ("walked", 90), ("walked", 5400)]


def test_with_a_running_deskbreak(running: Shell) -> None:
    assert running("walk", "10").stdout == "You walked 10 min.\n"
    assert walks(running) == [("walked", 600)]
    assert running("history", "erase", "--yes").returncode == 0
    assert walks(running) == []


@pytest.mark.parametrize(("words", "code"), [(("0",), 2), (("soon",), 2), ((), 2), (("721",), 1), (("99h",), 1)])
def test_what_is_no_walk(shell: Shell, words: tuple[str, ...], code: int) -> None:
    done = shell("walk", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert walks(shell) == []
