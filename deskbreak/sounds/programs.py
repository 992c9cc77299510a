"""The programs that play a sound, and those that speak, best first. Windows does both itself, without one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Program:
    """A program that is told what to play or to say, and ends when it has."""

    name: str
    arguments: tuple[str, ...] = ()
    hush: tuple[str, ...] = ()
    """What it has to be told where it hands on what it says, and its end alone would silence nothing."""
    reads: bool = False
    """Whether it is told on its standard input, and not last: others can read what a program is called with."""


PLAYERS = (
    # First, as both PulseAudio and PipeWire take it; pw-play may be there where PipeWire carries no sound.
    Program("paplay", ("--client-name=deskbreak",)),
    Program("pw-play"),
    Program("canberra-gtk-play", ("--file",)),
    Program("aplay", ("--quiet",)),
)
SPEAKERS = (
    # It hands on to a service what that is to say, in which a later text interrupts an earlier one: one without words
    # silences it. Its own option for that wants an argument in 0.11, and would silence screen readers as well.
    # Told on its standard input (-e), it says that line by line, and waits for each (-w).
    Program("spd-say", ("-e", "-w", "-N", "deskbreak", "-l", "{language}"), ("--", " "), reads=True),
    Program("espeak-ng", ("-v", "{language}", "--stdin"), reads=True),
    Program("espeak", ("-v", "{language}", "--stdin"), reads=True),
)
AFPLAY = Program("afplay")
SAY = Program("say", ("-f", "-"), reads=True)
"""As its manual has it; not run on a Mac yet."""


def players() -> tuple[Program, ...]:
    """Those that could be here."""
    return {"win32": (), "darwin": (AFPLAY,)}.get(sys.platform, PLAYERS)


def speakers(language: str) -> tuple[Program, ...]:
    """Those that could be here, speaking this language."""
    named = tuple(
        replace(each, arguments=tuple(one.format(language=tag(language)) for one in each.arguments))
        for each in SPEAKERS
    )
    return {"win32": (), "darwin": (SAY,)}.get(sys.platform, named)


def here(programs: Sequence[Program]) -> Iterator[Program]:
    """Those of them that are installed."""
    return (each for each in programs if shutil.which(each.name))


def tag(language: str) -> str:
    """A language as voices are named after it: pt-br for pt_BR."""
    return language.replace("_", "-").lower()


def voice(listed: str, language: str) -> str:
    """The first voice of a Mac for this language, by what `say -v ?` lists; "" without one.

    A line has its name, the language and an example: `Anna                de_DE    # Hallo! Ich heiße Anna.`
    """
    for line in listed.splitlines():
        *name, spoken = line.partition("#")[0].split() or [""]
        if tag(spoken).startswith(tag(language)):
            return " ".join(name)
    return ""
