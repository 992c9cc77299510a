"""200 guides in a row, through the program as it is, on a desktop: their windows leave nothing behind."""

from __future__ import annotations

import os
from dataclasses import astuple, dataclass
from itertools import cycle
from pathlib import Path

from . import procfs
from .desk import Desk, desk
from .figures import Budget, Row, Section
from .running import Running

LOOKS = (20, 70, 120, 170, 220)
"""After so many guides it is looked at what there is; the first ones warm up."""
MOVEMENTS = ("standing-ql-stretch", "seated-cat-cow", "stand-side-bend-30s")
SHARED = Path("/proc/sysvipc/shm")
CREATOR = 4
"""The column of it that tells who made a piece of shared memory."""
NOTHING = Budget("no growth", 0)
BUDGETS = (
    ("of the resident program: memory of its own (anonymous), KiB", Budget("no growth (256: as a heap goes)", 256)),
    ("of the resident program: threads", NOTHING),
    ("of the resident program: file descriptors", NOTHING),
    ("processes", NOTHING),
    ("files, temporary ones included", NOTHING),
    ("pieces of shared memory of processes that ended", NOTHING),
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
    """Begins movements and a routine in turn, each stopped as soon as its window is seen."""
    with desk() as place:
        temporary = place.processes.folder / "tmp"
        temporary.mkdir()
        place.processes.env["TMPDIR"] = str(temporary)
        running, movements = Running(place), cycle(MOVEMENTS)
        found: list[tuple[int, ...]] = []
        for number in range(1, LOOKS[-1] + 1):
            running.begin(next(movements))
            running.stop()
            if number in LOOKS:
                found.append(astuple(_left(place, running.pid)))
    rows, notes = [], ["windows that were seen, one after the other, each of a process of its own"]
    for (name, budget), values in zip(BUDGETS, zip(*found, strict=True), strict=True):
        rows.append(Row(name, [values[-1] - values[0]], budget))
        notes.append(f"{name}: " + ", ".join(f"{value} after {n}" for n, value in zip(LOOKS, values, strict=True)))
    return Section(f"{LOOKS[-1] - LOOKS[0]} guides in a row, after {LOOKS[0]} to warm up: growth", rows, notes=notes)


def _left(place: Desk, pid: int) -> Left:
    pieces = [line.split() for line in SHARED.read_text().splitlines()[1:]]
    return Left(
        procfs.pss_and_own(pid)[1],
        procfs.count(pid, "task"),
        procfs.count(pid, "fd"),
        len(place.processes.pids()),
        sum(len(files) for _path, _folders, files in os.walk(place.processes.folder)),
        sum(not (procfs.PROC / piece[CREATOR]).exists() for piece in pieces),
    )
