"""What the guide's window costs: from its start to being seen, and while it leads through a movement.

Beside it stands a window as large, empty but for a square that moves.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

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
from .paints import Paints
from .procfs import between, pss_and_own, snapshot
from .running import Running

ROUNDS = 15
WATCHED = 5.0  # seconds
# One that never rests; one that is held, with a start that is painted picture by picture.
MOVING, HELD = "walk-break", "standing-ql-stretch"
WHOLE = 50.0  # seconds of that one, from the first to the last
SEEN = Budget("< 600 ms", 600.0)
FRAMES = Budget("30 or more (29.5, rounded)", 29.5, least=True)
CPU = Budget("< 15 % of a core", 15.0)
FLOOR = "python -c 'from PySide6 import QtWidgets'"
EMPTY = (sys.executable, "-P", str(Path(__file__).with_name("moving_widget.py")))


@dataclass(frozen=True)
class Watched:
    """A window, watched for a while."""

    frames: float  # a second
    cpu: float  # percent of a core
    mib: float  # PSS


def opening() -> Section:
    """Each round begins a window anew."""
    with desk() as place:
        env = environment_of(place.processes.env)
        floor, seen = [], []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", "from PySide6 import QtWidgets"], env=env, check=True)
            floor.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            with _window(env, argv(MODULE), _line(MOVING)):
                seen.append((time.perf_counter() - began) * 1000)
        running, clicked = Running(place), []
        for _round in range(ROUNDS):
            clicked.append(running.begin(HELD) * 1000)
            running.stop()
    rows = [
        Row(FLOOR, floor),
        Row("the window, from its start to being seen", seen, SEEN),
        Row("from Start, asked of the program that runs, to being seen", clicked, SEEN),
    ]
    return Section(
        "The guide's window opens, ms", rows, floor=FLOOR, digits=1, notes=(f"{ROUNDS} windows, one after another",)
    )


def leading() -> Section:
    """Windows watched while the figure walks without a rest, and through the whole of a stretch of both sides."""
    with desk() as place:
        env = environment_of(place.processes.env)
        with _window(env, EMPTY) as window:
            (empty,) = _watched(env, window, WATCHED)
        with _window(env, argv(MODULE), _line(MOVING)) as window:
            _first, moving = _watched(env, window, 3.0, WATCHED)
        with _window(env, argv(MODULE), _line(HELD)) as window:
            turn, first_side, second_side = _watched(env, window, 5.0, 20.0, WHOLE - 25.0)
    whole = (turn.cpu * 5 + first_side.cpu * 20 + second_side.cpu * (WHOLE - 25)) / WHOLE
    rows = [
        Row("pictures a second, while the figure walks", [moving.frames], FRAMES, [empty.frames]),
        Row("% of a core, while the figure walks", [moving.cpu], CPU, [empty.cpu]),
        Row("% of a core, in the first 5 s of a stretch: each picture is painted once", [turn.cpu], None, [empty.cpu]),
        Row("% of a core, through the whole of it", [whole], CPU, [empty.cpu]),
        Row("memory (PSS) while the figure walks, MiB", [moving.mib], None, [empty.mib]),
        Row("memory (PSS) at the end of the stretch, MiB", [second_side.mib], None, [empty.mib]),
    ]
    return Section("The guide's window leads", rows, floor="empty window that moves", digits=1)


def _watched(env: Mapping[str, str], window: subprocess.Popen[str], *stretches: float) -> list[Watched]:
    """It, through stretches of so many seconds each, one after the other."""
    found = []
    with closing(Paints(env["DISPLAY"], window.pid)) as paints:
        for seconds in stretches:
            before, began = snapshot({window.pid}), time.perf_counter()
            frames = paints.a_second(seconds)
            spent = between(before, snapshot({window.pid})).cpu / 1e9
            share = 100 * spent / (time.perf_counter() - began)
            found.append(Watched(frames, share, pss_and_own(window.pid)[0] / 1024))
    return found


@contextmanager
def _window(
    env: Mapping[str, str], command: Sequence[str], line: Mapping[str, object] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """One that is seen, and was told this line."""
    with subprocess.Popen(
        command, env=dict(env), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(line) + "\n")
        if not json.loads(process.stdout.readline() or "{}").get("shown"):
            raise RuntimeError("the window cannot be shown here")
        try:
            yield process
        finally:
            process.terminate()


def _line(id: str) -> dict[str, object]:
    """What the window is told of this movement, at its beginning."""
    movement = next(one for one in movements(shipped("config")) if one.id == id)
    seconds = movement.dose.seconds_per_side
    sides = (Side.LEFT, Side.RIGHT) if movement.side_means else (None,)
    parts = tuple(Part(movement, seconds, side) for side in sides)
    guiding = Guiding(Suggestion(movement, parts), 1000.0)
    kept = {"now": 1000.0, "reduced_motion": "off", "private": False, "today": {"taken": 0}, "targets": {}}
    return {**kept, **told(guiding, None)}
