"""Notices through plyer, on every system: no buttons, and nothing can be taken back or replaced."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
import warnings
from importlib.util import find_spec
from pathlib import Path

from deskbreak.desktop.utf16 import cut, units
from deskbreak.ports import Unavailable
from deskbreak.ports.notices import Click, Notice
from deskbreak.words import _

log = logging.getLogger(__name__)

FLATPAK = Path("/app")
"""Where plyer finds this folder, it takes itself to be inside a Flatpak, and calls another program."""
LONGEST_TITLE, LONGEST_TEXT = 63, 255
"""UTF-16 units, and a zero at the end: szInfoTitle and szInfo of NOTIFYICONDATAW. ctypes refuses what is longer."""


class PortableNotifier:
    """The `Notifier` of last resort but one."""

    name = "plyer"
    tells_failure = False

    def __init__(self, icon: Path) -> None:
        """Unavailable where plyer has nothing to call."""
        if find_spec("plyer") is None:
            raise Unavailable(_("the package plyer is not installed"))
        if sys.platform == "linux":
            _require_linux()
        elif sys.platform == "darwin" and find_spec("pyobjus") is None:
            raise Unavailable(_("it needs the package pyobjus"))
        self._icon = icon
        self._told = ""

    def show(self, notice: Notice) -> None:
        text = _text(notice)
        if notice.share is not None and text == self._told:
            # Told anew every few seconds: as it cannot be replaced, there would soon be a dozen.
            return
        self._told = text
        # plyer waits for the program it starts; a thread of its own keeps the loop free.
        title = _fitting(_argument(notice.title), LONGEST_TITLE)
        threading.Thread(target=_notify, args=(title, text), name="plyer", daemon=True).start()

    def withdraw(self) -> None:
        """plyer cannot take a notice back."""
        self._told = ""


def _require_linux() -> None:
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        raise Unavailable(_("it needs a session bus"))
    if all(place.startswith("unix:") for place in address.split(";")):
        # What we cannot reach there, it cannot either; and what it sends when that comes back would be a second notice.
        raise Unavailable(_("it would need that same session bus"))
    if FLATPAK.is_dir():
        if not shutil.which("gdbus"):
            raise Unavailable(_("it needs the program gdbus (Debian: libglib2.0-bin)"))
    elif not shutil.which("notify-send") and find_spec("dbus") is None:
        raise Unavailable(_("it needs the program notify-send (Debian: libnotify-bin)"))


def _notify(title: str, text: str) -> None:
    from plyer import notification

    with warnings.catch_warnings():
        # It warns about a package it does not need.
        warnings.simplefilter("ignore")
        try:
            notification.notify(title=title, message=text, app_name="deskbreak")
        except Exception:
            # It stands on whatever the system has, and that fails in its own way each time.
            log.warning("plyer could not show a notice", exc_info=True)


def _text(notice: Notice) -> str:
    """What it says and where the answers are. Where there is no room for both, the answers matter more."""
    where = notice.unbuttoned.get(Click.NONE)
    answers = _argument(f"\n{where}") if where else ""
    body = _fitting(_argument(notice.body), LONGEST_TEXT - units(answers))
    return f"{body}{answers}".lstrip("\n")


def _fitting(text: str, limit: int) -> str:
    return cut(text, limit) if sys.platform == "win32" else text


def _argument(text: str) -> str:
    """A text that the programs plyer calls do not take for an option, nor for the end of a quotation, nor refuse."""
    said = text.replace("'", "’").replace("\0", " ").encode(errors="replace").decode()
    return f" {said}" if said.startswith("-") else said
