"""Windows of a program of ours, under a real window manager."""

from __future__ import annotations

import struct
import subprocess
from typing import Any

from deskbreak.desktop.x11 import X11
from tests.desktop.screen import Desktop
from tests.desktop.turning import Turning

CREATE_WINDOW, DESTROY_WINDOW, MAP_WINDOW, CHANGE_PROPERTY, SEND_EVENT = 1, 4, 8, 18, 25
CLIENT_MESSAGE, WM_CLASS, STRING = 33, 67, 31
REDIRECT_AND_NOTIFY = (1 << 20) | (1 << 19)
OFF, ON = 0, 1


class Client:
    """`Source` of the loop by its connection."""

    def __init__(self, desktop: Desktop, turning: Turning) -> None:
        self.desktop = desktop
        self.turning = turning
        self.x = X11(desktop.env)
        turning.loop.add(self.x)
        found: list[dict[str, int]] = []
        names = ("_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "_NET_ACTIVE_WINDOW")
        self.x.atoms(names, found.append)
        turning.until(lambda: found)
        self.atoms = found[0]

    def open(self, instance: str, kind: str) -> int:
        """A window of so named a program, in front when this returns."""
        window = self.x.new_id()
        geometry = struct.pack("<hhHHHHI", 10, 10, 200, 100, 0, 1, 0)
        self.x.send(CREATE_WINDOW, 0, struct.pack("<II", window, self.x.root) + geometry + struct.pack("<I", 0))
        self.names(window, instance, kind)
        self.x.send(MAP_WINDOW, 0, struct.pack("<I", window))
        self.raise_(window)
        return window

    def names(self, window: int, *names: str) -> None:
        data = b"".join(name.encode() + b"\0" for name in names)
        self.x.send(CHANGE_PROPERTY, 0, struct.pack("<IIIB3xI", window, WM_CLASS, STRING, 8, len(data)) + data)

    def raise_(self, window: int) -> None:
        """Have the window manager put it in front."""
        self._ask(window, "_NET_ACTIVE_WINDOW", 2, 0, 0)
        self.desktop.wait_for("the window in front", lambda: self._sync() and self.active() == window)

    def fill(self, window: int, how: int = ON) -> None:
        """Have the window manager make it fill the screen, or no more."""
        self._ask(window, "_NET_WM_STATE", how, self.atoms["_NET_WM_STATE_FULLSCREEN"], 0, 1)

    def shut(self, window: int) -> None:
        self.x.send(DESTROY_WINDOW, 0, struct.pack("<I", window))

    def active(self) -> int:
        done = subprocess.run(
            ["xdotool", "getactivewindow"], env=self.desktop.env, capture_output=True, text=True, check=False
        )
        return int(done.stdout or 0)

    def close(self) -> None:
        self.turning.loop.remove(self.x)
        self.x.close()

    def _ask(self, window: int, what: str, *data: int) -> None:
        values = struct.pack("<5I", *(*data, 0, 0, 0, 0, 0)[:5])
        event = struct.pack("<BBHII", CLIENT_MESSAGE, 32, 0, window, self.atoms[what]) + values
        self.x.send(SEND_EVENT, 0, struct.pack("<II", self.x.root, REDIRECT_AND_NOTIFY) + event)

    def _sync(self) -> bool:
        told: list[Any] = []
        self.x.pointer(told.append)
        self.turning.until(lambda: told)
        return True
