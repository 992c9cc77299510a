"""`deskbreak ignore`, with and without a running deskbreak."""

from __future__ import annotations

from tests.cli.shell import Shell


def test_one_more_is_ignored_and_each_only_once(shell: Shell) -> None:
    assert shell("ignore", "Firefox").stdout == "Firefox holds no reminder back any more.\n"
    assert shell("ignore", "firefox").returncode == 0
    assert shell("ignore", "Weird, or what").returncode == 0
    assert shell("config", "get", "quiet.ignored").stdout == "Firefox, Weird or what\n"


def test_it_is_undone(shell: Shell) -> None:
    for program in ("Firefox", "Zoom"):
        assert shell("ignore", program).returncode == 0
    assert shell("ignore", "--undo", "firefox").stdout == "firefox holds reminders back again.\n"
    assert shell("config", "get", "quiet.ignored").stdout == "Zoom\n"
    refused = shell("ignore", "--undo", "Firefox")
    assert (refused.returncode, refused.stderr) == (1, "Firefox is not ignored.\nThese are: Zoom\n")


def test_nothing_is_no_program(shell: Shell) -> None:
    refused = shell("ignore", " ")
    assert refused.returncode == 1
    assert "no name of a program" in refused.stderr
