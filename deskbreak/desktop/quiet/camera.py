"""Whether a program holds a camera open, by what the kernel tells of our own processes.

Not the whole truth, and off by default for that. A program that gets the picture through PipeWire (by the camera
portal, as in a sandbox) is not seen: the camera is then PipeWire's. WirePlumber opens cameras without using them, so
those two never count. Other users' programs cannot be looked at.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

from deskbreak.desktop.quiet.called import called, file_of
from deskbreak.desktop.quiet.opens import Opens
from deskbreak.desktop.quiet.telling import Telling
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, TellHolders
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
"""By the program's file, or its name as the kernel knows it, and why it says nothing of a call."""
APART = 2.0
"""Seconds between two looks, at least: each goes through all open files, and some programs try every camera at once."""
RUNS_OTHERS = re.compile(r"python.*|perl.*|ruby.*|node|gjs.*|java|mono.*|wine.*")
"""Files that say nothing: the program is what they run, and the kernel knows its name."""


class Camera:
    """The `QuietSignal` of a call that is seen; also a `Timed`."""

    name = "camera"

    def __init__(
        self, loop: Loop, tell: TellHolders, devices: Path = Path("/dev"), processes: Path = Path("/proc")
    ) -> None:
        """Unavailable, with the reason, where there is no camera or nothing tells who uses it."""
        self._loop = loop
        self._telling = Telling(tell)
        self._folder = devices
        self._processes = processes
        self._devices: list[Path] = []
        self._opens: Opens | None = None
        self._looked_at = 0.0
        self.deadline: float | None = None
        if not self._cameras():
            raise Unavailable(_("no camera"))
        if not (processes / "self/fd").is_dir():
            raise Unavailable(_("nothing tells which program uses the camera"))

    def begin(self) -> None:
        """Tell who holds a camera, and go on telling."""
        self.end()
        self._telling.begin()
        self._loop.add_timed(self)
        # Anew each time: cameras are plugged in and pulled out.
        self._devices = self._cameras()
        try:
            # Before the first look: nothing may happen between.
            self._opens = Opens(self._devices, self._look_soon)
            self._loop.add(self._opens)
        except OSError as error:
            log.info("the camera is looked at once only: %s", error)
        self._look()

    def end(self) -> None:
        """Watch no more."""
        if self._telling.on:
            self._loop.remove_timed(self)
        self._telling.end()
        self.deadline = None
        if self._opens is not None:
            self._loop.remove(self._opens)
            self._opens.close()
            self._opens = None

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def on_time(self, _now: float) -> None:
        """Something was opened or closed, and the last look is long enough ago."""
        self._look()

    def _cameras(self) -> list[Path]:
        return sorted(self._folder.glob("video*"))

    def _look_soon(self) -> None:
        self.deadline = max(self._loop.clock.now(), self._looked_at + APART)

    def _look(self) -> None:
        self._looked_at, self.deadline = self._loop.clock.now(), None
        self._telling.say(holders(self._devices, self._processes))


def holders(devices: list[Path], processes: Path) -> Holders:
    """The programs of ours that hold one of these open, by the names that people know."""
    wanted = {str(device) for device in devices}
    found = [
        _names(process)
        for process in processes.iterdir()
        if process.name.isdecimal() and not wanted.isdisjoint(_open_files(process))
    ]
    return frozenset(called(best) for best, *others in found if NOT_A_CALL.keys().isdisjoint((best, *others)))


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


def _names(process: Path) -> tuple[str, ...]:
    """The best first. The kernel's own is cut at 15 bytes, and of Firefox it is that of a thread: GeckoMain."""
    try:
        known_as = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
        file = file_of(os.readlink(process / "exe").removesuffix(" (deleted)"))
    except OSError:
        return ("",)
    return (known_as,) if RUNS_OTHERS.fullmatch(file) else (file, known_as)
