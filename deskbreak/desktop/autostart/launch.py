"""How this installation of deskbreak is started, from any folder and without anybody's PATH."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "deskbreak"


def command() -> tuple[str, ...]:
    """The program and its arguments: the script that runs now or lies beside this Python, else the module."""
    for script in (Path(sys.argv[0]), Path(sys.executable).with_name(NAME)):
        if script.name == NAME and script.is_file() and os.access(script, os.X_OK):
            # Links stay as they are: what pipx and Nix link to moves at each upgrade.
            return os.path.abspath(script), "run"
    return sys.executable, "-m", NAME, "run"


def windowless_command() -> tuple[str, ...]:
    """The same on Windows, where deskbreak.exe and python.exe would open a console."""
    pythonw = Path(sys.executable).with_name("pythonw.exe")
    return str(pythonw if pythonw.is_file() else sys.executable), "-m", NAME, "run"
