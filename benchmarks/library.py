"""The library: how long it takes to load, alone and with thousands of own files, and what it adds in memory."""

from __future__ import annotations

import json
import sys

from deskbreak import places

from .figures import Budget, Row, Section
from .place import place

ROUNDS = 5
OWN = 5000
SECONDS = Budget("< 1 s", 1.0)
MIBS = Budget("< 1 MiB", 1.0)
# In a process of its own each time, with all the modules there that the program has anyway.
LOAD = """
import gc, json, sys, time
import deskbreak.app.main
from pathlib import Path
from deskbreak import places
from deskbreak.library.load import library, messages
def pss():
    gc.collect()
    with open("/proc/self/smaps_rollup") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
config, own = places.shipped("config"), Path(sys.argv[1])
before, began = pss(), time.perf_counter()
kept = library(config, own), messages(config)
took = time.perf_counter() - began
print(json.dumps([took, pss() - before, len(kept[0].own)]))
"""


def measure() -> Section:
    """Loads it some times. The files of one's own are copies of ours, drawings and sources included."""
    ours = [
        file.read_text(encoding="utf-8") for file in sorted((places.shipped("config") / "movements").glob("*.toml"))
    ]
    found: dict[str, list[float]] = {"shipped": [], "own": [], "mib": []}
    with place() as processes:
        own = processes.folder / "own" / "movements"
        own.mkdir(parents=True)
        for number in range(OWN):
            (own / f"own-{number}.toml").write_text(ours[number % len(ours)], encoding="utf-8")
        for _round in range(ROUNDS):
            for name, folder in (("shipped", "none"), ("own", "own")):
                took, mib, mine = json.loads(processes.timed((sys.executable, "-c", LOAD, folder)).said)
                found[name].append(took)
                if name == "shipped":
                    found["mib"].append(mib)
                elif mine != OWN:
                    raise RuntimeError(f"only {mine} of {OWN} files were used")
    return Section(
        "The library, seconds and MiB",
        [
            Row("loading what is shipped", found["shipped"]),
            Row(f"loading {OWN} movements of one's own beside it", found["own"], SECONDS),
            Row("memory for what is shipped (PSS)", found["mib"], MIBS),
        ],
        digits=3,
        notes=(f"{ROUNDS} rounds, a process each",),
    )
