"""Opening the settings, with programs of our own in place of the desktop's."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from deskbreak.app.editing import FAILS_WITHIN, Editing
from deskbreak.desktop.opener import NOT_OPENED, TOKENS
from deskbreak.errors import DeskbreakError
from deskbreak.settings.generate import own_settings_toml
from tests.virtual import VirtualClock

OPENER = "open" if sys.platform == "darwin" else "xdg-open"


class Desk:
    """A folder with the desktop's opener, and what is told of failures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "config" / "settings.toml"
        self.clock = VirtualClock()
        self.told: list[DeskbreakError] = []
        self.editing = Editing(self.file, self.clock.now, self.told.append)

    def opener(self, script: str) -> None:
        program = self.folder / OPENER
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def ends(self) -> None:
        """All that was started ends, and is looked after."""
        deadline = time.monotonic() + 20
        while self.editing._running:
            assert time.monotonic() < deadline
            time.sleep(0.01)
            self.editing.look()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return Desk(tmp_path)


def test_the_first_time_there_is_a_file_to_begin_with(desk: Desk) -> None:
    desk.opener(f'cp "$1" {desk.folder}/seen')
    desk.editing.open()
    desk.ends()
    assert (desk.folder / "seen").read_text(encoding="utf-8") == own_settings_toml()
    assert desk.told == []


def test_a_file_of_ones_own_is_left_alone(desk: Desk) -> None:
    desk.opener("exit 0")
    desk.file.parent.mkdir()
    desk.file.write_text("[reminder]\n", encoding="utf-8")
    desk.editing.open()
    desk.ends()
    assert desk.file.read_text(encoding="utf-8") == "[reminder]\n"


def test_what_opens_it_may_come_to_the_front(desk: Desk) -> None:
    desk.opener(f'echo "$XDG_ACTIVATION_TOKEN $DESKTOP_STARTUP_ID" > {desk.folder}/seen')
    desk.editing.open("token-1")
    desk.ends()
    assert (desk.folder / "seen").read_text(encoding="utf-8") == "token-1 token-1\n"


def test_what_brought_us_to_the_front_at_our_start_is_not_handed_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in TOKENS:
        monkeypatch.setenv(name, "long-ago")
    desk.opener(f"env > {desk.folder}/seen")
    desk.editing.open()
    desk.ends()
    assert "long-ago" not in (desk.folder / "seen").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(NOT_OPENED))
def test_a_failure_is_told_with_the_way_out(desk: Desk, code: int) -> None:
    desk.opener(f"exit {code}")
    desk.editing.open()
    desk.ends()
    (told,) = desk.told
    assert str(desk.file) in told.hint
    assert "deskbreak config edit" in told.hint


@pytest.mark.parametrize("code", [5, 127, 130])
def test_what_the_editor_says_at_its_end_is_no_failure_to_open(desk: Desk, code: int) -> None:
    desk.opener(f"exit {code}")
    desk.editing.open()
    desk.ends()
    assert desk.told == []


def test_an_editor_that_ends_badly_much_later_had_opened_it(desk: Desk) -> None:
    desk.opener(f"exit {min(NOT_OPENED)}")
    desk.editing.open()
    desk.clock.passes(FAILS_WITHIN)
    desk.ends()
    assert desk.told == []


def test_without_such_a_program_it_says_so_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(desk.folder))
    with pytest.raises(DeskbreakError, match=OPENER) as refused:
        desk.editing.open()
    assert "deskbreak config edit" in refused.value.hint


def test_a_folder_that_cannot_be_written_to(desk: Desk) -> None:
    (desk.folder / "config").write_text("no folder", encoding="utf-8")
    with pytest.raises(DeskbreakError):
        desk.editing.open()
