"""One round of one program on the desktop: start, settle, watch while nothing is asked of it, end."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageGrab

from . import procfs
from .desk import Desk
from .programs import Program
from .tray import Ended

ICON_LIMIT = 30.0  # seconds until a tray icon that has not come is given up


class Failed(Exception):
    """A program that could not be measured, and why."""


@dataclass(frozen=True)
class Sample:
    """What one program cost in one round."""

    pss_kib: int
    alone_kib: int  # PSS as if the benchmark, which runs on the same Python, were not there
    processes: int
    window_s: float
    wakeups: int
    redraws: int  # how often the icon told in the window that it looks otherwise: the panel then reads it
    cpu_s: float
    some_unseen: bool  # threads or children ended in the window: their wake-ups are not in `wakeups`
    others_cpu_s: float  # of the desktop's other processes, in the same window
    icon: str  # "SNI", "XEMBED" or nothing
    icon_after_s: float | None


def prepare(desk: Desk, program: Program) -> None:
    """Settings, and a first start that is not measured: it writes first-run files and warms the page cache."""
    for setting in program.settings:
        desk.processes.run(("gsettings", "set", *setting))
    for name, text in program.files:
        file = desk.home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    before = desk.processes.pids()
    try:
        _start(desk, program)
    finally:
        desk.processes.end(desk.newcomers(before))


def baseline(desk: Desk, settle: float, window: float) -> float:
    """CPU seconds per second that the desktop uses with nothing running on it."""
    desk.passes(settle)
    _, others, seconds = _quiet(desk, set(), desk.processes.pids(), window)
    return others.cpu / 1e9 / seconds


def measure(desk: Desk, program: Program, settle: float, window: float, picture: Path | None) -> Sample:
    """Starts a program, measures it while nothing happens, takes a picture of the screen if asked, and ends it."""
    before = desk.processes.pids()
    try:
        icon, after = _start(desk, program)
        desk.passes(settle)
        own = desk.newcomers(before)
        if not own:
            raise Failed(f"ended while settling: {desk.processes.last_words(program.name)}")
        memory = procfs.memory(own, _files_of_this_process_alone(before))
        desk.watch.redrawn()
        mine, others, seconds = _quiet(desk, own, before, window)
        redraws = desk.watch.redrawn()
        if picture is not None:
            ImageGrab.grab(xdisplay=desk.display).save(picture)
    finally:
        desk.processes.end(desk.newcomers(before))
    return Sample(
        pss_kib=memory.pss,
        alone_kib=memory.alone,
        processes=len(own),
        window_s=seconds,
        wakeups=mine.wakeups,
        redraws=redraws,
        cpu_s=mine.cpu / 1e9,
        some_unseen=mine.partial,
        others_cpu_s=others.cpu / 1e9,
        icon=icon,
        icon_after_s=after,
    )


def _start(desk: Desk, program: Program) -> tuple[str, float | None]:
    """Starts a program and waits for its tray icon: what kind it is and how many seconds after the start it came."""
    desk.watch.forget()
    started = time.monotonic()
    process = desk.processes.spawn(program.name, program.command)
    if not program.has_icon:
        return "", None
    try:
        icon, seen = desk.watch.wait_icon(ICON_LIMIT, process.pid)
    except (Ended, TimeoutError) as error:
        raise Failed(f"no tray icon, {error}: {desk.processes.last_words(program.name)}") from error
    return icon, seen - started


def _files_of_this_process_alone(desktop: set[int]) -> set[str]:
    """What the benchmark maps and the desktop does not: the Python it runs on, and deskbreak probably too."""
    return procfs.mapped_files([os.getpid()]) - procfs.mapped_files(desktop)


def _quiet(desk: Desk, own: set[int], others: set[int], window: float) -> tuple[procfs.Spent, procfs.Spent, float]:
    """What `own` and `others` spent in a window in which nothing happens, and its length in seconds.

    Processes that begin within the window count as own: nobody else begins any.
    """
    start = time.monotonic()
    first = procfs.snapshot(own), procfs.snapshot(others)
    desk.passes(window)
    seconds = time.monotonic() - start
    last = procfs.snapshot(own | desk.newcomers(others)), procfs.snapshot(others)
    return procfs.between(first[0], last[0]), procfs.between(first[1], last[1]), seconds
