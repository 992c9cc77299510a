"""Settings that are edited while deskbreak runs. The files are real."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskbreak.app.live import LiveSettings
from deskbreak.errors import DeskbreakError
from deskbreak.settings.schema import DEFAULTS, Settings


class Editing:
    """A user with an editor."""

    def __init__(self, folder: Path) -> None:
        self.file, self.good = folder / "settings.toml", folder / "state" / "settings.good.json"
        self.good.parent.mkdir()
        self.applied: list[Settings] = []
        self.told: list[tuple[str, ...]] = []

    def starts(self) -> LiveSettings:
        live = LiveSettings(self.file, self.good)
        live.on_change.append(self.applied.append)
        live.on_mistakes = self.told.append
        return live

    def writes(self, text: str) -> None:
        """Saves, as editors do: a new file in place of the old one."""
        new = self.file.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(self.file)


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    return Editing(tmp_path)


def test_an_edit_is_applied_once(editing: Editing) -> None:
    live = editing.starts()
    live.look()
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live.look()
    live.look()
    assert [settings.reminder.every_minutes for settings in editing.applied] == [45]
    assert editing.told == []


def test_a_mistake_keeps_what_held_and_is_told_once(editing: Editing) -> None:
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    for text in ("[reminder]\nevery_minutes = 3\n", "# again\n[reminder]\nevery_minutes = 3\n"):
        editing.writes(text)
        live.look()
    assert live.loaded.settings.reminder.every_minutes == 45
    assert editing.applied == []
    assert [line.partition(": ")[0] for lines in editing.told for line in lines] == [
        "settings.toml, line 2",
        "settings.toml, line 3",
    ]


def test_a_broken_file_changes_nothing_also_after_the_next_login(editing: Editing) -> None:
    """Hand-edited settings killed the app, or took them all back to the defaults (Stretchly 912, 921, 1719)."""
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    editing.writes("[reminder\nevery_minutes = 45\n")
    live.look()
    assert live.loaded.settings.reminder.every_minutes == 45
    again = editing.starts()
    assert again.loaded.settings.reminder.every_minutes == 45
    assert again.said
    editing.writes("[reminder]\nevery_minutes = 50\n")
    again.look()
    assert editing.applied[-1].reminder.every_minutes == 50
    assert not again.said


def test_a_file_that_is_taken_away_means_the_defaults(editing: Editing) -> None:
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    editing.file.unlink()
    live.look()
    assert editing.applied == []
    live.look()
    assert editing.applied == [DEFAULTS]


def test_an_editor_in_the_middle_of_writing_takes_nothing_away(editing: Editing) -> None:
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    editing.file.write_bytes(b"")
    live.look()
    editing.file.unlink()
    live.look()
    editing.writes("[reminder]\nevery_minutes = 50\n")
    live.look()
    assert [settings.reminder.every_minutes for settings in editing.applied] == [50]


def test_what_is_in_force_is_what_is_kept(editing: Editing) -> None:
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    editing.writes("[reminder]\nevery_minutes = 50\n")
    live.look()
    editing.writes("[reminder\n")
    assert editing.starts().loaded.settings.reminder.every_minutes == 50


def test_a_change_of_the_same_length_in_the_same_file_is_seen(editing: Editing) -> None:
    editing.writes("[reminder]\nevery_minutes = 45\n")
    live = editing.starts()
    with editing.file.open("r+", encoding="utf-8") as file:
        file.write("[reminder]\nevery_minutes = 55\n")
    os.utime(editing.file, (1, 1))
    live.look()
    assert editing.applied[-1].reminder.every_minutes == 55


def test_a_setting_changed_from_the_menu_holds_at_once_and_keeps_the_comments(editing: Editing) -> None:
    editing.writes("# mine\n[reminder]\nevery_minutes = 45  # long\n")
    live = editing.starts()
    live.change("reminder.every_minutes", "20")
    assert live.loaded.settings.reminder.every_minutes == 20
    assert [settings.reminder.every_minutes for settings in editing.applied] == [20]
    assert editing.file.read_text(encoding="utf-8") == "# mine\n[reminder]\nevery_minutes = 20  # long\n"
    with pytest.raises(DeskbreakError):
        live.change("reminder.every_minutes", "1")
    assert live.loaded.settings.reminder.every_minutes == 20


def test_a_change_of_ours_is_no_news_of_what_was_wrong_before(editing: Editing) -> None:
    """The mistake may be in another line now; it was told already."""
    editing.writes("[reminder]\nlength_seconds = 99999\n")
    live = editing.starts()
    live.change("reminder.every_minutes", "45")
    live.look()
    assert live.loaded.settings.reminder.every_minutes == 45
    assert editing.told == []


def test_what_was_mended_is_told_as_nothing_wrong(editing: Editing) -> None:
    editing.writes("[reminder]\nlength_seconds = 99999\n")
    live = editing.starts()
    editing.writes("[reminder]\nlength_seconds = 90\n")
    live.look()
    assert editing.told == [()]
