"""Starting at login on Windows: a value of the Run key. Not run on Windows yet; tested beside a registry of ours."""

# Elsewhere typeshed has nothing in winreg; on Windows the rest of the types is checked all the same.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from deskbreak.desktop.autostart.launch import NAME
from deskbreak.desktop.autostart.state import State
from deskbreak.words import _

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager and the Settings remember what somebody switched off; what is not there is on."""


class RunKey:
    """The value `deskbreak` of the user's own Run key."""

    where = rf"HKEY_CURRENT_USER\{RUN}\{NAME}"

    def __init__(self, command: Sequence[str]) -> None:
        # Imported here: only Windows needs it.
        from subprocess import list2cmdline

        self._command = list2cmdline(command)

    def on(self) -> None:
        """Start at login, also where that was switched off."""
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, self._command)
        _forget(APPROVED)

    def off(self) -> None:
        """Start at login no longer."""
        for path in (RUN, APPROVED):
            _forget(path)

    def state(self) -> State:
        """What Windows would do."""
        if _value(RUN) is None:
            return State(False, self.where)
        approved = _value(APPROVED)
        # An odd first byte means off; the others tell since when.
        off = isinstance(approved, bytes) and approved[:1] > b"" and approved[0] % 2 == 1
        return State(not off, self.where, _("the settings of the desktop have switched it off") if off else "")


def _value(path: str) -> Any:
    import winreg

    with suppress(FileNotFoundError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
        return winreg.QueryValueEx(key, NAME)[0]
    return None


def _forget(path: str) -> None:
    import winreg

    with (
        suppress(FileNotFoundError),
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key,
    ):
        winreg.DeleteValue(key, NAME)
