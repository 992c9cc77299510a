from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.settings.file import load, read
from deskbreak.settings.generate import settings_toml
from deskbreak.settings.schema import Settings, rules


def test_the_generated_file_is_current() -> None:
    written = (places.shipped("config") / "settings.toml").read_text(encoding="utf-8")
    assert written == settings_toml(), "run: python -m deskbreak.settings.generate > config/settings.toml"


def test_the_generated_file_says_the_defaults() -> None:
    assert read(tomllib.loads(settings_toml())) == read({})


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml").settings == Settings()


def test_a_setting_reaches_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[reminder]\nevery_minutes = 45\n[snooze]\nminutes = 10\nlimit = 0\n", encoding="utf-8")
    going_by = rules(load(file).settings)
    assert going_by.plans[0].every == 45 * 60
    assert going_by.plans[0].length == 60
    assert (going_by.snooze, going_by.snooze_limit) == (600, 0)


def test_every_mistake_is_found_at_once_and_the_rest_holds() -> None:
    loaded = read(
        {
            "reminder": {"every_minutes": 3, "length_secs": 30, "length_seconds": "long"},
            "snooze": 5,
            "remider": {},
            "zebra": {},
        }
    )
    assert loaded.settings == Settings()
    assert len(loaded.mistakes) == 6
    text = "\n".join(loaded.mistakes)
    assert "reminder.every_minutes = 3: " in text
    assert "did you mean reminder.length_seconds?" in text
    assert "did you mean reminder?" in text
    assert "zebra is not a setting" in text


@pytest.mark.parametrize("content", [b"[reminder\n", b"\xff\xfe\x00", b"every = = 3"])
def test_a_broken_file_leaves_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    loaded = load(file)
    assert loaded.settings == Settings()
    assert str(file) in loaded.mistakes[0]
    assert file.read_bytes() == content


def test_a_folder_in_its_place_is_a_mistake_too(tmp_path: Path) -> None:
    assert load(tmp_path).mistakes
