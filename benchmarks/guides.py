"""200 guides in a row, through the program as it is, on a desktop: their windows leave nothing behind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Set
from contextlib import closing, suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from Xlib.display import Display

from deskbreak.app.remote import ask

from . import procfs
from .desk import Desk, desk
from .figures import Budget, Row, Section
from .paints import windows
from .programs import DESKBREAK

LOOKS = (20, 70, 120, 170, 220)
"""After so many guides it is looked at what there is; the first ones warm up."""
MOVEMENTS = ("standing-ql-stretch", "seated-cat-cow", "stand-side-bend-30s")
PATIENCE = 20.0  # seconds that a window may take to come or to go
TEMPORARY = (Path("/tmp"), Path("/dev/shm"))
NOTHING = Budget("no growth", 0)
BUDGETS = (
    ("of the resident program: memory of its own (anonymous), KiB", Budget("no growth (256: as a heap goes)", 256)),
    ("of the resident program: threads", NOTHING),
    ("of the resident program: file descriptors", NOTHING),
    ("processes", NOTHING),
    ("files outside the history", NOTHING),
    ("pieces of shared memory", NOTHING),
)


@dataclass(frozen=True)
class Left:
    """What there is while no window is open, in the order of the budgets."""

    own_kib: int
    threads: int
    descriptors: int
    processes: int
    files: int
    shared: int


def measure() -> Section:
    """Begins movements and routines in turn, each stopped as soon as its window is seen."""
    with desk() as place, closing(Display(place.display)) as screen:
        pid = place.processes.spawn("deskbreak", (DESKBREAK, "run")).pid
        socket = Path(place.processes.env["XDG_RUNTIME_DIR"], "deskbreak", "deskbreak.sock")
        _wait(place, "deskbreak", lambda: _status(socket))
        others = windows(screen).keys()
        found: list[tuple[int, ...]] = []
        for number in range(1, LOOKS[-1] + 1):
            _one(place, screen, socket, MOVEMENTS[number % len(MOVEMENTS)], others)
            if number in LOOKS:
                found.append(astuple(_left(place, pid)))
    rows, notes = [], ["windows that were seen, one after the other, each of a process of its own"]
    for (name, budget), values in zip(BUDGETS, zip(*found, strict=True), strict=True):
        rows.append(Row(name, [values[-1] - values[0]], budget))
        notes.append(f"{name}: " + ", ".join(f"{value} after {n}" for n, value in zip(LOOKS, values, strict=True)))
    return Section(f"{LOOKS[-1] - LOOKS[0]} guides in a row, after {LOOKS[0]} to warm up: growth", rows, notes=notes)


def _one(place: Desk, screen: Display, socket: Path, movement: str, others: Set[int]) -> None:
    """A guide whose window is seen, and is gone again."""
    _told(socket, {"do": "start", "movement": movement, "noted": True})
    _wait(place, "the window", lambda: windows(screen).keys() - others)
    seen = windows(screen).keys() - others
    _told(socket, {"do": "stop"})
    # One that ended and that nobody asked about is still in there.
    _wait(place, "its end", lambda: not any((procfs.PROC / str(pid)).exists() for pid in seen))


def _left(place: Desk, pid: int) -> Left:
    places = (*TEMPORARY, place.processes.folder / "run")
    return Left(
        procfs.pss_and_own(pid)[1],
        procfs.count(pid, "task"),
        procfs.count(pid, "fd"),
        len(place.processes.pids()),
        sum(len(files) for folder in places for _path, _folders, files in os.walk(folder)),
        len(Path("/proc/sysvipc/shm").read_text().splitlines()) - 1,
    )


def _told(socket: Path, request: dict[str, object]) -> None:
    reply = ask(socket, request)
    if not reply["ok"]:
        raise RuntimeError(f"{request} is refused: {reply}")


def _status(socket: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        return ask(socket, {"do": "status"})
    return {}


def _wait(place: Desk, what: str, is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} does not come: {place.processes.last_words('deskbreak')}")
        time.sleep(0.05)
