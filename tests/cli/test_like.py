"""`deskbreak like`, with and without a running deskbreak."""

from __future__ import annotations

import json

import pytest

from tests.cli.shell import Shell

MOVEMENT = "seated-figure-four"


def points(shell: Shell) -> dict[str, int]:
    told = json.loads(shell("suggest", "--json").stdout)
    terms: dict[str, int] = next(each["terms"] for each in told["candidates"] if each["id"] == MOVEMENT)
    return terms


def test_what_is_liked_has_a_point_more_until_it_is_not(shell: Shell) -> None:
    assert "liked" not in points(shell)
    assert shell("like", MOVEMENT).stdout == "Seated figure four comes a little more often.\n"
    assert shell("like", "walk-break").returncode == 0
    assert points(shell)["liked"] == 1
    assert shell("config", "get", "movements.liked").stdout == f"{MOVEMENT},walk-break\n"
    assert shell("like", MOVEMENT, "--off").stdout == "Seated figure four comes as often as any other.\n"
    assert "liked" not in points(shell)


def test_what_another_version_knew_can_be_taken_off_the_list(shell: Shell) -> None:
    shell("config", "set", "movements.liked", "of-another-version")
    assert shell("like", "of-another-version", "--off").returncode == 0
    assert shell("config", "get", "movements.liked").stdout == "\n"


@pytest.mark.parametrize(
    ("id", "said"),
    [("figure-for", "there is no"), ("ql-five-minutes", "is a routine"), ("seated-figure-fou", MOVEMENT)],
)
def test_what_cannot_be_liked(shell: Shell, id: str, said: str) -> None:
    done = shell("like", id)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
