"""docs/content.md says where everything of the articles lives; what it names is there, and what is missing it says."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from deskbreak.cli.commands import cli
from deskbreak.library.load import library, messages
from deskbreak.library.safety import safety
from deskbreak.settings.keys import KEYS
from tests.library.files import CONFIG
from tests.test_architecture import ROOT

ROWS_OF_EACH = (25, 16, 13, 18, 15)
PAGE = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")


class Row(NamedTuple):
    """A row of the tables."""

    number: str
    says: str
    lives_in: str
    missing: str


ROWS = [Row(*cells) for cells in re.findall(r"^\| (\d-\d\d) \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)]
CONTENT = library(CONFIG)
IDS = {
    *CONTENT.movements,
    *CONTENT.routines,
    *safety(CONFIG).condition_ids(),
    *(message.id for message in messages(CONFIG)),
}


def test_every_statement_has_its_row() -> None:
    wanted = [f"{article}-{n:02}" for article, rows in enumerate(ROWS_OF_EACH) for n in range(1, rows + 1)]
    assert [row.number for row in ROWS] == wanted


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_what_a_row_names_is_there(row: Row) -> None:
    assert row.says
    assert row.lives_in != "–" or row.missing != "–"
    for name in re.findall("`(.*?)`", f"{row.lives_in} {row.missing}"):
        if name.startswith("deskbreak "):
            command, *below = name.split()[1:]
            assert command in cli.commands, name
            options = {option for each in cli.commands[command].params for option in each.opts}
            assert all(word in options | getattr(cli.commands[command], "commands", {}).keys() for word in below), name
        elif "/" in name:
            assert (ROOT / name).is_file(), name
        else:
            assert name in IDS or name in KEYS, name


def test_every_movement_from_an_article_is_named() -> None:
    named = {name for row in ROWS for name in re.findall("`(.*?)`", row.lives_in)}
    assert {id for id, movement in CONTENT.movements.items() if movement.seed_derived} <= named
