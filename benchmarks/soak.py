"""1,000 reminders in a row, answered in every way: what the program holds must not grow with them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import closing
from dataclasses import astuple, dataclass
from itertools import cycle

from . import procfs
from .far_side import FarSide, Seen
from .figures import Budget, Row, Section
from .place import place, start_bus
from .processes import Processes
from .programs import RESIDENT

# In the first one and a half thousand the heap and SQLite's page cache fill up, by one and a half mebibytes, the last
# half of one in a single step; three and a half thousand more add a twentieth of one.
LOOKS = (2000, 2300, 2700, 3000)
LOOKED_AT = 10  # reminders up to each of these; the least counts, for what comes and goes is no growth
INTERVAL = 0.05
PATIENCE = 20.0  # seconds that a reminder may take to come
# Above a quarter of a kibibyte a reminder, something is kept for each.
BUDGETS = (
    ("PSS, KiB", None),
    ("of it memory of its own (anonymous), KiB", Budget("no growth (256: what a heap gives and takes)", 256)),
    ("threads", Budget("no growth", 0)),
    ("file descriptors", Budget("no growth", 0)),
    ("child processes", Budget("no growth", 0)),
)
PUT_AWAY, NOTHING = -1, -2
# What is done, in turn, about a reminder (start, later or "I did it", skip, …) and about the movement that a start
# leads to ("I did it", stop): the number of a button, or one of the above. They are told apart by their buttons.
REMINDER, MOVEMENT = 3, 2
ANSWERS = {REMINDER: (0, 1, 2, PUT_AWAY, NOTHING), MOVEMENT: (0, 1)}


@dataclass(frozen=True)
class Held:
    """What the program holds at one moment, in the order of the budgets."""

    pss_kib: int
    own_kib: int
    threads: int
    descriptors: int
    children: int


def measure() -> Section:
    """Answers one reminder after the other, and looks at what the program holds now and then."""
    with place() as processes:
        address = processes.env["DBUS_SESSION_BUS_ADDRESS"] = start_bus(processes, "session")
        with closing(FarSide(address)) as far_side:
            others = processes.pids()
            pid = processes.spawn("deskbreak", (*RESIDENT, str(INTERVAL))).pid
            near: dict[int, list[tuple[int, ...]]] = {look: [] for look in LOOKS}
            for number in _reminders(far_side):
                for look in LOOKS:
                    if look - LOOKED_AT < number <= look:
                        near[look].append(astuple(_held(processes, pid, others)))
    held = [[min(values) for values in zip(*looks, strict=True)] for looks in near.values()]
    rows, notes = [], [f"{LOOKS[-1]} reminders, {INTERVAL} s apart at most, answered in each way in turn"]
    for (name, budget), values in zip(BUDGETS, zip(*held, strict=True), strict=True):
        rows.append(Row(name, [values[-1] - values[0]], budget))
        notes.append(
            f"{name}: " + ", ".join(f"{value} after {look}" for look, value in zip(LOOKS, values, strict=True))
        )
    row, before = LOOKS[-1] - LOOKS[0], LOOKS[0]
    return Section(f"{row:,} reminders in a row, after {before:,} to warm up: growth", rows, notes=notes)


def _reminders(far_side: FarSide) -> Iterator[int]:
    """The number of each reminder, after it came and before it is answered."""
    answers = {buttons: cycle(ways) for buttons, ways in ANSWERS.items()}
    number = 0
    while number < LOOKS[-1]:
        seen = far_side.next(PATIENCE)
        if len(seen.buttons) == REMINDER:
            number += 1
            yield number
        _answer(far_side, seen, next(answers[len(seen.buttons)]))


def _answer(far_side: FarSide, seen: Seen, way: int) -> None:
    if way == PUT_AWAY:
        far_side.dismiss(seen)
    elif way != NOTHING:
        far_side.press(seen, seen.buttons[way])


def _held(processes: Processes, pid: int, others: Set[int]) -> Held:
    return Held(
        *procfs.pss_and_own(pid),
        threads=procfs.count(pid, "task"),
        descriptors=procfs.count(pid, "fd"),
        children=len(processes.pids() - others) - 1,
    )
