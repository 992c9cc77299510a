"""Changing one setting: the rest of the file stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.errors import DeskbreakError
from deskbreak.settings.file import load
from deskbreak.settings.generate import own_settings_toml, settings_toml
from deskbreak.settings.keys import KEYS, Key
from deskbreak.settings.schema import DEFAULTS
from deskbreak.settings.values import typed
from deskbreak.settings.write import set_value
from tests.settings.test_schema import another

MINE = """\
# My settings.

[reminder]   # when
# Half an hour is too often for me.
every_minutes = 50 # minutes

# And this for the afternoon.
[snooze]
limit = 1
minutes = 10
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(MINE, encoding="utf-8")
    return file


def text(file: Path) -> str:
    return file.read_bytes().decode()


def test_a_value_is_changed_in_its_place(file: Path) -> None:
    settings = set_value(file, "reminder.every_minutes", "45")
    assert settings.reminder.every_minutes == 45
    assert settings == load(file).settings
    assert text(file) == MINE.replace("= 50", "= 45")


def test_a_new_line_stands_in_its_table_and_the_next_comment_where_it_was(file: Path) -> None:
    set_value(file, "reminder.daily_cap", "8")
    assert text(file) == MINE.replace("# when\n", "# when\ndaily_cap = 8\n")


def test_a_new_table_comes_last(file: Path) -> None:
    set_value(file, "hours.monday", "09:00-12:00,13:00-17:00")
    assert text(file) == MINE + '\n[hours]\nmonday = ["09:00-12:00", "13:00-17:00"]\n'


def test_a_setting_stands_below_its_commented_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(own_settings_toml(), encoding="utf-8")
    set_value(file, "hours.wednesday", "")
    line = '#wednesday = ["09:00-17:00"]\n'
    assert text(file) == own_settings_toml().replace(line, line + "wednesday = []\n")


def test_the_same_value_again_changes_nothing(file: Path) -> None:
    before = file.stat().st_ino
    set_value(file, "reminder.every_minutes", "50.0")
    assert (file.stat().st_ino, text(file)) == (before, MINE)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
@pytest.mark.parametrize("before", ["", own_settings_toml(), settings_toml()], ids=["none", "own", "all"])
def test_every_setting_can_be_set(tmp_path: Path, key: Key, before: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(before, encoding="utf-8")
    value = another(key)
    name = key.dotted
    if name == "presence.idle_minutes":
        set_value(file, "presence.natural_break_minutes", "120")
    settings = set_value(file, name, typed(KEYS[name], value))
    assert key.of(settings) == value
    assert load(file).settings == settings
    assert not load(file).mistakes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reminder.daily_cap = 3 # x\n", "reminder.daily_cap = 8 # x\n"),
        ("reminder.every_minutes = 9\n[snooze]", "reminder.every_minutes = 9\nreminder.daily_cap = 8\n[snooze]"),
        ("[reminder] # x\r\nlength_seconds = 30\r\n", "[reminder] # x\r\ndaily_cap = 8\r\nlength_seconds = 30\r\n"),
        ("[reminder]\n'daily_cap'   =  3\n", "[reminder]\n'daily_cap'   =  8\n"),
        ("[reminder]", "[reminder]\ndaily_cap = 8"),
        ("[zebra]\nx = 1\n", "[zebra]\nx = 1\n\n[reminder]\ndaily_cap = 8\n"),
        ("[reminder]\nevery_minutes = 3\n", "[reminder]\ndaily_cap = 8\nevery_minutes = 3\n"),
        ("\ufeff[reminder]\n", "[reminder]\ndaily_cap = 8\n"),
    ],
)  # fmt: skip
def test_other_ways_to_write_it(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(before.encode())
    assert set_value(file, "reminder.daily_cap", "8").reminder.daily_cap == 8
    assert text(file) == after


def test_without_a_file_it_is_made_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "deskbreak" / "settings.toml"
    set_value(file, "quiet.camera", "true")
    assert text(file) == "[quiet]\ncamera = true\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_mode_stays_and_nothing_is_left_behind(file: Path) -> None:
    file.chmod(0o644)
    set_value(file, "quiet.camera", "true")
    assert file.stat().st_mode & 0o777 == 0o644
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_one(tmp_path: Path, exists: bool) -> None:
    kept, link = tmp_path / "dotfiles" / "deskbreak.toml", tmp_path / "settings.toml"
    if exists:
        kept.parent.mkdir()
        kept.write_text(MINE, encoding="utf-8")
    link.symlink_to(kept)
    set_value(link, "snooze.limit", "0")
    assert link.is_symlink()
    assert load(kept).settings.snooze.limit == 0


@pytest.mark.parametrize(
    ("key", "value", "title"),
    [
        ("reminder.every_minutes", "3", "reminder.every_minutes = 3 is too small: 5 to 240."),
        ("reminder.every_minutes", "soon", 'reminder.every_minutes = "soon" is not a number: 5 to 240.'),
        ("reminder.every_minutes", "nan", "reminder.every_minutes = nan is not a number: 5 to 240."),
        ("snooze.limit", "1.5", "snooze.limit = 1.5 is not a whole number: 0 to 10."),
        ("quiet.camera", "maybe", 'quiet.camera = "maybe" is neither true nor false.'),
        ("hours.monday", "9-17", 'hours.monday: "9-17" is not a range such as 09:00-17:00.'),
        ("hours.monday", ",", 'hours.monday: "" is not a range such as 09:00-17:00.'),
        ("presence.natural_break_minutes", "2", "presence.natural_break_minutes = 2 must not be less than"),
        ("reminder.every_minute", "30", "reminder.every_minute is not a setting; did you mean reminder.every_minutes?"),
        ("reminder", "30", "reminder is not a setting; did you mean reminder?"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_changed(file: Path, key: str, value: str, title: str) -> None:
    with pytest.raises(DeskbreakError) as caught:
        set_value(file, key, value)
    assert caught.value.title.startswith(title)
    assert len(str(caught.value).splitlines()) == 2
    assert text(file) == MINE


def test_hours_are_only_switched_on_when_there_are_some(file: Path) -> None:
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday"):
        set_value(file, f"hours.{day}", "")
    with pytest.raises(DeskbreakError, match="then nothing would ever be asked"):
        set_value(file, "hours.enabled", "true")
    set_value(file, "hours.sunday", "10:00-12:00")
    assert set_value(file, "hours.enabled", "true").hours.enabled


def test_a_mistake_that_is_there_already_can_be_mended(file: Path) -> None:
    file.write_text("[reminder]\nevery_minutes = 3\n[snooze]\nlimit = 99\n", encoding="utf-8")
    assert set_value(file, "reminder.every_minutes", "45").reminder.every_minutes == 45
    assert len(load(file).mistakes) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"[reminder\n", b"\xff\xfe", b"[snooze]\nlimit = = 1\n", b"reminder = 5\n", b"[[reminder]]\nx = 1\n",
        # A line in a text that looks like a setting: nothing is put behind it.
        b"[reminder]\nx = '''\n# daily_cap = 3\n'''\n",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_never_overwritten(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DeskbreakError) as caught:
        set_value(file, "reminder.daily_cap", "8")
    assert len(str(caught.value).splitlines()) == 2
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_the_old_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeskbreakError, match="No space left on device"):
        set_value(file, "snooze.limit", "0")
    assert text(file) == MINE
    assert list(file.parent.iterdir()) == [file]


def test_reading_does_without_what_only_writing_needs() -> None:
    code = "import sys, deskbreak.settings.good, deskbreak.settings.write; assert 'tomlkit' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


PIECES = [
    "[reminder]\n", "[reminder.x]\n", "[snooze]\n", "[[zebra]]\n", "daily_cap = 3\n", "reminder.daily_cap = 3\n",
    "reminder = { length_seconds = 30 }\n", "x = '''\n", "'''\n", "y = [\n", "]\n", "# daily_cap = 5\n", "# comment\n",
    "every_minutes = 45 # mine\n", "\n", "\r\n", "'reminder'.\"daily_cap\" = 2\n", "limit = 1",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_file_is_changed_as_wanted_or_not_at_all(tmp_path_factory: pytest.TempPathFactory, before: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(before.encode())
    loaded = load(file)
    try:
        changed = set_value(file, "reminder.daily_cap", "8")
    except DeskbreakError:
        assert file.read_bytes() == before.encode()
    else:
        assert changed == KEYS["reminder.daily_cap"].put(loaded.settings, 8)
        assert load(file).settings == changed
        assert text(file).count("# comment") == before.count("# comment")


def test_the_defaults_can_be_set_one_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    for key in KEYS.values():
        set_value(file, key.dotted, typed(key, key.default))
    assert load(file).settings == DEFAULTS
    assert tomllib.loads(text(file)) == tomllib.loads(settings_toml())
