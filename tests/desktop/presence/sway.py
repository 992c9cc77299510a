"""A real sway without a screen, and a hand at its mouse."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deskbreak.desktop.wayland import Wayland
from tests.desktop.processes import poll
from tests.desktop.turning import Turning

CONFIG = "xwayland disable\n"
POINTERS = "zwlr_virtual_pointer_manager_v1"
CREATE, MOTION, FRAME = 0, 0, 4
"""Requests: of what makes pointers, and of a pointer."""


class Sway:
    """`environment` is what a program needs to find it."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], display: str) -> None:
        self._folder = folder
        self._process = process
        self.environment = {
            "XDG_SESSION_TYPE": "wayland",
            "XDG_RUNTIME_DIR": str(folder),
            "WAYLAND_DISPLAY": display,
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
        }

    def tell(self, *words: str) -> None:
        """Give it a command of its settings."""
        sockets = list(self._folder.glob("sway-ipc.*.sock"))
        subprocess.run(["swaymsg", "-q", "-s", sockets[0], "--", *words], env=self.environment, timeout=10, check=True)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)


class Hand:
    """Moves a mouse of its own at one of the seats, the first of which is 0."""

    def __init__(self, turning: Turning, sway: Sway, seat: int = 0) -> None:
        self._turning = turning
        self._wayland = Wayland(sway.environment)
        self._pointer = 0
        self._wayland.on_offers = lambda: self._take(seat)
        turning.loop.add(self._wayland)
        turning.until(lambda: self._pointer)

    def _take(self, seat: int) -> None:
        offers = self._wayland.offers
        place = self._wayland.bind("wl_seat", sorted(offers["wl_seat"])[seat], 1)
        maker = self._wayland.bind(POINTERS, *offers[POINTERS].popitem())
        self._pointer = self._wayland.new(lambda _event, _body: None)
        self._wayland.send(maker, CREATE, struct.pack("=II", place, self._pointer))

    def moves(self) -> None:
        """By ten pixels to the right."""
        self._wayland.send(self._pointer, MOTION, struct.pack("=Iii", 0, 10 << 8, 0))
        self._wayland.send(self._pointer, FRAME, b"")

    def close(self) -> None:
        self._turning.loop.remove(self._wayland)
        self._wayland.close()


@contextmanager
def sway() -> Iterator[Sway]:
    # Not under $TMPDIR, which may be deep: the address of a socket holds 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="sway-", dir="/tmp"))
    (folder / "config").write_text(CONFIG, encoding="utf-8")
    argv = ["sway", "-c", str(folder / "config")]
    if os.getuid() == 0:
        # It refuses to run as root: there it is somebody else in a namespace of its own.
        argv = ["unshare", "--user", "--map-user=1000", "--map-group=1000", *argv]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(argv, env=environment, stdout=log, stderr=log, start_new_session=True)

    def displays() -> list[Path]:
        return [path for path in folder.glob("wayland-*") if path.is_socket()]

    try:
        found = poll(lambda: process.poll() is not None or displays(), 20)
        assert isinstance(found, list), (folder / "log").read_text(encoding="utf-8")
        yield Sway(folder, process, found[0].name)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder)
