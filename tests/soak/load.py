"""What makes it hard for the program meanwhile: a busy machine, and somebody who reads the history all the time."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deskbreak.history.reader import reading
from deskbreak.history.unusable import HistoryUnusable

ROOT = Path(__file__).parents[2]
BURN = "while True: pass"


@dataclass(slots=True)
class Reads:
    """How often the history was read, and what went wrong."""

    number: int = 0
    failures: dict[str, int] = field(default_factory=dict)


@contextmanager
def load(file: Path, burners: int) -> Iterator[Reads]:
    """Under load; at the end the reads are filled in."""
    reads = Reads()
    burning = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(burners)]
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.load", str(file)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield reads
        told, _none = reader.communicate(timeout=30)
        reads.number, reads.failures = json.loads(told)
    finally:
        for process in [*burning, reader]:
            process.kill()
            process.communicate()


def main() -> None:
    """Read the file given until stdin ends; then tell how often, and each failure with its number."""
    file, number, failures = Path(sys.argv[1]), 0, Counter[str]()
    while not select.select([sys.stdin], [], [], 0.0)[0]:
        number += 1
        try:
            with reading(file) as kept:
                kept.days("")
                kept.records()
                kept.decisions(50)
        except HistoryUnusable as error:
            failures[error.title] += 1
    sys.stdout.write(json.dumps([number, failures]))


if __name__ == "__main__":
    main()
