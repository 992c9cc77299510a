"""The doctor's look at Windows and macOS: tray and notifications. It shows nothing, and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from deskbreak import places
from deskbreak.app.finding import Finding
from deskbreak.app.notifiers import TERMINAL, TOAST, Candidate, choose, others
from deskbreak.desktop.notify.toast import ToastNotifier
from deskbreak.desktop.tray.native import NativeTray
from deskbreak.ports.notices import Notifier
from deskbreak.words import _

NONE = "none"


def tray(running: Mapping[str, Any] | None) -> Finding:
    """Who shows the icon: only a running deskbreak knows, as it takes the main thread to find out."""
    can = (_("an icon with a tooltip and a menu"),)
    if running is None or running.get("tray", NONE) != NONE:
        return Finding("tray", NativeTray.name, can)
    why = _("the running deskbreak shows none")
    return Finding("tray", NONE, (), ((NativeTray.name, why),), _("Its log says why: quit it and start it again."))


def notifications(toasts: Callable[[], Notifier] | None = None) -> Finding:
    """Who shows a reminder, and why the others do not."""
    candidates: list[Candidate[str]] = [
        (name, partial(_named, name, build)) for name, build in others(places.icon(64), toasts or _toasts)
    ]
    chosen, refused = choose(candidates)
    can = {
        TOAST: _("shows buttons; whether the system shows them now (Focus, Do not disturb), it does not tell"),
    }.get(chosen or TERMINAL, _("shows a text, but never learns whether anybody saw it"))
    return Finding("notifications", chosen or TERMINAL, (can,) if chosen else (), refused)


def _named(name: str, build: Callable[[], Notifier]) -> str:
    build()
    return name


def _toasts() -> Notifier:
    """Only to see whether it could be. With no note, nothing that the running one shows is taken away."""
    nowhere = Path()
    toasts = ToastNotifier(
        places.icon(64), nowhere, lambda _request: None, lambda _notice: None, lambda: None, lambda _call: None
    )
    toasts.close()
    return toasts
