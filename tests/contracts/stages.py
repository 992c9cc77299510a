"""Notification services as somebody has them before his eyes: all fakes, and those that run here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from deskbreak.desktop.notify.service import NAME
from tests.contracts.conftest import Wire, require
from tests.contracts.notification_server import FakeServer, Habits
from tests.desktop.conftest import require_programs
from tests.desktop.looking import Box, changed, standing_out
from tests.desktop.screen import HEIGHT, NOTIFYD, WIDTH, Desktop

LEAST = 2000
"""Pixels; smaller things on an empty screen are no notice."""
EVERYTHING = Box(0, 0, WIDTH, HEIGHT)


class Stage(Protocol):
    """A service and its screen."""

    wire: Wire

    def begin(self) -> None: ...
    def crash(self) -> None: ...
    def hang(self) -> None: ...
    def go_on(self) -> None: ...
    def notices(self) -> int:
        """How many are on the screen."""

    def press(self, button: int) -> None:
        """The way somebody does it there."""

    def click(self) -> None:
        """What does the action of the notice itself there; where nothing does, its first button."""


class FakeStage:
    """A service that only keeps what it is sent."""

    def __init__(self, wire: Wire, habits: Habits) -> None:
        self.wire = wire
        self._habits = habits
        self.server: FakeServer

    def begin(self) -> None:
        self.server = FakeServer(self.wire, self._habits)

    def crash(self) -> None:
        self.server.screen.clear()
        self.server.crash()

    def hang(self) -> None:
        self.server.hang()

    def go_on(self) -> None:
        self.server.go_on()

    def notices(self) -> int:
        return len(self.server.screen)

    def press(self, button: int) -> None:
        shown = self.server.only
        own = [key for key in shown.keys if key.startswith(f"{button}:")]
        self.server.invoke(own[0])

    def click(self) -> None:
        keys = self.server.only.keys
        self.server.invoke("default" if "default" in keys else keys[0])


class RealStage:
    """A service that draws, on a virtual screen with nothing else on it."""

    program: str
    """What the desktop calls it."""

    def __init__(self, wire: Wire, desktop: Desktop) -> None:
        self.wire = wire
        self.desktop = desktop
        self.bare = desktop.still()

    def hang(self) -> None:
        self.desktop.freeze(self.program)

    def go_on(self) -> None:
        self.desktop.thaw(self.program)

    def notices(self) -> int:
        patches = standing_out(self.desktop.screenshot(), EVERYTHING)
        return sum(patch.box.width * patch.box.height > LEAST and patch.box != EVERYTHING for patch in patches)

    def notice(self) -> Box:
        """Where it is, at rest."""
        found = changed(self.bare, self.desktop.still())
        assert found
        return found


class XfceStage(RealStage):
    """xfce4-notifyd: buttons."""

    program = NOTIFYD

    def begin(self) -> None:
        self.desktop.start_notifyd()

    def crash(self) -> None:
        self.desktop.kill_notifyd()

    def press(self, button: int) -> None:
        self.desktop.click(*self.desktop.buttons(self.notice())[button].centre)
        self.desktop.park()

    def click(self) -> None:
        self.press(0)


class DunstStage(RealStage):
    """dunst: no buttons, but a menu by the program that its settings name; here one that chooses by itself."""

    program = "dunst"

    def __init__(self, wire: Wire, desktop: Desktop) -> None:
        super().__init__(wire, desktop)
        folder = Path(desktop.env["XDG_CONFIG_HOME"]) / "dunst"
        folder.mkdir()
        self._chosen, menu = folder / "chosen", folder / "menu"
        menu.write_text(f"#!/bin/sh\ngrep -f {self._chosen}\n", encoding="utf-8")
        menu.chmod(0o700)
        (folder / "dunstrc").write_text(f"[global]\ndmenu = {menu}\n", encoding="utf-8")

    def begin(self) -> None:
        self.desktop.start_program(self.program, ["dunst"], NAME)

    def crash(self) -> None:
        self.desktop.kill_program(self.program, NAME)

    def press(self, button: int) -> None:
        # Each line of the menu ends in the id and the key of its action.
        self._chosen.write_text(f",{button}:\n", encoding="ascii")
        self.desktop.bus_call(NAME, "/org/freedesktop/Notifications", "org.dunstproject.cmd0.ContextMenuCall")

    def click(self) -> None:
        self.desktop.click(*self.notice().centre, button=2)
        self.desktop.park()


@contextmanager
def real_stage(kind: type[XfceStage] | type[DunstStage], monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """One of them on a desktop of its own, on whose bus we are, too."""
    require_programs()
    if kind is DunstStage:
        require("dunst", "dunst")
    with Desktop(panel=False, notifyd=False) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        wire = Wire()
        try:
            yield kind(wire, desktop)
        finally:
            wire.close()
