"""`deskbreak learn`."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell


def test_it_lists_them_and_shows_one(shell: Shell) -> None:
    listed = shell("learn").stdout.splitlines()
    assert listed[0] == "1. Where the QL is"
    assert listed[5].startswith("6. Hands-on care")
    shown = shell("learn", "1").stdout
    assert shown.startswith("Where the QL is\n")
    assert "Back pain has many causes." in shown
    assert "- the article 003_9138a02e8d611f71.txt: " in shown
    assert "<https://www.biology-online.org/" in shown


@pytest.mark.parametrize("number", ["0", "7"])
def test_there_are_no_others(shell: Shell, number: str) -> None:
    said = shell("learn", number)
    assert (said.returncode, said.stderr) == (1, f"There is no card {number}.\nAll of them: deskbreak learn\n")


def test_a_word_is_no_number(shell: Shell) -> None:
    assert shell("learn", "where").returncode == 2
