"""How long the command line takes to answer while deskbreak runs, as whole processes, beside their floor."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deskbreak.app.remote import ask

from .figures import Budget, Row, Section
from .place import place
from .processes import Processes
from .programs import DESKBREAK

ROUNDS = 25
READY = 20.0  # seconds that deskbreak may take to come up
BUDGET = Budget("< 150 ms", 150.0, each=True)
FLOOR = "python -c pass"


@dataclass(frozen=True)
class Command:
    """One command, and what is expected of it."""

    words: tuple[str, ...]
    budget: Budget | None = BUDGET
    exit_code: int = 0
    endless: bool = False  # its first line is waited for, then it is ended

    @property
    def name(self) -> str:
        """As one would type it."""
        return " ".join((Path(self.words[0]).name, *self.words[1:]))


def _python(code: str) -> Command:
    return Command((sys.executable, "-c", code), budget=None)


def _ours(*words: str) -> Command:
    return Command((DESKBREAK, *words))


# In an order in which each finds what it asks for: a snooze after a skip, or a resume without a pause, is refused, and
# of two breaks said to be done one upon the other, only what was begun in between is heard.
COMMANDS = (
    _python("pass"),
    _python("import click"),
    _python("import deskbreak.cli.commands"),
    _ours("status"),
    _ours("status", "--json"),
    _ours("snooze"),
    _ours("skip"),
    _ours("now"),
    _ours("done"),
    _ours("pause", "30m"),
    _ours("resume"),
    _ours("meeting"),
    _ours("resume"),
    _ours("why"),
    _ours("history"),
    Command((DESKBREAK, "watch"), endless=True),
    _ours("config", "get", "reminder.every_minutes"),
    # It looks for what is missing here, and says by its exit code that nothing can show a reminder.
    Command((DESKBREAK, "doctor"), budget=None, exit_code=1),
)
ROUND_TRIP = "of it question and answer on the socket"


def measure() -> Section:
    """Each command once a round, so that all meet the same machine."""
    took: dict[str, list[float]] = {}
    with place() as processes:
        processes.spawn("deskbreak", (DESKBREAK, "run"))
        socket = Path(processes.env["XDG_RUNTIME_DIR"], "deskbreak", "deskbreak.sock")
        _wait_for_answer(processes, socket)
        for number in range(ROUNDS + 1):
            for command in COMMANDS:
                milliseconds = _run(processes, command) * 1000
                # The first round reads what all of them need from the disk.
                if number:
                    took.setdefault(command.name.replace(Path(sys.executable).name, "python", 1), []).append(
                        milliseconds
                    )
            took.setdefault(ROUND_TRIP, []).append(_round_trip(socket) * 1000)
    budgets = {command.name: command.budget for command in COMMANDS}
    return Section(
        "The command line while deskbreak runs, ms from start to end (watch: to its first line)",
        [Row(name, values, budgets.get(name)) for name, values in took.items()],
        floor=FLOOR,
        digits=1,
        notes=(f"{ROUNDS} rounds, a whole process each",),
    )


def _run(processes: Processes, command: Command) -> float:
    if command.endless:
        return processes.first_line(command.words).seconds
    return processes.timed(command.words, command.exit_code).seconds


def _round_trip(socket: Path) -> float:
    started = time.perf_counter()
    ask(socket, {"do": "status"})
    return time.perf_counter() - started


def _wait_for_answer(processes: Processes, socket: Path) -> None:
    end = time.monotonic() + READY
    while time.monotonic() < end:
        with suppress(OSError, ValueError):
            ask(socket, {"do": "status"})
            return
        time.sleep(0.05)
    raise RuntimeError(f"deskbreak does not come up: {processes.last_words('deskbreak')}")
