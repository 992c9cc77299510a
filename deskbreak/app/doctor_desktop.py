"""The doctor's look at the desktop: its tray, and its notifications. It asks, and shows nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from deskbreak import places
from deskbreak.app.finding import Finding
from deskbreak.app.loop import Loop
from deskbreak.desktop.bus import NO_REPLY, Bus
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.notify.freedesktop import About, ask_about
from deskbreak.desktop.notify.portable import PortableNotifier
from deskbreak.desktop.notify.servers import server
from deskbreak.desktop.tray.watcher import ask_shown
from deskbreak.ports import Unavailable
from deskbreak.words import _, span

PATIENCE = 1.0
"""Seconds for all that is asked of the desktop. A service that has to be started first may need longer."""
TRAY, SERVICE, PLYER, TERMINAL, NONE = "StatusNotifierItem", "freedesktop", "plyer", "terminal", "none"
NOBODY_THERE = ("org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner")

Environment = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the session bus answered; where it did not, the name of the error."""

    no_bus: str = ""
    shown: bool | None = None
    """Whether a tray shows icons."""
    no_tray: str = ""
    about: About | None = None
    no_service: str = ""


def look(patience: float = PATIENCE) -> Seen:
    """Ask the session bus, for so many seconds at most."""
    clock = SystemClock()
    try:
        bus = Bus("SESSION", clock.now)
    except Unavailable as reason:
        return Seen(no_bus=str(reason))
    loop, end = Loop(clock), _End(clock.now() + patience)
    bus.on_lost = lambda: loop.remove(bus)
    loop.add(bus)
    loop.add_timed(bus)
    loop.add_timed(end)
    shown, about = _Answer[bool](), _Answer[About]()
    ask_shown(bus, shown.known, shown.failed)
    ask_about(bus, about.known, about.failed)
    while end.deadline is not None and not (shown.came and about.came):
        loop.turn()
    seen = Seen("", shown.value, shown.error, about.value, about.error)
    bus.close()
    loop.close()
    return seen


def tray(seen: Seen, environment: Environment, running: Mapping[str, Any] | None) -> Finding:
    """Who shows the icon. The running deskbreak, if there is one, knows better than we do from here."""
    can = (_("an icon with a tooltip and a menu"),)
    if running is not None and running.get("tray", NONE) != NONE:
        return Finding("tray", running["tray"], can)
    if not seen.shown:
        return Finding("tray", NONE, (), ((TRAY, _no_tray(seen)),), _tray_hint(seen, environment))
    if running is None:
        return Finding("tray", TRAY, can)
    return Finding(
        "tray",
        TRAY,
        can,
        ((_("icon"), _("the running deskbreak shows none, though there is a tray here")),),
        _("Quit it and start it again from within this desktop session."),
    )


def notifications(seen: Seen, environment: Environment) -> Finding:
    """Who shows a reminder."""
    if seen.about is not None:
        return _served(seen.about)
    if not seen.no_bus:
        lacks = ((SERVICE, _no_service(seen.no_service)), (PLYER, _("it would need that same service")))
        return Finding("notifications", TERMINAL, (), lacks, _service_hint(environment))
    unserved = (SERVICE, seen.no_bus)
    try:
        PortableNotifier(places.icon(64))
    except Unavailable as reason:
        return Finding("notifications", TERMINAL, (), (unserved, (PLYER, str(reason))), _bus_hint())
    can = (_("shows a text, but never learns whether anybody saw it"),)
    return Finding("notifications", PLYER, can, (unserved,), _bus_hint())


def _served(about: About) -> Finding:
    who = _("{name} {version} ({vendor})").format(name=about.name, version=about.version, vendor=about.vendor)
    capabilities = _("says that it can: {capabilities}").format(capabilities=", ".join(sorted(about.capabilities)))
    abilities = (
        (
            server(about.name, about.capabilities).buttons,
            _("shows buttons"),
            (_("buttons"), _("it draws none: a click on the notice starts the break, the tray has the rest")),
        ),
        (
            "persistence" in about.capabilities,
            _("keeps notices that nobody saw"),
            (_("persistence"), _("a notice that nobody saw is not kept; the tray icon goes on telling")),
        ),
    )
    return Finding(
        "notifications",
        SERVICE,
        (who, *(can for has, can, _lack in abilities if has), capabilities),
        tuple(lack for has, _can, lack in abilities if not has),
    )


# -- why not ----------------------------------------------------------------


def _no_tray(seen: Seen) -> str:
    if seen.no_bus:
        return seen.no_bus
    if seen.shown is False:
        return _("icons are registered, but no tray shows them")
    if seen.no_tray in NOBODY_THERE:
        return _("nothing on this desktop takes tray icons")
    return _silent(seen.no_tray)


def _no_service(error: str) -> str:
    return _("there is no notification service") if error in NOBODY_THERE else _silent(error)


def _silent(error: str) -> str:
    if error == NO_REPLY:
        return _("it did not answer within {time}").format(time=span(PATIENCE))
    return _("it does not answer ({error})").format(error=error)


# -- what to do -------------------------------------------------------------


def _tray_hint(seen: Seen, environment: Environment) -> str:
    if seen.no_bus:
        return _bus_hint()
    waybar = _("Use a panel with a tray, such as waybar with its module tray.")
    hints = {
        "gnome": _(
            "Install the extension AppIndicator (Debian and Ubuntu: gnome-shell-extension-appindicator), "
            "log in again and switch it on."
        ),
        "kde": _("Add the widget System Tray to a panel."),
        "xfce": _("Add the Status Tray Plugin to the panel."),
        "lxqt": _("Add the plugin Status Notifier to the panel."),
        "mate": _("Add the Notification Area to the panel."),
        "sway": waybar,
        "hyprland": waybar,
        "river": waybar,
    }
    names = environment.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    panel = _("Use a panel that takes StatusNotifierItem icons, such as xfce4-panel or lxqt-panel.")
    return next((hints[name] for name in names if name in hints), waybar if _is_wayland(environment) else panel)


def _service_hint(environment: Environment) -> str:
    name = "mako" if _is_wayland(environment) else "dunst"
    return _("Install a notification service, such as {name}, and start it with your session.").format(name=name)


def _bus_hint() -> str:
    return _("Look again from a terminal within your desktop session; deskbreak has to be started there too.")


def _is_wayland(environment: Environment) -> bool:
    return environment.get("XDG_SESSION_TYPE") == "wayland" or "WAYLAND_DISPLAY" in environment


# -- waiting ----------------------------------------------------------------


class _Answer(Generic[T]):
    """What comes back, or the error; until then it counts as not answered."""

    def __init__(self) -> None:
        self.value: T | None = None
        self.error = NO_REPLY
        self.came = False

    def known(self, value: T) -> None:
        self.value, self.error, self.came = value, "", True

    def failed(self, error: str) -> None:
        self.error, self.came = error, True


class _End:
    """A `Timed` that ends the wait."""

    def __init__(self, deadline: float) -> None:
        self.deadline: float | None = deadline

    def on_time(self, _now: float) -> None:
        self.deadline = None
