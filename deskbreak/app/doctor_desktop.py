"""The doctor's look at the desktop: its tray, and its notifications. It asks, and shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from deskbreak import places
from deskbreak.app.finding import Finding
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import FREEDESKTOP, PLYER, TERMINAL, Candidate, Refusals, choose, others
from deskbreak.desktop.bus import NO_REPLY, Bus
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.notify.servers import server
from deskbreak.desktop.notify.service import NAME, About, ask_about
from deskbreak.desktop.session_type import is_wayland
from deskbreak.desktop.tray.watcher import ask_shown
from deskbreak.ports import Unavailable
from deskbreak.ports.notices import Click, Notifier
from deskbreak.words import _, span

PATIENCE = 1.0
"""Seconds for all that is asked of the desktop. A service that has to be started first may need longer."""
TRAY, NONE = "StatusNotifierItem", "none"
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
    loop, end = Loop(clock), End(clock.now() + patience)
    bus.on_lost = lambda: loop.remove(bus)
    loop.add(bus)
    loop.add_timed(bus)
    loop.add_timed(end)
    shown, about = _Answer[bool](), _Answer[About]()
    ask_shown(bus, shown.known, shown.failed)
    ask_about(bus, NAME, about.known, about.failed, patience)
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
    """Who shows a reminder, and why the others do not."""

    def native() -> str:
        if seen.about is None:
            raise Unavailable(seen.no_bus or _no_service(seen.no_service))
        return FREEDESKTOP

    def named(name: str, build: Callable[[], Notifier]) -> str:
        if name == PLYER and not seen.no_bus:
            raise Unavailable(_("it would need that same service"))
        build()
        return name

    candidates: list[Candidate[str]] = [(FREEDESKTOP, native)]
    for name, build in others(places.icon(64)):
        candidates.append((name, partial(named, name, build)))
    chosen, refused = choose(candidates)
    if seen.about is not None:
        return _served(seen.about, refused)
    hint = _bus_hint() if seen.no_bus else _service_hint(environment)
    can = (_("shows a text, but never learns whether anybody saw it"),) if chosen == PLYER else ()
    return Finding("notifications", chosen or TERMINAL, can, refused, hint)


def _served(about: About, refused: Refusals) -> Finding:
    who = _("{name} {version} ({vendor})").format(name=about.name, version=about.version, vendor=about.vendor)
    capabilities = _("says that it can: {capabilities}").format(capabilities=", ".join(sorted(about.capabilities)))
    habits = server(about.name, about.version, about.capabilities)
    abilities = (
        (
            habits.buttons,
            _("shows buttons"),
            (_("buttons"), _without_buttons(habits.click)),
        ),
        (
            "persistence" in about.capabilities,
            _("keeps notices that nobody saw"),
            (_("persistence"), _("a notice that nobody saw is not kept; the tray icon goes on telling")),
        ),
    )
    return Finding(
        "notifications",
        FREEDESKTOP,
        (who, *(can for has, can, _lack in abilities if has), capabilities),
        (*(lack for has, _can, lack in abilities if not has), *refused),
    )


def _without_buttons(click: Click) -> str:
    return {
        Click.LEFT: _("it draws none: a click on the notice starts the break, the tray has the rest"),
        Click.MIDDLE: _("it draws none: a middle click on the notice starts the break, the tray has the rest"),
        Click.NONE: _("it draws none: the tray has them"),
    }[click]


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
    return next((hints[name] for name in names if name in hints), waybar if is_wayland(environment) else panel)


def _service_hint(environment: Environment) -> str:
    name = "mako" if is_wayland(environment) else "dunst"
    return _("Install a notification service, such as {name}, and start it with your session.").format(name=name)


def _bus_hint() -> str:
    return _("Look again from a terminal within your desktop session; deskbreak has to be started there too.")


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


class End:
    """A `Timed` that ends the wait."""

    def __init__(self, deadline: float) -> None:
        self.deadline: float | None = deadline

    def on_time(self, _now: float) -> None:
        self.deadline = None
