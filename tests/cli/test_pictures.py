"""`deskbreak movements --sheet`, `--gif` and `--png`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from deskbreak.cli import commands

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def deskbreak(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["deskbreak", *words])
        code = commands.main()
        said = capfd.readouterr()
        return code, said.out, said.err

    return deskbreak


def test_a_sheet_of_all(run: Run, tmp_path: Path) -> None:
    assert run("movements", "--sheet", str(tmp_path / "all.png")) == (0, "", "")
    with Image.open(tmp_path / "all.png") as sheet:
        assert sheet.format == "PNG"
        assert sheet.size == (2401, 2035)


def test_an_untitled_sheet_tells_aside_which_is_which(run: Run, tmp_path: Path) -> None:
    code, out, err = run("movements", "--sheet", str(tmp_path / "all.png"), "--untitled")
    assert (code, err) == (0, "")
    numbers, ids = zip(*(line.split() for line in out.splitlines()), strict=True)
    assert numbers == tuple(str(number) for number in range(1, 37))
    assert list(ids) != sorted(ids)
    assert len(set(ids)) == 36


def test_a_moving_picture_and_a_still(run: Run, tmp_path: Path) -> None:
    one = ("movements", "walk-break", "--gif", str(tmp_path / "one.gif"), "--png", str(tmp_path / "one.png"))
    assert run(*one) == (0, "", "")
    with Image.open(tmp_path / "one.gif") as gif:
        assert gif.format == "GIF"
        assert gif.is_animated  # type: ignore[attr-defined]
        assert gif.info["loop"] == 0
    with Image.open(tmp_path / "one.png") as png:
        assert (png.mode, png.size) == ("RGBA", (360, 360))


def test_the_side_is_asked_for(run: Run, tmp_path: Path) -> None:
    for side in ("left", "right"):
        run("movements", "standing-ql-stretch", "--png", str(tmp_path / f"{side}.png"), "--side", side, "--dark")
    with Image.open(tmp_path / "left.png") as left, Image.open(tmp_path / "right.png") as right:
        assert left.tobytes() == ImageOps.mirror(right).tobytes()


@pytest.mark.parametrize("kind", ["--gif", "--png"])
def test_one_picture_needs_one_movement(run: Run, tmp_path: Path, kind: str) -> None:
    code, _out, err = run("movements", kind, str(tmp_path / "x"))
    assert code == 2
    assert "need the ID of a movement" in err
    assert not (tmp_path / "x").exists()


def test_a_movement_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, _out, err = run("movements", "open-bok", "--gif", str(tmp_path / "x.gif"))
    assert code == 1
    assert "open-book" in err


def test_a_place_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    code, _out, err = run("movements", "open-book", "--png", str(tmp_path / "no" / "x.png"))
    assert code == 1
    assert "cannot be written" in err
