"""What a user gets: content and icons from a wheel, from a wheel built of the sdist, and from a checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from deskbreak import places
from tests.test_terminal import bare_env

ROOT = Path(__file__).parent.parent
NEEDED = {
    "config/settings.toml", "config/messages.toml", "config/safety.toml", "config/movements/standing-ql-stretch.toml",
    "config/routines/gentle-day-2m.toml",
    "sounds/start.wav", "sounds/switch.wav", "sounds/end.wav",
    "icons/deskbreak-64.png", "icons/deskbreak.svg", "py.typed", "locale/de/LC_MESSAGES/deskbreak.mo",
}  # fmt: skip
SHOW = (
    "from deskbreak import places, library; from deskbreak.library.load import movements;"
    "print(places.shipped('config'), len(movements(places.shipped('config'))), places.icon(64).is_file())"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder


def test_the_wheel_has_content_and_icons(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"deskbreak/{name}" for name in NEEDED} <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks")) or name.endswith((".po", ".pot"))]


def test_the_sdist_has_what_a_wheel_and_the_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"icons/deskbreak-64.png", "config/messages.toml", "tests/desk.py", "Makefile", "LICENSE"} <= names
    assert {"deskbreak/locale/deskbreak.pot", "deskbreak/locale/de/LC_MESSAGES/deskbreak.po"} <= names
    assert not [name for name in names if "kept/" in name or name.endswith(".pyc")]


def test_an_installed_wheel_finds_its_content(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == [str(tmp_path / "deskbreak" / "config"), "36", "True"]


def test_an_installed_wheel_speaks_german(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak", "autostart", "--help"], cwd=tmp_path, capture_output=True,
        text=True, check=True, timeout=60, env=bare_env(tmp_path) | {"LANGUAGE": "de", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert "Aufruf: " in done.stdout
    assert "Ob deskbreak bei der Anmeldung startet." in done.stdout


def test_a_checkout_finds_its_content() -> None:
    assert places.shipped("config") == ROOT / "config"
