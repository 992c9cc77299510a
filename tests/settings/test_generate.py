"""What is generated from the schema and committed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.settings.generate import own_settings_toml, settings_toml
from deskbreak.settings.keys import KEYS, TABLES
from deskbreak.settings.page import settings_page
from deskbreak.settings.read import read

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("file", "text"),
    [(places.shipped("config") / "settings.toml", settings_toml()), (ROOT / "docs" / "settings.md", settings_page())],
    ids=["settings.toml", "settings.md"],
)
def test_what_is_generated_is_current(file: Path, text: str) -> None:
    assert file.read_text(encoding="utf-8") == text, "run: make generated"


def test_the_file_says_every_default() -> None:
    tables = tomllib.loads(settings_toml())
    assert [f"{table}.{name}" for table, inner in tables.items() for name in inner] == list(KEYS)
    assert read(tables) == read({})


def test_a_user_begins_with_every_setting_commented_out() -> None:
    assert tomllib.loads(own_settings_toml()) == {table: {} for table in TABLES}
    without_marks = "\n".join(
        line.removeprefix("#") if line[1:2] != " " else "" for line in own_settings_toml().split("\n")
    )
    assert tomllib.loads(without_marks) == tomllib.loads(settings_toml())


def test_the_page_explains_every_setting() -> None:
    page = settings_page()
    for key in KEYS.values():
        assert f"| `{key.name}` | " in page
        assert f" | {key.help} |" in page
    for table in TABLES:
        assert f"## [{table}]" in page
