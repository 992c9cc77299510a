"""The launcher: what menus show of deskbreak, with its icon."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from deskbreak.desktop.autostart import entry
from deskbreak.desktop.autostart.launch import NAME
from deskbreak.words import _

FILE = Path("applications", f"{NAME}.desktop")
THEME = Path("icons", "hicolor")


def shared_values(command: Sequence[str]) -> dict[str, str]:
    """What the launcher and the login entry have in common."""
    return {
        "Type": "Application",
        "Name": NAME,
        "Comment": _("A break from sitting still every half hour, with one short movement for the lower back"),
        # An installation that was removed leaves no error at login and no dead line in the menu.
        "TryExec": command[0],
        "Exec": entry.exec_value(command),
        "Icon": NAME,
        "Terminal": "false",
        # No window will ever end the busy pointer.
        "StartupNotify": "false",
    }


def remark() -> str:
    """What stands above an entry, for whoever looks into it."""
    return _("Written by: deskbreak autostart on. What you change here stays as you want it.")


class Launcher:
    """In the user's own folder for data; where a package has brought one, that is left to serve."""

    def __init__(
        self,
        data: Path,
        packaged: Sequence[Path],
        icons: Path,
        command: Sequence[str],
        write: Callable[[Path, str], None],
    ) -> None:
        """`packaged`: the folders for data that all users share; `icons`: those that deskbreak ships."""
        self._file = data / FILE
        self._theme = data / THEME
        self._packaged = packaged
        self._icons = icons
        self._command = command
        self._write = write

    def put(self) -> None:
        """Have menus show deskbreak."""
        if any((folder / FILE).is_file() for folder in self._packaged):
            return
        before = entry.read(self._file)
        after = entry.renewed(before, remark(), self._values())
        if after != before:
            self._write(self._file, after)
        for shipped, target in self._pictures():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shipped, target)
        # Desktops look for new icons only when the folder of the theme is newer than what they remember.
        os.utime(self._theme)

    def take_away(self) -> None:
        """Undo that, unless somebody edited the launcher: then it is theirs, and so are its icons."""
        if entry.unedited(entry.read(self._file)):
            self._file.unlink()
            for _shipped, target in self._pictures():
                target.unlink(missing_ok=True)

    def _values(self) -> Mapping[str, str]:
        more = {
            "GenericName": _("Break reminder"),
            "Categories": "Utility;",
            "Keywords": _("break;reminder;posture;back;stand;"),
        }
        return shared_values(self._command) | more

    def _pictures(self) -> Iterator[tuple[Path, Path]]:
        """Each icon, and where the theme has its size."""
        yield self._icons / f"{NAME}.svg", self._theme / "scalable" / "apps" / f"{NAME}.svg"
        for shipped in sorted(self._icons.glob(f"{NAME}-*.png")):
            size = shipped.stem.removeprefix(f"{NAME}-")
            yield shipped, self._theme / f"{size}x{size}" / "apps" / f"{NAME}.png"
