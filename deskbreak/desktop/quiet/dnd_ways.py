"""How each notification service tells that nobody wants to be disturbed. No protocol has it, so this is a table.

What is not in it (Budgie, deepin) is never quiet.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskbreak.desktop.bus import Body
from deskbreak.desktop.quiet.dnd_plasma import is_chosen
from deskbreak.desktop.quiet.settings_folder import settings_folder

log = logging.getLogger(__name__)

SERVER, SERVER_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
MODES = frozenset({"do-not-disturb", "dnd"})
"""What people call the mode of mako that hides notifications; it has none of its own."""
OFTEN = 60.0
"""Seconds after which to ask again where nothing tells of a change."""


@dataclass(frozen=True, slots=True)
class News:
    """A signal after which to ask again."""

    path: str
    interface: str
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A call whose answer tells it; `service` None is the notification service itself."""

    path: str
    interface: str
    member: str
    means_quiet: Callable[[Any], bool]
    """What becomes of the first value of the answer."""
    news: News
    signature: str | None = None
    body: Body = ()
    service: str | None = None
    every: float | None = None
    """Seconds after which to ask again in any case, where not all versions tell of a change."""
    is_chosen: Callable[[Mapping[str, str]], bool] = lambda _environment: True
    """Whether it was somebody who chose it, and not the desktop by itself, for a window that fills the screen."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A switch among the desktop's settings."""

    key: str
    quiet: bool
    """How it stands when the desktop is quiet; it stands otherwise at first."""
    news: News = News("/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer")
    every: float | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A line in a file of settings, below the folder of all settings."""

    file: str
    line: str
    news: News | None = None
    every: float | None = OFTEN


Way = Asked | Kept | Written


def _property(interface: str, name: str) -> Asked:
    return Asked(
        SERVER_PATH,
        PROPERTIES,
        "Get",
        lambda value: value == ("b", True),
        News(SERVER_PATH, PROPERTIES, first=interface),
        "ss",
        (interface, name),
    )


BY_SERVER: Mapping[str, Way] = {
    "dunst": _property("org.dunstproject.cmd0", "paused"),
    "Plasma": replace(_property(SERVER, "Inhibited"), is_chosen=is_chosen),
    "Xfce Notify Daemon": Asked(
        "/org/xfce/Xfconf",
        "org.xfce.Xfconf",
        "GetProperty",
        lambda value: value == ("b", True),
        News("/org/xfce/Xfconf", "org.xfce.Xfconf", first="xfce4-notifyd"),
        "ss",
        ("xfce4-notifyd", "/do-not-disturb"),
        "org.xfce.Xfconf",
    ),
    # Seen with 1.7: it has the modes, but tells of no change.
    "mako": Asked(
        "/fr/emersion/Mako",
        "fr.emersion.Mako",
        "ListModes",
        lambda value: isinstance(value, list) and not MODES.isdisjoint(value),
        News("/fr/emersion/Mako", PROPERTIES),
        every=OFTEN,
    ),
    "SwayNotificationCenter": Asked(
        "/org/erikreider/swaync/cc",
        "org.erikreider.swaync.cc",
        "GetDnd",
        lambda value: value is True,
        News("/org/erikreider/swaync/cc", "org.erikreider.swaync.cc"),
        service="org.erikreider.swaync.cc",
    ),
    "gnome-shell": Kept("/org/gnome/desktop/notifications/show-banners", quiet=False),
    "cinnamon": Kept("/org/cinnamon/desktop/notifications/display-notifications", quiet=False),
    "Notification Daemon": Kept("/org/mate/notification-daemon/do-not-disturb", quiet=True),  # MATE
    "io.elementary.notifications": Kept("/io/elementary/notifications/do-not-disturb", quiet=True),
    "lxqt-notificationd": Written("lxqt/notifications.conf", "doNotDisturb=true"),
    "cosmic-notifications": Written("cosmic/com.system76.CosmicNotifications/v1/do_not_disturb", "true"),
}
"""By what the notification service calls itself."""


def is_written(environment: Mapping[str, str], file: str, line: str) -> bool:
    """Whether this line is in that file; not where there is no such file."""
    path = settings_folder(environment) / file
    try:
        return line in path.read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return False
    except OSError as error:
        log.warning("%s cannot be read: %s", path, error)
        return False
