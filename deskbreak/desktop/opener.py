"""Opens a file with the program that the desktop has for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.ports import Unavailable

if TYPE_CHECKING:
    from subprocess import Popen

COMMAND = ("open", "-t") if sys.platform == "darwin" else ("xdg-open",)
"""On a Mac: with the editor for text, as a .toml file may belong to no program."""
NOT_OPENED = frozenset({1} if sys.platform == "darwin" else {2, 3, 4})
"""The exit codes by which it says so: no such file, no program for it, one that failed. Others are the editor's.
https://portland.freedesktop.org/doc/xdg-open.html"""
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these a window that opens may come to the front: under Wayland, and under X11."""


def open_file(file: Path, activation: str = "") -> Popen[bytes] | None:
    """Have it opened; what does so, to be waited for, or None where nothing is.

    `activation` is the token that came with the click. Unavailable when this desktop opens no files.
    """
    try:
        if sys.platform == "win32":
            os.startfile(file)  # noqa: S606 - a file of ours
            return None
        return _started(file, activation)
    except OSError as error:
        raise Unavailable(f"{error.filename}: {error.strerror}") from error


def _started(file: Path, activation: str) -> Popen[bytes]:
    # Imported here: it takes memory, and few open their settings.
    from subprocess import DEVNULL, Popen

    # Those of our own start are of no use any more: they would bring nothing to the front, or another's window.
    others = {name: value for name, value in os.environ.items() if name not in TOKENS}
    return Popen(  # noqa: S603 - a program of the desktop, and no shell
        [*COMMAND, str(file)],
        env=others | (dict.fromkeys(TOKENS, activation) if activation else {}),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
        # Ctrl+C in our terminal is not meant for the editor.
        start_new_session=True,
    )
