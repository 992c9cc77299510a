"""`python -m benchmarks`: measures deskbreak against its budgets, beside its peers and floors."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from . import commands, figure, guide_window, guides, lateness, library, soak, year
from .figures import Section, machine
from .idle import measure_idle
from .programs import PROGRAMS, chosen
from .report import Results, data, table

SECTIONS: dict[str, Callable[[], Section]] = {
    "year": year.measure,
    "library": library.measure,
    "commands": commands.measure,
    "lateness": lateness.measure,
    "guide": guide_window.opening,
    "guide-leads": guide_window.leading,
    "guides": guides.measure,
    "figure": figure.measure,
    "soak": soak.measure,
}


def main() -> int:
    """Measures, prints the report and writes the data; 1 when something asked for could not be measured."""
    options = _options()
    # Ended from outside, it still has to end what it started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    print(machine(), flush=True)
    sections, unmeasured = _sections([name for name in SECTIONS if not options.only or name in options.only])
    results = Results(options.rounds, options.settle, options.window, seated=not options.nobody)
    if programs := chosen(options.only, options.deskbreak):
        try:
            measure_idle(programs, results, options.pictures)
        except RuntimeError as error:
            unmeasured["idle"] = str(error)
    if results.baselines or results.reasons:
        print(f"\n{table(results)}")
    for name, reason in unmeasured.items():
        print(f"{name}: not measured, {reason}")
    if options.json is not None:
        found = data(results) | {"sections": [section.data() for section in sections], "unmeasured": unmeasured}
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    return 1 if unmeasured else 0


def _options() -> argparse.Namespace:
    names = [*SECTIONS, *(program.name for program in PROGRAMS)]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], choices=names, help="measure these only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the data to a file")
    idle = parser.add_argument_group("idling in the tray")
    idle.add_argument("--rounds", type=int, default=5, help="how often each program is measured (%(default)s)")
    idle.add_argument("--window", type=float, default=120, help="seconds of watching each program (%(default)s)")
    idle.add_argument("--nobody", action="store_true", help="nobody types meanwhile")
    idle.add_argument("--settle", type=float, default=10, help="seconds from the icon to the figures (%(default)s)")
    idle.add_argument("--deskbreak", metavar="COMMAND", help="start deskbreak by this command")
    idle.add_argument("--pictures", type=Path, metavar="FOLDER", help="save a picture of the screen per program")
    return parser.parse_args()


def _sections(names: list[str]) -> tuple[list[Section], dict[str, str]]:
    """What these found, printed as it is found; and why others found nothing."""
    sections: list[Section] = []
    unmeasured: dict[str, str] = {}
    for name in names:
        print(f"measuring: {name}", file=sys.stderr)
        try:
            sections.append(SECTIONS[name]())
        except (RuntimeError, OSError) as error:
            unmeasured[name] = str(error) or type(error).__name__
        else:
            print("", *sections[-1].lines(), sep="\n", flush=True)
    return sections, unmeasured


if __name__ == "__main__":
    sys.exit(main())
