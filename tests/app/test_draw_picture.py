"""The program that draws the pictures of notices, run as it is run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from deskbreak import places
from deskbreak.app import draw_picture
from deskbreak.app.child import argv, environment_of
from deskbreak.desktop.notify import picture as files_of
from deskbreak.desktop.notify.picture import is_drawn, png

SHIPPED = places.shipped("config") / "movements"


def draws(picture: Path, file: Path = SHIPPED / "standing-ql-stretch.toml", side: str | None = "left") -> int:
    """The exit code of it."""
    job = {"file": str(file), "target": ["quadratus lumborum"], "side": side, "picture": str(picture)}
    done = subprocess.run(
        argv("deskbreak.app.draw_picture"), input=json.dumps(job).encode(), env=environment_of(os.environ),
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "standing-ql-stretch.left.12345678"


def test_every_size_is_drawn_and_for_the_user_alone(picture: Path) -> None:
    assert draws(picture) == 0
    assert is_drawn(picture)
    found = sorted(picture.parent.iterdir())
    assert found == sorted(files_of.files(picture))
    assert {file.stat().st_mode & 0o777 for file in found} == {0o600}
    assert picture.parent.stat().st_mode & 0o777 == 0o700


def test_elsewhere_it_is_a_png(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    picture = tmp_path / "stand-and-shift.both.12345678"
    draw_picture._draw({"file": str(SHIPPED / "stand-and-shift.toml"), "target": [], "side": None}, picture)
    assert is_drawn(picture)
    file = png(picture)
    assert file is not None
    with Image.open(file) as drawn:
        assert (drawn.size, drawn.mode) == ((files_of.TOAST, files_of.TOAST), "RGBA")


def test_what_it_takes_the_place_of_goes_and_the_rest_stays(picture: Path) -> None:
    picture.parent.mkdir()
    others = ["standing-ql-stretch.right.11111111.48.rgba", "standing-ql.left.11111111.48.rgba"]
    for name in [*others, "standing-ql-stretch.left.11111111.48.rgba"]:
        (picture.parent / name).write_bytes(b"x")
    assert draws(picture) == 0
    kept = {file.name for file in picture.parent.iterdir()} - {file.name for file in files_of.files(picture)}
    assert kept == set(others)


def test_the_oldest_go_where_there_is_too_much(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_picture, "MOST_BYTES", 3000)
    picture.parent.mkdir()
    for age in range(5):
        file = picture.parent / f"{age}.left.11111111.48.rgba"
        file.write_bytes(bytes(1000))
        os.utime(file, (1_700_000_000 - age,) * 2)
    draw_picture._tidy(picture)
    assert sorted(file.name[0] for file in picture.parent.iterdir()) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('view = "front"', 'view = "inside out"'),
        ("lumbar = ", "lumbar = nan # "),
        ("lumbar = ", "lumbar = 1e308 # "),
        ("[[animation.frames]]", "[[animation.no_frames]]"),
    ],
)
def test_what_cannot_be_drawn_leaves_nothing(tmp_path: Path, picture: Path, before: str, after: str) -> None:
    file = tmp_path / "own.toml"
    text = (SHIPPED / "standing-ql-stretch.toml").read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert draws(picture, file) != 0 or is_drawn(picture)
    left = list(picture.parent.iterdir()) if picture.parent.exists() else []
    assert not [file for file in left if file not in files_of.files(picture)]


def test_one_that_never_ends_is_ended_by_the_system() -> None:
    """Also when nobody is left to do it."""
    code = "from deskbreak.app import draw_picture as it; it.MOST_SECONDS = 1; it._give_way()\nwhile True: pass"
    env = environment_of(os.environ)
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, timeout=60)
    assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


def test_a_file_that_cannot_be_written_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert draws(tmp_path / "cache" / "one.left.12345678") != 0
