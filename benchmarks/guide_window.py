"""What the guide's window costs: from its start to being seen, and while it leads through a movement."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from deskbreak.app.child import argv, environment_of
from deskbreak.app.guide_process import MODULE
from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Side
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.guided import told
from deskbreak.library.load import movements
from deskbreak.places import shipped

from .desk import desk
from .figures import Budget, Row, Section
from .procfs import between, pss_and_own, snapshot

ROUNDS = 15
WATCHED = 4.0  # seconds
MOVING, HELD = "seated-cat-cow", "standing-ql-stretch"
SEEN = Budget("< 600 ms", 600.0)
CPU = Budget("< 15 % of a core", 15.0)
FLOOR = "python -c 'from PySide6 import QtWidgets'"


def measure() -> Section:
    """Each round begins a window anew; the last ones are watched while the figure moves, and while it holds."""
    with desk() as place:
        env = environment_of(place.processes.env)
        floor, seen = [], []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", "from PySide6 import QtWidgets"], env=env, check=True)
            floor.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            with _window(env, MOVING, 0.0):
                seen.append((time.perf_counter() - began) * 1000)
        # Every picture of it is painted once, in the first turns.
        moving, memory = _watched(env, MOVING, after=12.0, settle=8.0)
        held, _memory = _watched(env, HELD, after=10.0, settle=4.0)
    rows = [
        Row(FLOOR, floor),
        Row("from the start of the window to its being seen, ms", seen, SEEN),
        Row("while the figure moves, % of a core", [moving], CPU),
        Row("while it holds, % of a core", [held], CPU),
        Row("memory (PSS), MiB", [memory]),
    ]
    return Section("The guide's window", rows, floor=FLOOR, digits=1, notes=(f"{ROUNDS} windows, one after another",))


def _watched(env: Mapping[str, str], movement: str, after: float, settle: float) -> tuple[float, float]:
    """Share of a core in percent, and MiB."""
    with _window(env, movement, after) as process:
        time.sleep(settle)
        before, began = snapshot({process.pid}), time.perf_counter()
        time.sleep(WATCHED)
        spent = between(before, snapshot({process.pid})).cpu / 1e9
        return 100 * spent / (time.perf_counter() - began), pss_and_own(process.pid)[0] / 1024


@contextmanager
def _window(env: Mapping[str, str], movement: str, after: float) -> Iterator[subprocess.Popen[str]]:
    """One that is seen, so many seconds into this movement."""
    with subprocess.Popen(
        argv(MODULE), env=dict(env), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(_line(movement, after)) + "\n")
        if not json.loads(process.stdout.readline()).get("shown"):
            raise RuntimeError("the window cannot be shown here")
        yield process
        process.stdin.close()


def _line(id: str, after: float) -> dict[str, object]:
    movement = next(one for one in movements(shipped("config")) if one.id == id)
    seconds = max(60.0, movement.dose.seconds_per_side)
    parts = (Part(movement, seconds, Side.LEFT if movement.side_means else None),)
    guiding = Guiding(Suggestion(movement, parts), 1000.0 - after)
    kept = {"now": 1000.0, "reduced_motion": "off", "private": False, "today": {"taken": 0}, "targets": {}}
    return {**kept, **told(guiding, None)}
