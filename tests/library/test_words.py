"""Every sentence is our own: no seven words in a row stand in the articles that it comes from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.core.movement import Movement
from deskbreak.library.vocabulary import NOT_SAID
from tests.messages.gathered import gathered
from tests.offered import LIBRARY
from tests.test_architecture import ROOT

RUNS = json.loads((Path(__file__).parent / "source_runs.json").read_text(encoding="utf-8"))
"""Hashes of the runs of seven words in the articles; `what` tells how they are made. `planted` is a sentence of ours
whose runs are among them: found as long as the test makes its runs as those were made.
"""
KNOWN = frozenset(RUNS["shingles"])
LENGTH = 7
SIDES = (("left", "right"), ("right", "left"))
NAMES = [*(one.name for one in LIBRARY.movements.values()), *(one.name for one in LIBRARY.routines.values())]
"""Notices show them. One is so called by everybody: there it is the banana that is lazy."""
PAGES = ("README.md", *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md")))


def runs(text: str) -> Iterator[str]:
    """Each run of seven words."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("‘", "'").replace("’", "'"))
    return (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))


def copied(text: str) -> list[str]:
    """The runs that stand in an article as well, on whichever side."""
    filled = (text.replace("{side}", side).replace("{other}", other) for side, other in SIDES)
    found = dict.fromkeys(run for each in filled for run in runs(each))
    return [run for run in found if hashlib.sha256(run.encode()).hexdigest()[:12] in KNOWN]


def test_the_fixture_is_one() -> None:
    assert len(KNOWN) > 3000
    assert all(re.fullmatch("[0-9a-f]{12}", run) for run in KNOWN)


def test_what_is_copied_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert copied(RUNS["planted"]) == list(runs(RUNS["planted"]))
    assert copied("So: NOBODY'S articles: say what “this” sentence\nsays!") == [
        "nobody's articles say what this sentence says"
    ]
    run = "lift your left arm off your right"
    monkeypatch.setattr("tests.library.test_words.KNOWN", {hashlib.sha256(run.encode()).hexdigest()[:12]})
    assert copied("Lift your {side} arm off your {other}!") == copied("Lift your {other} arm off your {side}.") == [run]


def test_nothing_that_is_said_is_copied() -> None:
    said = [text for _place, message in gathered() for text in ([message] if isinstance(message, str) else message)]
    assert {text: found for text in said if (found := copied(text))} == {}


@pytest.mark.parametrize("file", sorted((ROOT / "config").rglob("*.toml")), ids=lambda file: file.stem)
def test_no_file_of_the_library_is_copied(file: Path) -> None:
    assert copied(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_copied(page: str) -> None:
    assert copied((ROOT / page).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", sorted({*NAMES} - {"Lazy banana stretch"}))
def test_no_name_orders_blames_promises_or_frightens(name: str) -> None:
    assert NOT_SAID.isdisjoint(re.findall("[a-z-]+", name.lower()))


@pytest.mark.parametrize(
    "movement", [one for one in LIBRARY.movements.values() if one.context == "seated"], ids=lambda one: one.id
)
def test_nobody_who_sits_is_told_to_stand(movement: Movement) -> None:
    assert not [step for step in movement.steps if re.search(r"\bstand|\bget up\b", step, re.IGNORECASE)]
