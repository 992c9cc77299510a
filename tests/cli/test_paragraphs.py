"""Whole words at the edge of a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.asking import Asking
from tests.cli.shell import Shell

COLUMNS = 40


@pytest.mark.parametrize("words", [("safety", "--stop"), ("profile", "--show"), ("movements", "glute-bridge")])
def test_lines_end_between_words(asking: Callable[..., Asking], shell: Shell, words: tuple[str, ...]) -> None:
    whole = shell(*words).stdout
    assert any(len(line) > COLUMNS for line in whole.splitlines())
    seen = asking(*words, columns=COLUMNS).rest()
    assert seen.split() == whole.split()
    assert all(len(line) < COLUMNS or len(line.split()) == 1 for line in seen.splitlines())


def test_a_point_of_a_list_stays_beside_its_mark(asking: Callable[..., Asking]) -> None:
    assert asking("learn", columns=24).rest().splitlines()[3:5] == ["4. Why breaks and", "   walking"]


def test_what_to_do_in_an_emergency_and_the_questions_too(asking: Callable[..., Asking]) -> None:
    somebody = asking("safety", "--signs", columns=COLUMNS)
    somebody.asked("Does any of these fit you now?", "yes")
    told = somebody.rest()
    assert "112, 999 or 911" in " ".join(told.split())
    asked = asking("profile", columns=COLUMNS).until("or all")
    assert "sit at home? Such\r\nas:" in asked
    assert all(len(line) <= COLUMNS for line in (told + asked).splitlines())
