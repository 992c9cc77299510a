"""`python -m tests.soak --kills 500`: kills the program so many times and reports."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.soak import RESIDENT, soak


def main() -> int:
    """Run and print the report; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="how often it is killed (%(default)s)")
    parser.add_argument("--burners", type=int, default=2, help="processes that keep the machine busy (%(default)s)")
    parser.add_argument("--seed", type=float, default=time.time(), help="for the same random numbers again")
    parser.add_argument("--program", type=Path, default=RESIDENT, help="run this script in place of deskbreak")
    options = parser.parse_args()
    # Ended from outside, it still has to end what it started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    print(f"seed {options.seed}", file=sys.stderr)  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        report = soak(options.kills, Path(home), options.seed, options.burners, options.program.resolve(), _tell)
    print(report)  # noqa: T201
    return 0 if report.sound else 1


def _tell(kills: int) -> None:
    if kills % 50 == 0:
        print(f"{kills} kills", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
