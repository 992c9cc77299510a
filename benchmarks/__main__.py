"""`python -m benchmarks`: measures deskbreak and its peers on one desktop, in turn and repeated."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from .desk import Desk, desk, missing
from .measure import Failed, Sample, baseline, measure, prepare
from .programs import PROGRAMS, Program, chosen
from .report import Results, data, table


def main() -> int:
    """Measures, prints the table and writes the data."""
    options = _options()
    if absent := missing():
        print(f"no desktop to measure on: this machine has no {', '.join(absent)}", file=sys.stderr)
        return 1
    # Ended from outside, it still has to end what it started.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    results = Results(options.rounds, options.settle, options.window)
    programs = chosen(options.only, options.deskbreak)
    with desk() as place:
        ready = [program for program in programs if _prepared(place, program, results)]
        if ready:
            _run(place, ready, results, options.pictures)
    print(table(results))
    if options.json is not None:
        options.json.write_text(json.dumps(data(results), indent=1) + "\n")
    return 0 if ready else 1


def _options() -> argparse.Namespace:
    names = [program.name for program in PROGRAMS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each program is measured (%(default)s)")
    parser.add_argument("--window", type=float, default=120, help="seconds of watching an idle program (%(default)s)")
    parser.add_argument("--settle", type=float, default=10, help="seconds from the icon to the figures (%(default)s)")
    parser.add_argument("--only", nargs="+", default=[], choices=names, help="measure these only")
    parser.add_argument("--deskbreak", metavar="COMMAND", help="start deskbreak by this command")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the data to a file")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="save a picture of the screen per program")
    return parser.parse_args()


def _prepared(place: Desk, program: Program, results: Results) -> bool:
    """Whether a program can be measured; the reason is kept if not."""
    if not program.installed:
        results.reasons[program.name] = f"not measured, {program.command[0]} is not installed"
        return False
    try:
        prepare(place, program)
    except Failed as error:
        results.reasons[program.name] = f"not measured, {error}"
        return False
    results.samples[program.name] = []
    return True


def _run(place: Desk, programs: Sequence[Program], results: Results, pictures: Path | None) -> None:
    """All the rounds: in each the bare desktop and then every program once, so that all meet the same machine."""
    minutes = results.rounds * (1 + len(programs)) * (results.settle_s + results.window_s) / 60
    print(f"about {minutes:.0f} minutes: {', '.join(program.name for program in programs)}", file=sys.stderr)
    for number in range(1, results.rounds + 1):
        results.baselines.append(baseline(place, results.settle_s, results.window_s))
        for program in programs:
            picture = pictures / f"{program.name}.png" if pictures is not None else None
            results.samples[program.name].append(_sample(place, program, results, picture))
        print(f"round {number} of {results.rounds} done", file=sys.stderr)


def _sample(place: Desk, program: Program, results: Results, picture: Path | None) -> Sample | None:
    try:
        return measure(place, program, results.settle_s, results.window_s, picture)
    except Failed as error:
        results.reasons[program.name] = f"a round failed, {error}"
        return None


if __name__ == "__main__":
    sys.exit(main())
