"""What the panel looks like on which the icon lies: dark, light, or nobody tells. Asked over D-Bus alone.

No protocol tells it. Each desktop has something to judge by, and the table below says what that is, and
how far it can be trusted. Services are asked only while they run: none is started for us.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from deskbreak.desktop.bus import Bus
from deskbreak.ports.tray import Panel

log = logging.getLogger(__name__)

Tell = Callable[[Panel], None]


def follow_panel(bus: Bus, environment: Mapping[str, str], tell: Tell) -> None:
    """Have `tell` called with what is known of the panel, now or soon, and again whenever that changes."""
    names = environment.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    judge = next((DESKTOPS[name] for name in names if name in DESKTOPS), _Portal)
    judge(bus, tell)


def _dark(_bus: Bus, tell: Tell) -> None:
    tell(Panel.DARK)


def _unknown(_bus: Bus, tell: Tell) -> None:
    tell(Panel.UNKNOWN)


class _Portal:
    """What the desktop portal says of light and dark windows.

    https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
    """

    NAME = "org.freedesktop.portal.Desktop"
    PATH = "/org/freedesktop/portal/desktop"
    SETTINGS = "org.freedesktop.portal.Settings"
    APPEARANCE, KEY = "org.freedesktop.appearance", "color-scheme"

    def __init__(self, bus: Bus, tell: Tell) -> None:
        self._bus = bus
        self._tell = tell
        self._owner = ""
        bus.on_signal(self.PATH, self.SETTINGS, self._heard, {"SettingChanged": "ssv"}, first=self.APPEARANCE)
        bus.watch_name(self.NAME, self._belongs_to)

    def _belongs_to(self, owner: str) -> None:
        # While there is none, what the last one said holds.
        self._owner = owner
        if owner:
            self._ask("ReadOne", on_error=lambda _error: self._ask("Read", on_error=self._says_nothing))

    def _ask(self, member: str, on_error: Callable[[str], None]) -> None:
        """ReadOne came with version 2 of the interface; Read wraps its answer once more."""
        self._bus.call(
            self._owner,
            self.PATH,
            self.SETTINGS,
            member,
            "ss",
            (self.APPEARANCE, self.KEY),
            on_reply=lambda body: self._says(body[0]),
            on_error=on_error,
            gives="v",
        )

    def _heard(self, sender: str, _member: str, body: tuple[Any, ...]) -> None:
        if sender == self._owner and body[1] == self.KEY:
            self._says(body[2])

    def _says(self, value: Any) -> None:
        match value:
            case ("u", 1) | ("v", ("u", 1)):
                self._tell(Panel.DARK)
            case ("u", 2) | ("v", ("u", 2)):
                self._tell(Panel.LIGHT)
            case _:  # 0 is no preference.
                self._tell(Panel.UNKNOWN)

    def _says_nothing(self, error: str) -> None:
        log.debug("the portal does not tell light from dark: %s", error)
        self._tell(Panel.UNKNOWN)


class _Xfce:
    """What Xfce's panel is set to, and the theme where that leaves it open. https://docs.xfce.org/xfce/xfconf/start"""

    NAME = XFCONF = "org.xfce.Xfconf"
    PATH = "/org/xfce/Xfconf"
    CHANGES: Mapping[str, str] = {"PropertyChanged": "ssv", "PropertyRemoved": "ss"}
    ASKED = (("xfce4-panel", "/panels"), ("xsettings", "/Net/ThemeName"))

    def __init__(self, bus: Bus, tell: Tell) -> None:
        self._bus = bus
        self._tell = tell
        self._owner = ""
        self._values: dict[str, Any] = {}
        for channel, _below in self.ASKED:
            bus.on_signal(self.PATH, self.XFCONF, self._heard, self.CHANGES, first=channel)
        bus.watch_name(self.NAME, self._belongs_to)

    def _belongs_to(self, owner: str) -> None:
        self._owner = owner
        if owner:
            for channel, below in self.ASKED:
                self._ask(channel, below)

    def _heard(self, sender: str, _member: str, body: tuple[Any, ...]) -> None:
        """A value was set, or taken back; few others lie below what we ask for."""
        for channel, below in self.ASKED:
            if sender == self._owner and body[0] == channel and body[1].startswith(below):
                self._ask(channel, below)

    def _ask(self, channel: str, below: str) -> None:
        def know(body: tuple[Any, ...]) -> None:
            others = {name: value for name, value in self._values.items() if not name.startswith(below)}
            self._values = others | {name: value for name, (_signature, value) in body[0].items()}
            self._tell(panel_of_xfce(self._values))

        self._bus.call(
            self._owner,
            self.PATH,
            self.XFCONF,
            "GetAllProperties",
            "ss",
            (channel, below),
            on_reply=know,
            # Nothing is set there.
            on_error=lambda _error: know(({},)),
            gives="a{sv}",
        )


SOLID, PICTURE = 1, 2
"""Background styles of Xfce's panel; without one it looks as the theme has it."""
OPAQUE = 0.5
"""From here on a colour of one's own counts more than what shines through it."""


def panel_of_xfce(values: Mapping[str, Any]) -> Panel:
    """What these settings make of the panel; where several panels differ, ours may be any of them."""
    panels = values.get("/panels", [])
    looks = {_one_of_xfce(values, f"/panels/panel-{number}") for _signature, number in panels}
    return looks.pop() if len(looks) == 1 else Panel.UNKNOWN


def _one_of_xfce(values: Mapping[str, Any], panel: str) -> Panel:
    style = values.get(f"{panel}/background-style")
    if style == PICTURE:
        return Panel.UNKNOWN
    if style == SOLID:
        *colour, opacity = (part for _signature, part in values.get(f"{panel}/background-rgba", [("d", 0.0)]))
        if opacity >= OPAQUE:
            return _look_of(colour)
    if values.get("/panels/dark-mode"):
        return Panel.DARK
    theme = values.get("/Net/ThemeName")
    if theme is None:
        return Panel.UNKNOWN
    return Panel.DARK if "dark" in theme.lower() else Panel.LIGHT


def _look_of(colour: list[float]) -> Panel:
    """Dark is what white stands out from more than black does: WCAG's relative luminance below 0.18."""
    linear = [part / 12.92 if part <= 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return Panel.DARK if luminance < 0.18 else Panel.LIGHT


DESKTOPS: Mapping[str, Callable[[Bus, Tell], object]] = {
    # An assumption: the top bar is dark whatever the windows are, unless another shell theme was installed.
    "gnome": _dark,
    "unity": _dark,
    # Its session of old looks has a light bar in some versions and a dark one in others.
    "gnome-classic": _unknown,
    # An assumption: so are Cinnamon's own themes and Mint's; a light theme of the panel is chosen by hand.
    "x-cinnamon": _dark,
    "cinnamon": _dark,
    # An assumption: their bars are dark unless somebody gave them other colours.
    "sway": _dark,
    "hyprland": _dark,
    "river": _dark,
    "wlroots": _dark,
    # The panel follows the colour scheme, which is what the portal tells; Breeze Twilight is an exception.
    "kde": _Portal,
    # Known, but for a theme whose panel is darker than its windows.
    "xfce": _Xfce,
}
"""What to judge by, by the names in XDG_CURRENT_DESKTOP. All others, LXQt and MATE among them, have panels of their
own colours: the portal's word is taken, an assumption, if it says anything."""
