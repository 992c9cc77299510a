"""Starting at login, in the way of this system."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from deskbreak import places
from deskbreak.desktop.autostart import launch
from deskbreak.desktop.autostart.state import State
from deskbreak.errors import DeskbreakError
from deskbreak.words import _


class Autostart(Protocol):
    """A system's way of starting programs at login."""

    @property
    def where(self) -> str:
        """The file, or what is like one, that says so."""

    def on(self) -> None: ...
    def off(self) -> None: ...
    def state(self) -> State: ...


def turn_on() -> None:
    """Start deskbreak at login. DeskbreakError when that cannot be done."""
    with _own() as own:
        own.on()


def turn_off() -> None:
    """Start it at login no longer. DeskbreakError when that cannot be done."""
    with _own() as own:
        own.off()


def state() -> State:
    """Whether it starts at login. DeskbreakError when that cannot be looked at."""
    with _own() as own:
        return own.state()


@contextmanager
def _own() -> Iterator[Autostart]:
    own = _of_this_system()
    try:
        yield own
    except OSError as error:
        raise DeskbreakError(
            _("{file} cannot be used ({error}).").format(
                file=error.filename or own.where, error=error.strerror or error
            ),
            _("Look at the folder's owner and free space, then try again."),
        ) from error


def _of_this_system() -> Autostart:
    """Imported here, each only where it is needed."""
    if sys.platform == "win32":
        from deskbreak.desktop.autostart.windows import RunKey

        return RunKey(launch.windowless_command())
    from deskbreak.settings.atomic import replace_text

    if sys.platform == "darwin":
        from deskbreak.desktop.autostart.macos import LaunchAgent

        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", launch.command(), replace_text)
    else:
        import platformdirs

        from deskbreak.desktop.autostart.launcher import Launcher
        from deskbreak.desktop.autostart.xdg import XdgAutostart

        command, data = launch.command(), platformdirs.user_data_path()
        packaged = [Path(folder) for folder in platformdirs.site_data_dir(multipath=True).split(os.pathsep)]
        launcher = Launcher(data, packaged, places.shipped("icons"), command, replace_text)
        return XdgAutostart(platformdirs.user_config_path(), launcher, command, replace_text)
