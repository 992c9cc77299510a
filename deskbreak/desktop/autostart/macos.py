"""Starting at login on macOS: a launch agent. Not run on macOS yet; tested in a home of ours.

What somebody switched off in the System Settings is kept where programs cannot look, so it is not told.
"""

from __future__ import annotations

import plistlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from deskbreak.desktop.autostart.launch import NAME
from deskbreak.desktop.autostart.state import State
from deskbreak.words import _

FRESH = {"Label": NAME, "ProcessType": "Interactive", "LimitLoadToSessionType": "Aqua"}


class LaunchAgent:
    """The property list `deskbreak.plist` in the user's LaunchAgents; launchd reads it at the next login."""

    def __init__(self, folder: Path, command: Sequence[str], write: Callable[[Path, str], None]) -> None:
        self._file = folder / f"{NAME}.plist"
        self._command = list(command)
        self._write = write
        self.where = str(self._file)

    def on(self) -> None:
        """Start at login; what somebody else put into the agent stays."""
        agent = FRESH | self._agent() | {"ProgramArguments": self._command, "RunAtLoad": True}
        agent.pop("Disabled", None)
        self._write(self._file, plistlib.dumps(agent).decode())

    def off(self) -> None:
        """Start at login no longer."""
        self._file.unlink(missing_ok=True)

    def state(self) -> State:
        """What launchd would do, as far as the agent tells."""
        if not self._file.exists():
            return State(False, self.where)
        why = _lacking(self._agent())
        return State(not why, self.where, why)

    def _agent(self) -> dict[str, Any]:
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValueError, ExpatError):
            return {}
        return agent if isinstance(agent, dict) else {}


def _lacking(agent: dict[str, Any]) -> str:
    if agent.get("Disabled") or not agent.get("RunAtLoad"):
        return _("the agent is switched off")
    program, *_arguments = agent.get("ProgramArguments") or [""]
    return "" if shutil.which(program) else _("there is no {program}").format(program=program)
