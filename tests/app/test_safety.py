"""The safety notice: until it was read, breaks are plain and nothing else is kept from anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from deskbreak.app import notices
from deskbreak.app.safety import EDITION, Safety, is_read, keep_read
from deskbreak.ports import Notice
from tests.desk import Desk

TODAY = date(2026, 3, 2)


class Reader:
    """Somebody with a screen and a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.told: list[Notice] = []
        self.desk = Desk()
        self.safety = Safety(file, lambda: TODAY, self.told.append)

    def sees(self) -> int:
        """How often the notice was shown since the last look."""
        self.safety(self.desk.view, self.desk.now)
        shown, self.told[:] = len(self.told), []
        return shown


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "state" / "safety.json")


def test_it_asks_for_an_answer_until_it_was_read(reader: Reader) -> None:
    reader.safety.show()
    assert [button.request["do"] for button in reader.told[0].buttons] == ["understood", "quit"]
    assert not reader.safety.read
    reader.safety.understood()
    assert reader.safety.read
    assert Reader(reader.file).safety.read
    reader.safety.show()
    assert reader.told[-1].buttons == ()


def test_a_prompt_takes_its_place_and_gives_it_back(reader: Reader) -> None:
    reader.safety.show()
    assert reader.sees() == 1
    reader.desk.works(30)
    assert reader.sees() == 0
    reader.desk.skips()
    assert reader.sees() == 1
    reader.desk.works(1)
    assert reader.sees() == 0


@pytest.mark.parametrize("answer", [Safety.understood, Safety.put_away])
def test_answered_or_put_away_it_does_not_come_back_after_a_prompt(reader: Reader, answer: object) -> None:
    assert callable(answer)
    reader.safety.show()
    answer(reader.safety)
    reader.sees()
    reader.desk.works(30)
    reader.sees()
    reader.desk.skips()
    assert reader.sees() == 0


@pytest.mark.parametrize("kept", ["", "nonsense", "[]", '{"edition": 0, "read": "2026-03-02"}', "\x00", "null"])
def test_what_does_not_say_that_this_edition_was_read_is_no_reading(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "safety.json"
    file.write_text(kept, encoding="utf-8")
    assert not is_read(file)
    keep_read(file, TODAY)
    assert is_read(file)
    assert f'"edition": {EDITION}' in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_holds_nobody_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    reader = Reader(tmp_path / "state" / "safety.json")
    reader.safety.understood()
    assert reader.safety.read
    assert "shown again at the next start" in caplog.text


def test_it_says_what_must_be_said() -> None:
    text = " ".join(notices.safety_lines())
    for words in ("adults", "not medical advice", "stop when something hurts", "pregnant", "surgery", "this computer"):
        assert words in text
    assert len(text.split()) < 100
