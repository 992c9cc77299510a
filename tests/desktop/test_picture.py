"""The picture of a movement in its reminder, as xfce4-notifyd and dunst draw it, on light and on dark."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from deskbreak.figure.inks import inks
from tests.reading import has_read_the_safety_notice

from .conftest import require_programs
from .looking import Box, crop_up
from .screen import NOTIFICATIONS, WIDTH, Desktop
from .test_first_reminder import KEPT, ROOT, sat

pytestmark = pytest.mark.desktop

LIGHT_DUNST = '[urgency_normal]\nbackground = "#f4f4f4"\nforeground = "#202020"\nframe_color = "#a0a0a0"\n'
WORN = ("trousers", "shirt")
NEAR = 24
"""How far a colour may be off and still be the same: services make pictures smaller."""
LEAST = 20
"""Pixels of it, at least."""


@pytest.fixture(params=["xfce-light", "xfce-dark", "dunst-light", "dunst-dark"])
def showing(request: pytest.FixtureRequest) -> Iterator[tuple[str, Desktop]]:
    """The name of a service and of its look, and a desktop that has it."""
    require_programs()
    service, look = request.param.split("-")
    with Desktop(dark=look == "dark", notifyd=False) as desktop:
        if look == "dark":
            desktop.env["GTK_THEME"] = "Adwaita:dark"
        if service == "xfce":
            desktop.start_notifyd()
        else:
            folder = Path(desktop.env["XDG_CONFIG_HOME"]) / "dunst"
            folder.mkdir()
            (folder / "dunstrc").write_text(LIGHT_DUNST if look == "light" else "", encoding="utf-8")
            desktop.start_program("dunst", ["dunst"], NOTIFICATIONS)
        yield request.param, desktop


def reminder(desktop: Desktop, settings: str = "") -> Image.Image:
    """The notice of a reminder that comes in a few seconds."""
    file = Path(desktop.env["XDG_CONFIG_HOME"]) / "deskbreak" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings, encoding="utf-8")
    sat(desktop, 29.9)
    has_read_the_safety_notice(Path(desktop.env["HOME"]))
    before = desktop.still()
    desktop.spawn([sys.executable, "-m", "deskbreak"], PYTHONPATH=str(ROOT))
    notice = desktop.wait_change(before, Box(0, 0, WIDTH, desktop.panel_box.top), seconds=25)
    return crop_up(desktop.screenshot(), notice.grown(4), 2)


def worn(notice: Image.Image) -> set[str]:
    """What of the figure's clothes is to be seen."""
    held = notice.convert("RGB")
    counted = held.getcolors(held.width * held.height) or []
    return {
        name
        for name in WORN
        if sum(count for count, colour in counted if _is_near(colour, inks("light")[name])) >= LEAST
    }


def test_somebody_is_seen_to_do_it(showing: tuple[str, Desktop]) -> None:
    name, desktop = showing
    notice = reminder(desktop)
    KEPT.mkdir(exist_ok=True)
    notice.save(KEPT / f"picture-{name}.png")
    assert worn(notice) == set(WORN)


@pytest.mark.parametrize("settings", ["[notifications]\nprivate = true\n", "[notifications]\npicture = false\n"])
def test_where_it_is_not_wanted_it_is_the_icon(desktop: Desktop, settings: str) -> None:
    assert "trousers" not in worn(reminder(desktop, settings))
    assert not (Path(desktop.env["XDG_CACHE_HOME"]) / "deskbreak").exists()


def _is_near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) <= NEAR for one, other in zip(colour, wanted, strict=True))
