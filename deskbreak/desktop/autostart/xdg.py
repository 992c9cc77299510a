"""Starting at login where the desktop follows freedesktop.org: an entry in the user's folder `autostart`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from deskbreak.desktop.autostart import entry
from deskbreak.desktop.autostart.launch import NAME
from deskbreak.desktop.autostart.launcher import Launcher, remark, shared_values
from deskbreak.desktop.autostart.state import State
from deskbreak.words import _

DELAY_SECONDS = "5"
AT_LOGIN = {
    # deskbreak finds a tray that comes later. But it need not be in the way of one that is just starting.
    "X-GNOME-Autostart-enabled": "true",
    "X-GNOME-Autostart-Delay": DELAY_SECONDS,
    "X-MATE-Autostart-Delay": DELAY_SECONDS,
    "X-KDE-autostart-after": "panel",
    "X-LXQt-Need-Tray": "true",
}
SWITCHES = {
    "Hidden": ("true", ""),
    "X-GNOME-Autostart-enabled": ("false", "true"),
    "X-MATE-Autostart-enabled": ("false", ""),
}
"""How desktops' own settings switch an entry off, and what undoes it."""


class XdgAutostart:
    """The login entry, and with it the launcher."""

    def __init__(
        self, config: Path, launcher: Launcher, command: Sequence[str], write: Callable[[Path, str], None]
    ) -> None:
        self._file = config / "autostart" / f"{NAME}.desktop"
        self._launcher = launcher
        self._command = command
        self._write = write
        self.where = str(self._file)

    def on(self) -> None:
        """Start at login; an entry that somebody edited is only switched on, and mended where its program is gone."""
        self._launcher.put()
        before = entry.read(self._file)
        after = entry.renewed(_switched_on(before), remark(), shared_values(self._command) | AT_LOGIN)
        if after != before:
            self._write(self._file, after)

    def off(self) -> None:
        """Start at login no longer; an entry that somebody edited is kept, but switched off."""
        text = entry.read(self._file)
        if entry.unedited(_switched_on(text)):
            self._file.unlink()
        elif entry.value(text, "Exec") and not _switched_off(text):
            self._write(self._file, entry.with_value(text, "Hidden", "true"))
        self._launcher.take_away()

    def state(self) -> State:
        """What the desktop would do, as far as the entry tells."""
        text = entry.read(self._file)
        if not text:
            return State(False, self.where)
        why = _("the settings of the desktop have switched it off") if _switched_off(text) else entry.lacking(text)
        return State(not why, self.where, why)


def _switched_off(text: str) -> bool:
    return any(entry.value(text, key).lower() == off for key, (off, _on) in SWITCHES.items())


def _switched_on(text: str) -> str:
    for key, (off, on) in SWITCHES.items():
        if entry.value(text, key).lower() == off:
            text = entry.with_value(text, key, on)
    return text
