"""Notices through plyer, on every system: no buttons, and nothing can be taken back."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
import warnings
from pathlib import Path

from deskbreak.ports import Notice, Unavailable
from deskbreak.words import _

log = logging.getLogger(__name__)


class PortableNotifier:
    """The `Notifier` of last resort but one."""

    name = "plyer"
    tells_failure = False

    def __init__(self, icon: Path) -> None:
        """Unavailable where plyer has nothing to call."""
        if sys.platform == "linux" and not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            raise Unavailable(_("plyer needs a session bus"))
        if sys.platform == "linux" and not shutil.which("notify-send"):
            raise Unavailable(_("plyer needs the program notify-send (Debian: libnotify-bin)"))
        self._icon = icon

    def show(self, notice: Notice) -> None:
        # plyer waits for the program it starts; a thread of its own keeps the loop free.
        threading.Thread(target=self._notify, args=(notice,), name="plyer", daemon=True).start()

    def withdraw(self) -> None:
        """plyer cannot take a notice back."""

    def _notify(self, notice: Notice) -> None:
        from plyer import notification

        with warnings.catch_warnings():
            # It warns about a package it does not need.
            warnings.simplefilter("ignore")
            try:
                notification.notify(title=notice.title, message=notice.body, app_name="deskbreak")
            except (OSError, NotImplementedError, ValueError):
                log.warning("plyer could not show a notice", exc_info=True)
