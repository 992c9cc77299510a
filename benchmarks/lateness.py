"""How late a reminder is: from the moment it is due to its arrival at the notification service, on a bus."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

import msgspec

from deskbreak.core.state import State
from deskbreak.history.reader import reading

from .far_side import FarSide
from .figures import Budget, Row, Section
from .place import place, start_bus
from .programs import RESIDENT

REMINDERS = 100
INTERVAL = 0.3
PATIENCE = 20.0  # seconds that a reminder may take to come
BUDGET = Budget("median < 50 ms", 50.0)
FLOOR = "a bare select() of the same intervals"
# Runs beside deskbreak, so that both meet the same machine.
WAITING = f"""
import select, time
for _ in range({REMINDERS}):
    due = time.monotonic() + {INTERVAL}
    select.select([], [], [], {INTERVAL})
    print((time.monotonic() - due) * 1000, flush=True)
"""


def measure() -> Section:
    """Skips one reminder after the other; the next is due one interval after the last was shown."""
    with place() as processes:
        address = processes.env["DBUS_SESSION_BUS_ADDRESS"] = start_bus(processes, "session")
        database = Path(processes.env["XDG_DATA_HOME"], "deskbreak", "history.db")
        with closing(FarSide(address)) as far_side:
            processes.spawn("deskbreak", (*RESIDENT, str(INTERVAL)))
            processes.spawn("select", (sys.executable, "-c", WAITING))
            seen = far_side.next(PATIENCE)
            late = []
            for _ in range(REMINDERS):
                far_side.press(seen, seen.buttons[-1])
                # Not while it is being shown: reading would disturb what is measured.
                far_side.serve(INTERVAL / 2)
                due = _due_at(database)
                seen = far_side.next(PATIENCE)
                late.append((seen.at - due) * 1000)
        floor = [json.loads(line) for line in processes.words("select").split()]
    rows = [Row(FLOOR, floor), Row("deskbreak's reminder at the notification service", late, BUDGET)]
    note = f"{REMINDERS} reminders, one each {INTERVAL} s; waits are asked for in whole ms, rounded up"
    return Section("Lateness of a reminder, ms after it was due", rows, floor=FLOOR, digits=2, notes=(note,))


def _due_at(database: Path) -> float:
    """When the next reminder is due, as deskbreak keeps it for the case that it is killed."""
    with reading(database) as kept:
        saved = kept.saved()
    assert saved is not None
    counts = msgspec.convert(saved.state, State).counts
    (plan,) = counts.plans
    due = counts.due_when(plan)
    assert due is not None
    return due
