"""The programs that are measured, as data."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """One program, started as it idles in a tray on an ordinary day.

    `settings` are arguments of `gsettings set` that keep its first-run windows away; `files` are written below HOME.
    """

    name: str
    command: tuple[str, ...]
    settings: tuple[tuple[str, str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    has_icon: bool = True

    @property
    def installed(self) -> bool:
        """Whether this machine has it."""
        return shutil.which(self.command[0]) is not None


OURS = "deskbreak"
DESKBREAK = str(Path(sys.executable).with_name(OURS))
# -P: the folder of the script, which has names of ours, is not where it finds modules.
RESIDENT = (sys.executable, "-P", str(Path(__file__).with_name("resident.py")))
# Every signal is on, also those that are off at first: it cannot cost more than this.
EVERYTHING = (".config/deskbreak/settings.toml", '[quiet]\ncamera = true\napps = ["mpv"]\n')
PEERS = ("workrave", "safe-eyes")
PROGRAMS = (
    Program(OURS, (DESKBREAK, "run"), files=(EVERYTHING,)),
    # By default its main window opens too; hidden in the tray it is what the others are.
    Program("workrave", ("workrave",), settings=(("org.workrave.gui.main-window", "start-in-tray", "true"),)),
    # It writes its own default settings, which have no first-run window. Not named "safeeyes": it looks for
    # that word among the arguments of all Python processes, would find ours (`--only`), and leave.
    Program("safe-eyes", ("safeeyes",)),
    # The least that a resident Python program costs: an interpreter asleep in a selector.
    Program(
        "floor",
        (
            sys.executable,
            "-c",
            "import selectors, socket; pair = socket.socketpair(); s = selectors.DefaultSelector();"
            "s.register(pair[0], selectors.EVENT_READ); s.select()",
        ),
        has_icon=False,
    ),
)


def chosen(names: Sequence[str], ours: str | None) -> list[Program]:
    """The programs of these names (all, without names), with another command for our own if one is given."""
    programs = [program for program in PROGRAMS if not names or program.name in names]
    if ours is None:
        return programs
    command = tuple(shlex.split(ours))
    return [replace(program, command=command) if program.name == OURS else program for program in programs]
