"""`deskbreak movements`, `routines` and `library check`, with a HOME of their own and in this process."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.cli import commands
from deskbreak.library.load import library
from tests.library.files import CONFIG, SAFE_ROUTINE, edited, shipped, written

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of this test's person lie; nothing is there yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "deskbreak"


@pytest.fixture
def run(own: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def deskbreak(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["deskbreak", *words])
        code = commands.main()
        said = capfd.readouterr()
        return code, said.out, said.err

    return deskbreak


def test_movements_by_context(run: Run) -> None:
    code, out, err = run("movements")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    headings = [line for line in lines if not line.startswith(" ")]
    assert headings == ["Seated:", "Standing:", "In a doorway or at a wall:", "On the floor:"]
    assert len(lines) - len(headings) == 36
    assert any(line.split()[:4] == ["ball-ql-leg-rock", "1", "min", "30"] for line in lines)


def test_one_movement_in_full(run: Run) -> None:
    code, out, err = run("movements", "doorway-ql-stretch")
    assert (code, err) == (0, "")
    assert "Doorway QL stretch (doorway-ql-stretch)\nIn a doorway or at a wall · 50 s · " in out
    assert "Sides: 20 s each; the side is the sore side: this arm" in out
    assert "left" in out.split("1. ")[1]
    assert "{" not in out
    assert "Not with: New or severe back pain (first days); " in out
    assert "With care: " in out
    assert "- the article 001_88d60d1733eea4ed.txt: " in out


def test_what_one_needs_is_said_in_words(run: Run) -> None:
    assert "\nYou need: nothing\n" in run("movements", "walk-break")[1]
    assert "\nYou need: nothing\n" in run("routines", "gentle-day-2m")[1]
    assert "\nYou need: nothing; for comfort: desk for support\n" in run("movements", "standing-ql-stretch")[1]
    assert "\nYou need: chair" in run("movements", "seated-side-bend")[1]


def test_what_is_not_said_of_one_s_own_leaves_no_gap(run: Run, own: Path) -> None:
    whole = shipped("seated-side-bend")
    without = "".join(line for line in whole.splitlines(keepends=True) if not line.startswith("range = "))
    assert without != whole
    written(own, "movements/my-bend.toml", without)
    heading = run("movements", "my-bend")[1].splitlines()[1]
    assert heading.startswith("Seated · ")
    assert heading.count("·") == 1


def test_a_movement_without_sides_and_one_in_turn(run: Run) -> None:
    assert "Sides:" not in run("movements", "walk-break")[1]
    assert "Sides: in turn: knees drop to one side" in run("movements", "knee-rolls")[1]


def test_a_routine_in_full(run: Run) -> None:
    code, out, _err = run("routines", "doorway-relief-3m")
    assert code == 0
    assert (
        "Before each part, 6 s to get ready:\n1. Stand and shift: 20 s\n2. Doorway QL stretch, sore side: 20 s" in out
    )
    assert "5. Walk break: 1 min 10 s" in out
    assert "How often: as needed" in out


@pytest.mark.parametrize("id", sorted(library(CONFIG).routines))
def test_a_routine_names_its_articles_and_speaks_to_its_reader(run: Run, id: str) -> None:
    heads, _, sources = run("routines", id)[1].partition("\nSources:\n")
    assert sources
    assert all(re.match(r"- the article 00\d_[0-9a-f]{16}\.txt: \S", line) for line in sources.splitlines())
    assert re.search("^When: .*[.]$", heads, re.MULTILINE)
    assert not re.search(r"\b(user|offer|offered|slot|hidden)\b", heads)


def test_what_one_s_own_is_built_on_is_as_it_is_written(run: Run, own: Path) -> None:
    written(own, "routines/mine.toml", 'seed_basis = ["999: nobody", "my teacher"]\n' + SAFE_ROUTINE)
    assert run("routines", "mine")[1].endswith("\nSources:\n- 999: nobody\n- my teacher\n")


def test_for_programs(run: Run) -> None:
    listed = json.loads(run("movements", "--json")[1])
    assert [entry["id"] for entry in listed] == sorted(entry["id"] for entry in listed)
    assert len(listed) == 36
    assert set(listed[0]) == {"id", "name", "context", "kind", "family", "level", "sides", "seconds"}
    movement = json.loads(run("movements", "open-book", "--json")[1])
    assert movement["dose"]["seconds_total"] == 48
    assert movement["animation"]["frames"][0]["pose"]["thigh_l"] >= 0
    assert movement["contraindications"]["withhold"]
    assert movement["sources"]
    assert len(json.loads(run("routines", "--json")[1])) == 14
    routine = json.loads(run("routines", "butt-walk-programme", "--json")[1])
    assert [item["side"] for item in routine["items"]][:2] == ["both", "alternate"]
    assert routine["blocked_for"]


@pytest.mark.parametrize("command", ["movements", "routines"])
@pytest.mark.parametrize("id", ["seated-side-bent", "../../etc/passwd", "x" * 9999, "\x1b[31m"])
def test_what_is_not_there_is_told_in_two_lines(run: Run, command: str, id: str) -> None:
    code, out, err = run(command, id)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert f"deskbreak {command}" in err
    assert len(err) < 300
    assert "\x1b" not in err


def test_what_is_ones_own_is_shown(run: Run, own: Path) -> None:
    written(own, "movements/my-bend.toml", edited("seated-side-bend", {"name": '"My bend"'}))
    written(own, "routines/mine.toml", SAFE_ROUTINE)
    assert "my-bend" in run("movements")[1]
    assert "My bend (my-bend)" in run("movements", "my-bend")[1]
    assert "A moment up" in run("routines", "mine")[1]


def test_check(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("library", "check") == (0, "No mistakes.\n", "")
    written(own, "movements/bad.toml", edited("cat-cow", {"level": "9"}))
    code, out, err = run("library", "check")
    assert (code, out) == (1, "movements/bad.toml: level: 9 is not between 1 and 3. [numbers]\n")
    assert err.splitlines()[0] == "There are mistakes in 1 file."
    assert run("library", "check", str(own)) == (code, out, err)
    assert run("movements")[2] == "1 file of yours is left out: deskbreak library check tells why.\n"
    good = written(tmp_path, "movements/good.toml", shipped("cat-cow"))
    assert run("library", "check", str(good)) == (0, "No mistakes.\n", "")
    code, out, err = run("library", "check", str(tmp_path / "config"))
    assert (code, out, len(err.splitlines())) == (1, "", 2)
    assert run("library", "check", "/does/not/exist")[0] == 2
