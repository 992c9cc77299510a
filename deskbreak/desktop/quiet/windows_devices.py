"""Microphone and camera on Windows, by what its own indicator goes by. Not run there yet; tested beside our registry.

For every program that ever used one, Windows keeps since when it does, and until when: 0 as long as it goes on.
Programs of the Store have a key by their package, all others by their path, with # for each backslash. No page of
Microsoft's has it.

The end is sometimes never written: when the program crashed, or the power went. So what began before the machine did,
or by a program that does not run, counts for nothing. What services use stands in the same place of the machine's own
keys; it is left out, as nobody is in a call by a service, and some listen all day.
"""

# Elsewhere typeshed has nothing in winreg; on Windows the rest of the types is checked all the same.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PureWindowsPath
from typing import Any

from deskbreak.desktop.quiet.polled import PolledSignal
from deskbreak.desktop.quiet.windows_programs import Programs
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
NOT_PACKAGED = "NonPackaged"
ALWAYS_OPEN = re.compile(
    r"(voicemeeter.*|voicemod.*|krisp|nvidia broadcast|nvidia rtx voice|steelseriessonar|obs32|obs64|talon)\.exe"
)
"""Files of programs that filter the microphone for others, show levels, or wait for a spoken command all day."""
SINCE, UNTIL = "LastUsedTimeStart", "LastUsedTimeStop"
PER_SECOND, EPOCH = 10_000_000, 11_644_473_600
"""Of a FILETIME, which counts from the year 1601: ticks in a second, and seconds until 1970."""
AT_START = 60.0
"""Seconds by which the start of the machine may be known wrongly."""


class Uses:
    """Who uses a device now."""

    def __init__(self, device: str, wall: Callable[[], float], programs: Programs) -> None:
        """`device` is named as the store does; `wall` tells seconds since the epoch."""
        self._path = rf"{STORE}\{device}"
        self._wall = wall
        self._programs = programs
        self._ticks: Any = ctypes.WinDLL("kernel32").GetTickCount64
        self._ticks.restype = ctypes.c_ulonglong

    def __call__(self) -> Holders:
        started = self._wall() - self._ticks() / 1000 - AT_START
        families = {name.lower() for name, since in _open_uses(self._path) if since >= started}
        paths = {
            PureWindowsPath(name.replace("#", "\\"))
            for name, since in _open_uses(self._path, NOT_PACKAGED)
            if since >= started and not ALWAYS_OPEN.fullmatch(name.rpartition("#")[2].lower())
        }
        return frozenset(self._packaged(families) | self._others(paths))

    # Mostly there are none, and nobody need be asked what runs.

    def _packaged(self, families: set[str]) -> set[str]:
        running = self._programs.packages() if families else {}
        return {self._programs.name(running[family]) for family in families & running.keys()}

    def _others(self, paths: set[PureWindowsPath]) -> set[str]:
        running = self._programs.running() if paths else frozenset()
        return {self._programs.name(str(path)) for path in paths if path.name.lower() in running}


def microphone(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """The microphone in use."""
    return PolledSignal(loop, "microphone", Uses("microphone", loop.clock.wall, Programs()), tell, on_lost)


def camera(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """The camera in use."""
    return PolledSignal(loop, "camera", Uses("webcam", loop.clock.wall, Programs()), tell, on_lost)


def _open_uses(store: str, within: str = "") -> Iterator[tuple[str, float]]:
    """The keys in there whose use goes on, and since when, in seconds since the epoch."""
    import winreg

    with (
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, store) as device,
        # Before the first program of that kind has asked for the device there is no such folder.
        suppress(FileNotFoundError),
        winreg.OpenKey(device, within) as folder,
    ):
        for place in range(winreg.QueryInfoKey(folder)[0]):
            # Not every key has the times, and one may be removed while we look.
            with suppress(OSError):
                name = winreg.EnumKey(folder, place)
                with winreg.OpenKey(folder, name) as key:
                    since, until = (_number(winreg.QueryValueEx(key, value)[0]) for value in (SINCE, UNTIL))
                if since and not until:
                    yield name, since / PER_SECOND - EPOCH


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
