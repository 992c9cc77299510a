"""A simulated working year: how long `deskbreak simulate` takes for it, as a whole process and in its parts."""

from __future__ import annotations

import json
import sys

from .figures import Budget, Row, Section
from .place import place
from .programs import DESKBREAK
from .working_year import scenario

ROUNDS = 5
BUDGET = Budget("< 3 s", 3.0)
FLOOR = "python -c pass"
COMMANDS = {
    FLOOR: (sys.executable, "-c", "pass"),
    "deskbreak --version": (DESKBREAK, "--version"),
    "deskbreak simulate year.toml --json": (DESKBREAK, "simulate", "year.toml", "--json"),
}
# The same inside one process, in which each part can be timed. Printed to nowhere, as above.
PARTS = """
import json, sys, time, tomllib
from pathlib import Path
from deskbreak.app.scenario import read
from deskbreak.app.simulate import Play
moments = [time.perf_counter()]
tomllib.loads(Path("year.toml").read_text())
moments.append(time.perf_counter())
year = read(Path("year.toml"))
moments.append(time.perf_counter())
lines = list(Play(year).lines())
moments.append(time.perf_counter())
parsing, reading, playing = (after - before for before, after in zip(moments, moments[1:]))
print(json.dumps([parsing, reading - parsing, playing, len(year.happenings), len(lines)]))
"""
OF_IT = ("of it parsing TOML", "of it understanding what it says", "of it playing it")


def measure() -> Section:
    """Plays the year some times."""
    text, days = scenario()
    took: dict[str, list[float]] = {name: [] for name in (*COMMANDS, *OF_IT)}
    with place() as processes:
        (processes.folder / "year.toml").write_text(text)
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                took[name].append(processes.timed(command).seconds)
            *parts, happenings, lines = json.loads(processes.timed((sys.executable, "-c", PARTS)).said)
            for name, seconds in zip(OF_IT, parts, strict=True):
                took[name].append(seconds)
    played = list(COMMANDS)[-1]
    return Section(
        "A simulated working year, seconds",
        [Row(name, values, BUDGET if name == played else None) for name, values in took.items()],
        floor=FLOOR,
        digits=3,
        notes=(f"{days} working days, {happenings} happenings, {lines} lines printed; {ROUNDS} rounds",),
    )
