"""docs/simulate.md says what scenarios may say, and the contract's own example works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from deskbreak.app.happenings import Happening, Happens
from tests.scenarios.files import FILES, lines, name, text
from tests.scenarios.test_scenarios import ALWAYS, BESIDE, DID, GIVEN, MAY, NAMED

PAGE = (Path(__file__).parents[2] / "docs" / "simulate.md").read_text(encoding="utf-8")
OF_MOVEMENTS = ("suggests", "chosen_because", "moved")
HAPPENINGS: tuple[type[Happening], ...] = get_args(Happens)
CONTRACT = """\
start = "2026-03-02T09:00"        # local time; end = the last moment looked at
end = "2026-03-02T12:00"
timezone = "Europe/Berlin"
[settings.reminder]               # overrides, the same tables and keys as settings.toml
every_minutes = 30
[[at]]
time = "09:30:20"                 # HH:MM[:SS] of the start day, or a full local date-time
do = "answer"                     # what happens, with its own keys:
value = "snooze"                  #   answer: start | done | snooze | skip   (+ minutes for snooze)
"""


def rows(after: str) -> dict[str, list[str]]:
    """The other cells of each row of the first table after these words, by the name in the first cell."""
    table = re.search(r"^\|.*?(?=^$)", PAGE[PAGE.index(after) :], flags=re.MULTILINE | re.DOTALL)
    assert table
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in table[0].splitlines()]
    return {first.strip("`"): others for first, *others in cells[2:]}


def named(cell: str) -> set[str]:
    """The names in it."""
    return set(re.findall(r"`(\w+)`", cell))


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_each_do_stands_in_the_table_with_its_keys(happening: type[Happening]) -> None:
    keys, meaning = rows("## What may happen")[str(happening.__struct_config__.tag)]
    assert named(keys) == set(happening.__struct_encode_fields__)
    assert meaning.endswith(".")


def test_no_other_do_does() -> None:
    tags = {str(happening.__struct_config__.tag) for happening in HAPPENINGS}
    assert rows("## What may happen").keys() == tags


def test_each_did_stands_in_its_table() -> None:
    assert rows("| `did` | meaning |").keys() == DID


def test_each_key_stands_in_its_table() -> None:
    keys = rows("## What it tells")
    assert keys.keys() == ALWAYS | NAMED | {"outcome", "reason", "sat_seconds", "snoozes", *OF_MOVEMENTS}
    for key in (*NAMED, *OF_MOVEMENTS):
        with_it, _, _ = keys[key][0].partition(":")
        assert named(with_it) == {did for did, more in GIVEN.items() if key in NAMED | more | MAY.get(did, set())}
    for key in ("sat_seconds", "snoozes", "outcome"):
        with_it, _, _ = keys[key][0].partition(":")
        assert named(with_it) == {did for did, beside in BESIDE.items() if key in beside}
    assert named(keys["reason"][0]) <= {line["reason"] for file in FILES for line in lines(file) if "reason" in line}


def test_the_example_of_the_page(tmp_path: Path) -> None:
    scenario, output = re.findall(r"^```(?:toml)?\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    example = tmp_path / "day.toml"
    example.write_text(scenario, encoding="utf-8")
    assert text(example) == output


def test_the_example_of_the_contract(tmp_path: Path) -> None:
    example = tmp_path / "day.toml"
    example.write_text(CONTRACT, encoding="utf-8")
    told = lines(example)
    assert [(line["at"], line["did"], line.get("snoozes")) for line in told[:3]] == [
        ("2026-03-02T09:30:00+01:00", "prompt", 0),
        ("2026-03-02T09:30:20+01:00", "withdraw", None),
        ("2026-03-02T09:35:20+01:00", "prompt", 1),
    ]
    assert [line["outcome"] for line in told if line["did"] == "record"] == ["missed"] * 4


@pytest.mark.parametrize("row", [*range(1, 10), *range(11, 21), 22, 24, 26, 27])
def test_each_bug_in_time_that_peers_had_has_a_scenario(row: int) -> None:
    assert [file for file in FILES if name(file).startswith(f"bugs/bug-{row:02}-")]
