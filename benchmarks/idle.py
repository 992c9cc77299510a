"""What deskbreak costs while nothing is asked of it, beside its peers: all on one desktop, in turn and repeated.

Somebody sits there and types, as on most of a day. With nobody there, deskbreak finds out after a minute, and looks
around once for what may explain that: a call or a film.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from .desk import Desk, desk, missing, start_sound
from .measure import Failed, Sample, baseline, measure, prepare
from .programs import Program
from .report import Results


def measure_idle(programs: Sequence[Program], results: Results, pictures: Path | None) -> None:
    """Fills the results; RuntimeError when there is nothing to measure, or nothing to measure it on."""
    if absent := missing():
        raise RuntimeError(f"this machine has no {', '.join(absent)}")
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with desk(results.seated) as place:
        if not start_sound(place.processes):
            results.reasons["microphone"] = "not watched, pulseaudio is not installed"
        ready = [program for program in programs if _prepared(place, program, results)]
        if not ready:
            raise RuntimeError("none of the programs can be measured")
        _run(place, ready, results, pictures)


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
