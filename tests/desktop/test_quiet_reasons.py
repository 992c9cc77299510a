"""What holds a reminder back, and what it is called meanwhile and afterwards: talks, cameras, programs in front."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.contracts.conftest import Wire
from tests.desktop.quiet.test_film import IDLE, Gnome
from tests.desktop.quiet.windows import Client
from tests.desktop.turning import Turning

from .running import SETTLE, SOON, Running
from .screen import Desktop
from .test_tray import sets

pytestmark = pytest.mark.desktop

PRESENTS = ("xfce4-power-manager", "/xfce4-power-manager/presentation-mode", "bool")


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


def test_a_talk(desktop: Desktop, wire: Wire) -> None:
    """The switch of Xfce, which is real, and then a program of the session."""
    gnome = Gnome(wire)
    sets(desktop, *PRESENTS, "true")
    running = Running(desktop, SOON, SETTLE)
    running.between = wire.settle
    running.wait_reasons("presentation")
    running.wait_phase("deferred")
    gnome.adds(1, "libreoffice-impress", IDLE)
    sets(desktop, *PRESENTS, "false")
    running.wait("the program", lambda: "LibreOffice" in running.said())
    assert running.told()["phase"] == "deferred"
    gnome.removes(1)
    running.wait_phase("prompted")
    assert running.decisions() == ["deferred", "prompted"]
    running.quit()


def test_a_program_of_ones_own_list_and_then_a_camera(desktop: Desktop) -> None:
    """A real window; files that are called like cameras, and a real program that holds one open."""
    turning = Turning()
    client = Client(desktop, turning)
    window = client.open("anki", "Anki")
    devices = desktop.folder / "dev"
    devices.mkdir()
    (devices / "video0").touch()
    zoom = Path(shutil.copy(shutil.which("tail") or "tail", devices / "zoom"))
    running = Running(desktop, SOON, SETTLE, f"cameras={devices}", settings='[quiet]\ncamera = true\napps = ["anki"]\n')
    running.wait_phase("deferred")
    assert running.told()["reasons"] == ["apps"]
    assert "Held back: Anki " in running.said()
    call = desktop.spawn([zoom, "-f", devices / "video0"])
    running.wait_reasons("apps", "camera")
    client.shut(window)
    turning.until(lambda: running.told()["reasons"] == ["camera"])
    assert "Held back: Zoom has used the camera since " in running.said()
    desktop.end(call)
    running.wait_phase("prompted")
    assert running.decisions() == ["deferred", "prompted"]
    running.quit()
    client.close()
    turning.close()
