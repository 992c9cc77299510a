"""Reading what processes cost from /proc: memory, wake-ups and CPU time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICK_NS = 1_000_000_000 // os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Memory:
    """Resident memory in KiB: a page that n processes share counts 1/n in `pss`.

    `alone` is the same with the files whole that only the benchmark itself has mapped too, as if it were not there.
    """

    pss: int
    alone: int


@dataclass(frozen=True)
class Snapshot:
    """Counters of some processes at one moment: CPU in ns by pid, voluntary switches by (pid, tid)."""

    cpu: dict[int, int]
    reaped: dict[int, int]
    switches: dict[tuple[int, int], int]


@dataclass(frozen=True)
class Spent:
    """What lies between two snapshots: CPU in ns, wake-ups, and whether some wake-ups could not be seen."""

    cpu: int
    wakeups: int
    partial: bool


def carrying(mark: str) -> set[int]:
    """The processes that have `mark` (NAME=value) in the environment they were started with."""
    wanted = mark.encode()
    return {pid for pid in _numbers(PROC) if wanted in _read(PROC / str(pid) / "environ").split(b"\0")}


def command_name(pid: int) -> str:
    """The kernel's short name of a process, empty when it has ended."""
    return _read(PROC / str(pid) / "comm").decode(errors="replace").strip()


def mapped_files(pids: Iterable[int]) -> set[str]:
    """The files that at least one of these processes has mapped."""
    return {name for pid in pids for name, _, _ in _mappings(pid) if name.startswith("/")}


def memory(pids: Iterable[int], whole: Set[str]) -> Memory:
    """The resident memory of all these processes together; the files named in `whole` are whole in `alone`."""
    mappings = [mapping for pid in pids for mapping in _mappings(pid)]
    return Memory(
        pss=sum(pss for _, pss, _ in mappings),
        alone=sum(rss if name in whole else pss for name, pss, rss in mappings),
    )


def pss_and_own(pid: int) -> tuple[int, int]:
    """The resident memory of one process in KiB, and what of it no file is behind: its heap."""
    lines = (line.split() for line in _read(PROC / str(pid) / "smaps_rollup").decode().splitlines())
    sizes = {key: int(rest[0]) for key, *rest in lines if key in ("Pss:", "Anonymous:")}
    return sizes["Pss:"], sizes["Anonymous:"]


def count(pid: int, of: str) -> int:
    """How many entries a process has in a folder: of threads ("task") or of descriptors ("fd")."""
    return len(_numbers(PROC / str(pid) / of))


def children(pid: int) -> list[int]:
    """The children of a process, also those that ended and that it has not asked about."""
    return [int(number) for number in _read(PROC / str(pid) / "task" / str(pid) / "children").split()]


def snapshot(pids: Iterable[int]) -> Snapshot:
    """The counters of these processes now; those that have ended are left out."""
    cpu: dict[int, int] = {}
    reaped: dict[int, int] = {}
    switches: dict[tuple[int, int], int] = {}
    for pid in pids:
        try:
            cpu[pid] = time.clock_gettime_ns(_cpu_clock(pid))
        except OSError:
            continue
        reaped[pid] = _reaped_ns(pid)
        for tid in _numbers(PROC / str(pid) / "task"):
            switches[pid, tid] = _voluntary_switches(pid, tid)
    return Snapshot(cpu, reaped, switches)


def between(before: Snapshot, after: Snapshot) -> Spent:
    """What was spent from one snapshot to the next.

    CPU of children that ended in between is in their parents' `reaped`, in clock ticks.
    Their wake-ups, and those of threads that ended, are nowhere: the sum is then partial.
    """
    cpu = sum(ns - before.cpu.get(pid, 0) for pid, ns in after.cpu.items())
    reaped = sum(ns - before.reaped.get(pid, 0) for pid, ns in after.reaped.items())
    wakeups = sum(count - before.switches.get(key, 0) for key, count in after.switches.items())
    return Spent(cpu + reaped, wakeups, partial=reaped > 0 or not before.switches.keys() <= after.switches.keys())


def _mappings(pid: int) -> Iterator[tuple[str, int, int]]:
    """Name, PSS and RSS in KiB of each mapping of a process."""
    name, pss, rss = "", 0, 0
    for line in _read(PROC / str(pid) / "smaps").decode(errors="replace").splitlines():
        key, *rest = line.split(maxsplit=5)
        if not key.endswith(":"):  # the head of a mapping: addresses, access, offset, device, inode, name
            name = rest[4] if len(rest) > 4 else ""
        elif key == "Rss:":
            rss = int(rest[0])
        elif key == "Pss:":
            pss = int(rest[0])
            yield name, pss, rss


def _cpu_clock(pid: int) -> int:
    """The clock of a process's CPU time, ended threads included: ns, where /proc/PID/stat has 10 ms ticks.

    This is what clock_getcpuclockid(3) answers on Linux: the inverted pid, and 2 for scheduler time.
    """
    return (~pid << 3) | 2


def _reaped_ns(pid: int) -> int:
    """CPU time of this process's ended children."""
    fields = _read(PROC / str(pid) / "stat").rpartition(b")")[2].split()
    return (int(fields[13]) + int(fields[14])) * TICK_NS if fields else 0


def _voluntary_switches(pid: int, tid: int) -> int:
    for line in _read(PROC / str(pid) / "task" / str(tid) / "status").splitlines():
        if line.startswith(b"voluntary_ctxt_switches:"):
            return int(line.split()[1])
    return 0


def _numbers(folder: Path) -> list[int]:
    try:
        return [int(name) for name in os.listdir(folder) if name.isdigit()]
    except OSError:
        return []


def _read(file: Path) -> bytes:
    """The file's content, empty when its process has ended or is not ours to read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
