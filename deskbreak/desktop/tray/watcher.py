"""The watcher that icons of StatusNotifierItem register with, and whether anybody shows them."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.desktop.bus import Bus, OnError
from deskbreak.desktop.objects import PROPERTIES

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"
HOSTS_CHANGED = {"StatusNotifierHostRegistered": "", "StatusNotifierHostUnregistered": ""}
"""Its signals that panels came or went, with their signatures."""


def ask_shown(bus: Bus, on_known: Callable[[bool], None], on_error: OnError) -> None:
    """Ask whether a tray shows the icons that are registered. One of the two is called, later."""
    bus.call(
        NAME,
        PATH,
        PROPERTIES,
        "Get",
        "ss",
        (NAME, "IsStatusNotifierHostRegistered"),
        on_reply=lambda body: on_known(bool(body[0][1])),
        on_error=on_error,
        gives="v",
    )
