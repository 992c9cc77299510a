from __future__ import annotations

import logging
from pathlib import Path

import pytest

from deskbreak.settings.good import keep_good, load_lasting
from deskbreak.settings.schema import DEFAULTS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text("[reminder]\nevery_minutes = 45\n# mine\n", encoding="utf-8")
    return file


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "settings.good.toml"


def test_a_typo_does_not_throw_back_to_the_defaults(file: Path, good_file: Path) -> None:
    keep_good(file, good_file)
    for broken in ("[reminder]\nevery_minutes = = 20\n", "[reminder]\nevery_minutes = 2\n", "\x00"):
        file.write_text(broken, encoding="utf-8")
        keep_good(file, good_file)
        loaded = load_lasting(file, good_file)
        assert loaded.settings.reminder.every_minutes == 45, broken
        assert loaded.mistakes


def test_without_a_mistake_the_copy_is_not_asked(file: Path, good_file: Path) -> None:
    keep_good(file, good_file)
    file.write_text("[snooze]\nlimit = 1\n", encoding="utf-8")
    loaded = load_lasting(file, good_file)
    assert (loaded.settings.snooze.limit, loaded.settings.reminder.every_minutes) == (1, 30)


def test_without_a_copy_the_defaults_hold(file: Path, good_file: Path) -> None:
    file.write_text("[", encoding="utf-8")
    assert load_lasting(file, good_file).settings == DEFAULTS
    good_file.mkdir(parents=True)
    assert load_lasting(file, good_file).settings == DEFAULTS


def test_the_copy_is_private_and_only_written_when_it_differs(file: Path, good_file: Path) -> None:
    keep_good(file, good_file)
    assert good_file.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")
    assert good_file.stat().st_mode & 0o777 == 0o600
    assert good_file.parent.stat().st_mode & 0o777 == 0o700
    before = good_file.stat().st_ino
    keep_good(file, good_file)
    assert good_file.stat().st_ino == before
    file.write_text("", encoding="utf-8")
    keep_good(file, good_file)
    assert good_file.read_bytes() == b""
    assert list(good_file.parent.iterdir()) == [good_file]


def test_whoever_deletes_the_file_wants_the_defaults(file: Path, good_file: Path) -> None:
    keep_good(file, good_file)
    file.unlink()
    keep_good(file, good_file)
    assert not good_file.exists()
    keep_good(file, good_file)


def test_a_warning_is_no_mistake(file: Path, good_file: Path) -> None:
    file.write_text("[zebra]\n", encoding="utf-8")
    keep_good(file, good_file)
    assert good_file.exists()


def test_a_spoilt_copy_is_written_anew(file: Path, good_file: Path) -> None:
    good_file.parent.mkdir()
    good_file.write_bytes(b"\xff")
    keep_good(file, good_file)
    assert good_file.read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


def test_a_copy_that_cannot_be_written_is_only_logged(
    file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        keep_good(file, tmp_path / "settings.toml" / "settings.good.toml")
    assert "the last good settings are not kept" in caplog.text
