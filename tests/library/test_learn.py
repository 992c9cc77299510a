"""The cards to learn from: those shipped, and every rule that finds the one that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.library import learn
from tests.library.files import CONFIG, written

SHIPPED = (CONFIG / learn.FILE).read_text(encoding="utf-8")


def test_there_are_six_with_their_sources() -> None:
    read = learn.learn(CONFIG)
    assert [card.id for card in read.card] == ["where", "does", "felt", "change", "ball", "hands-on"]
    assert all(card.sources for card in read.card)
    assert "many causes" in read.last
    assert list(learn.mistakes(str(CONFIG / learn.FILE))) == []


@pytest.mark.parametrize("card", learn.learn(CONFIG).card, ids=lambda card: card.id)
def test_each_fits_one_screen(card: learn.Card) -> None:
    """Of 80 columns and 24 lines, with its title, its last line, and a line between any two."""
    lines = sum(-(-len(text) // 76) + 1 for text in (card.title, *card.text, "last"))
    assert lines <= 24


PLANTED = [
    ("text-length", "card where.title", 'title = "Where the QL is"', f'title = "{"w" * 41}"'),
    ("text-length", "card does.text", "On one side it bends", f"On one side {'it ' * 80}bends"),
    ("text-length", "card where.text", 'title = "Where the QL is"', 'title = ""'),
    ("text-length", "last", "Back pain has", f"Back {'pain ' * 40}has"),
    ("words", "card does.text", "it helps to hold you upright", "it will cure you"),
    ("words", "card felt.title", 'title = "Where it may be felt"', 'title = "Here it is!"'),
    ("words", "last", "A professional can find out", "You must find out"),
    ("one-id", "card", 'id = "does"', 'id = "where"'),
    ("one-id", "card", 'id = "does"', 'id = "Does it"'),
    ("sources", "card where.sources[3].url", "https://www.biology-online.org/", "ftp:"),
    ("sources", "card where.sources[1].type", 'type = "seed"', 'type = "hearsay"'),
    ("missing", "card[1].title", 'title = "Where the QL is"\n', ""),
    ("unknown-key", "first", "last = ", "first = 1\nlast = "),
]


@pytest.mark.parametrize(("rule", "key", "old", "new"), PLANTED)
def test_a_mistake_is_found(tmp_path: Path, rule: str, key: str, old: str, new: str) -> None:
    assert old in SHIPPED
    file = written(tmp_path, learn.FILE, SHIPPED.replace(old, new, 1))
    assert (rule, key) in [(mistake.rule, mistake.key) for mistake in learn.mistakes(str(file))]


def test_every_rule_is_tried() -> None:
    assert learn.RULES.keys() <= {rule for rule, _key, _old, _new in PLANTED}


def test_a_file_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    for text in ("", "last = 3", "card = ["):
        written(tmp_path, learn.FILE, text)
        with pytest.raises(DeskbreakError, match="cannot be used"):
            learn.learn(tmp_path)
        assert list(learn.mistakes(str(tmp_path / learn.FILE)))
