"""The safety notice: until it was read, breaks are plain and nothing else is kept from anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from deskbreak.app import safety_notices
from deskbreak.app.news import News
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.safety import EDITION, Safety, is_read, keep_read
from tests.desk import Desk
from tests.virtual import VirtualScreen

TODAY = date(2026, 3, 2)


class Reader:
    """Somebody with a screen and a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.screen = VirtualScreen()
        notifiers = Notifiers()
        notifiers.use([self.screen])
        self.desk = Desk()
        self.news = News(notifiers, lambda: self.desk.now)
        self.news(self.desk.view, self.desk.now)
        self.safety = Safety(file, lambda: TODAY, self.news)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "state" / "safety.json")


def test_it_asks_for_an_answer_until_it_was_read(reader: Reader) -> None:
    reader.safety.show()
    assert reader.screen.shown is not None
    assert [button.request["do"] for button in reader.screen.shown.buttons] == ["understood", "quit"]
    assert not reader.safety.read
    reader.safety.understood()
    assert reader.safety.read
    assert reader.screen.shown is None, "answered in a terminal, it leaves the screen as well"
    again = Reader(reader.file)
    assert again.safety.read
    again.safety.show()
    assert again.screen.all == []


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
    text = " ".join(safety_notices.safety_lines())
    for words in ("adults", "not medical advice", "stop when something hurts", "pregnant", "surgery", "this computer"):
        assert words in text
    assert len(text.split()) < 100
