from __future__ import annotations

import logging
from pathlib import Path

import pytest

from deskbreak.settings.file import load
from deskbreak.settings.good import keep_good, load_lasting
from deskbreak.settings.schema import DEFAULTS, Settings
from deskbreak.settings.when import Reminder

MINE = Settings(reminder=Reminder(every_minutes=45))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text("[reminder]\nevery_minutes = 45\n# mine\n", encoding="utf-8")
    return file


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "settings.good.json"


def test_a_typo_does_not_throw_back_to_the_defaults(file: Path, good_file: Path) -> None:
    keep_good(load(file).settings, good_file)
    for broken in ("[reminder]\nevery_minutes = = 20\n", "[reminder]\nevery_minutes = 2\n", "\x00"):
        file.write_text(broken, encoding="utf-8")
        loaded = load_lasting(file, good_file)
        assert loaded.settings.reminder.every_minutes == 45, broken
        assert loaded.mistakes


def test_what_was_right_beside_a_mistake_is_kept_as_well(file: Path, good_file: Path) -> None:
    """The next login shows what the running program went by, key by key."""
    keep_good(load(file).settings, good_file)
    file.write_text("[reminder]\nevery_minutes = 450\n[snooze]\nlimit = 1\n", encoding="utf-8")
    keep_good(load_lasting(file, good_file).settings, good_file)
    file.write_text("[reminder]\nevery_minutes = 450\n[snooze]\nlimit = 100\n", encoding="utf-8")
    loaded = load_lasting(file, good_file).settings
    assert (loaded.reminder.every_minutes, loaded.snooze.limit) == (45, 1)


def test_without_a_mistake_what_was_kept_is_not_asked(file: Path, good_file: Path) -> None:
    keep_good(MINE, good_file)
    file.write_text("[snooze]\nlimit = 1\n", encoding="utf-8")
    loaded = load_lasting(file, good_file)
    assert (loaded.settings.snooze.limit, loaded.settings.reminder.every_minutes) == (1, 30)


def test_with_nothing_kept_the_defaults_hold(file: Path, good_file: Path) -> None:
    file.write_text("[", encoding="utf-8")
    assert load_lasting(file, good_file).settings == DEFAULTS
    good_file.mkdir(parents=True)
    assert load_lasting(file, good_file).settings == DEFAULTS


@pytest.mark.parametrize("spoilt", [b"\xff", b"{}", b'{"reminder": {"every_minutes": 3}}', b'{"reminder": 5}'])
def test_what_is_spoilt_counts_as_the_defaults_and_is_written_anew(good_file: Path, file: Path, spoilt: bytes) -> None:
    good_file.parent.mkdir()
    good_file.write_bytes(spoilt)
    file.write_text("[", encoding="utf-8")
    assert load_lasting(file, good_file).settings == DEFAULTS
    keep_good(MINE, good_file)
    assert load_lasting(file, good_file).settings == MINE


def test_it_is_private_and_only_written_when_it_differs(good_file: Path) -> None:
    keep_good(MINE, good_file)
    assert good_file.stat().st_mode & 0o777 == 0o600
    assert good_file.parent.stat().st_mode & 0o777 == 0o700
    before = good_file.stat().st_ino
    keep_good(MINE, good_file)
    assert good_file.stat().st_ino == before
    assert list(good_file.parent.iterdir()) == [good_file]


def test_what_cannot_be_written_is_only_logged(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        keep_good(MINE, file / "settings.good.json")
    assert "the last good settings are not kept" in caplog.text
