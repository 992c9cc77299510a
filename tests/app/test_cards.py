"""Cards that were read: for how long that holds, and what a file that says nonsense is worth."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from deskbreak.app.cards import BALL, SOON, Cards

READ_ON = date(2026, 3, 2)


class Reader:
    """Somebody with a file and a calendar."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.today = READ_ON
        self.cards = Cards(file, lambda: self.today)

    def starts_again(self) -> None:
        self.cards = Cards(self.file, lambda: self.today)


@pytest.mark.parametrize(("days", "is_read"), [(0, True), (29, True), (30, False), (-1, False)])
def test_a_card_is_read_for_so_many_days(tmp_path: Path, days: int, is_read: bool) -> None:
    reader = Reader(tmp_path / "state" / "cards.json")
    assert not reader.cards.is_read(BALL)
    reader.cards.was_read(BALL, for_days=30)
    reader.starts_again()
    reader.today += timedelta(days=days)
    assert reader.cards.is_read(BALL) is is_read


def test_another_holds_until_it_is_forgotten(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "cards.json")
    reader.cards.was_read(SOON)
    reader.starts_again()
    reader.today += timedelta(days=4000)
    assert reader.cards.is_read(SOON)
    assert not reader.cards.is_read(BALL)
    reader.cards.forget(SOON)
    reader.starts_again()
    assert not reader.cards.is_read(SOON)


@pytest.mark.parametrize(
    "kept", ["", "[]", "null", "\x00", '{"ball": 3}', '{"ball": ["2026-03-02"]}', '{"ball": [1, 2]}']
)
def test_nonsense_is_no_reading(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "cards.json"
    file.write_text(kept, encoding="utf-8")
    assert not Reader(file).cards.is_read(BALL)


def test_where_it_cannot_be_kept_it_holds_until_the_end(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    reader = Reader(tmp_path / "state" / "cards.json")
    reader.cards.was_read(BALL, for_days=30)
    assert reader.cards.is_read(BALL)
    assert "shown again after the next start" in caplog.text


def test_in_memory_only_nothing_is_written() -> None:
    reader = Reader(None)
    reader.cards.was_read(BALL, for_days=30)
    assert reader.cards.is_read(BALL)
    reader.starts_again()
    assert not reader.cards.is_read(BALL)
