"""A talk: programs that present, and the real switch of Xfce."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deskbreak.desktop.quiet.presentation import Presentation
from deskbreak.ports.senses import Holders
from tests.contracts.conftest import Wire
from tests.desktop.conftest import require_programs
from tests.desktop.screen import Desktop

from .test_film import Gnome, Kde, Logind

IDLE = 8


def test_who_presents_and_who_shows_a_film(wire: Wire) -> None:
    told: list[Holders] = []
    bus = wire.connect()
    gnome, plasma, logind = Gnome(wire), Kde(wire), Logind(wire)
    logind.lists(("idle", "", "x", "block"))
    gnome.adds(1, "firefox", IDLE)
    Presentation(bus, bus, told.append).begin()
    wire.until(lambda: told == [frozenset()])
    gnome.adds(2, "libreoffice-impress", IDLE)
    wire.until(lambda: told[1:] == [{"LibreOffice"}])
    plasma.lists("okular")
    wire.until(lambda: told[2:] == [{"LibreOffice", "Okular"}])
    gnome.removes(2)
    wire.until(lambda: told[3:] == [{"Okular"}])


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    require_programs()
    with Desktop(panel=False, notifyd=False) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


@pytest.mark.desktop
def test_the_presentation_mode_of_xfce(desktop: Desktop) -> None:
    wire = Wire()
    told: list[Holders] = []
    signal = Presentation(wire.connect(), None, told.append)
    signal.begin()
    wire.until(lambda: told == [frozenset()])
    switch = ("xfconf-query", "-c", "xfce4-power-manager", "-p", "/xfce4-power-manager/presentation-mode")
    desktop.spawn([*switch, "-n", "-t", "bool", "-s", "true"])
    wire.until(lambda: told[1:] == [{"Xfce"}])
    desktop.spawn([*switch, "-s", "false"])
    wire.until(lambda: told[2:] == [frozenset()])
    wire.close()
