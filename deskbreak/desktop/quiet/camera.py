"""Whether a program holds a camera open, by what the kernel tells of our own processes.

Not the whole truth, and off by default for that. A program that gets the picture through PipeWire (by the camera
portal, as in a sandbox) is not seen: the camera is then PipeWire's. WirePlumber opens cameras without using them, so
those two never count. Other users' programs cannot be looked at.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from deskbreak.desktop.quiet.called import called
from deskbreak.desktop.quiet.opens import Opens
from deskbreak.desktop.quiet.telling import Telling
from deskbreak.ports import Holders, Loop, TellHolders, Unavailable
from deskbreak.words import _

log = logging.getLogger(__name__)

NOT_A_CALL = {
    "wireplumber": "opens every camera to see what it is",
    "pipewire": "holds it for others",
    "v4l2-relayd": "holds it for others",
    "droidcam": "is the camera",
    "droidcam-cli": "is the camera",
    "cameractrlsd": "keeps settings",
    "motion": "watches a room",
}
"""By the program's name as the kernel knows it, and why it says nothing of a call."""


class Camera:
    """The `QuietSignal` of a call that is seen."""

    name = "camera"

    def __init__(
        self, loop: Loop, tell: TellHolders, devices: Path = Path("/dev"), processes: Path = Path("/proc")
    ) -> None:
        """Unavailable, with the reason, where there is no camera or nothing tells who uses it."""
        self._loop = loop
        self._telling = Telling(tell)
        self._processes = processes
        self._devices = sorted(devices.glob("video*"))
        self._opens: Opens | None = None
        if not self._devices:
            raise Unavailable(_("no camera"))
        if not (processes / "self/fd").is_dir():
            raise Unavailable(_("nothing tells which program uses the camera"))

    def begin(self) -> None:
        """Tell who holds a camera, and go on telling."""
        self.end()
        self._telling.begin()
        try:
            # Before the first look: nothing may happen between.
            self._opens = Opens(self._devices, self._look)
            self._loop.add(self._opens)
        except OSError as error:
            log.info("the camera is looked at once only: %s", error)
        self._look()

    def end(self) -> None:
        """Watch no more."""
        self._telling.end()
        if self._opens is not None:
            self._loop.remove(self._opens)
            self._opens.close()
            self._opens = None

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def _look(self) -> None:
        self._telling.say(holders(self._devices, self._processes))


def holders(devices: list[Path], processes: Path) -> Holders:
    """The programs of ours that hold one of these open, by the names that people know."""
    wanted = {str(device) for device in devices}
    names = {
        _name(process)
        for process in processes.iterdir()
        if process.name.isdecimal() and not wanted.isdisjoint(_open_files(process))
    }
    return frozenset(called(name) for name in names if name not in NOT_A_CALL)


def _open_files(process: Path) -> Iterator[str]:
    try:
        entries = os.scandir(process / "fd")
    except OSError:
        return  # Gone meanwhile, or somebody else's.
    with entries:
        for entry in entries:
            try:
                yield os.readlink(entry.path)
            except OSError:
                continue  # Closed meanwhile.


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
