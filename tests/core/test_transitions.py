from __future__ import annotations

from pathlib import Path

from tests.core.transitions import table

PAGE = Path(__file__).parents[2] / "docs" / "transitions.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run: make generated"
