"""What the desktop tells of its panel: a portal and an xfconf of our own, on a real bus that starts nothing."""

from __future__ import annotations

from typing import Any

import pytest

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Refused
from deskbreak.desktop.tray.panel import DESKTOPS, follow_panel, panel_of_xfce
from deskbreak.ports.tray import Panel
from tests.contracts.conftest import Wire

PORTAL, PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
SCHEME = ("org.freedesktop.appearance", "color-scheme")
XFCONF, XFCONF_PATH = "org.xfce.Xfconf", "/org/xfce/Xfconf"
NONE, DARK, LIGHT = ("u", 0), ("u", 1), ("u", 2)


class Portal:
    """Version 1 knows only Read, which wraps its answer twice."""

    def __init__(self, wire: Wire, scheme: tuple[str, Any] | None, version: int = 2) -> None:
        self.scheme = scheme
        self.bus: Bus = wire.connect()
        self.asked: list[str] = []
        methods = {"Read": Method("ss", "v", lambda *key: (("v", self._read("Read", key)),))}
        if version > 1:
            methods["ReadOne"] = Method("ss", "v", lambda *key: (self._read("ReadOne", key),))
        self.bus.export(PORTAL_PATH, SETTINGS, Interface(methods=methods))
        wire.settle()
        wire.own(self.bus, PORTAL)

    def _read(self, member: str, key: tuple[str, ...]) -> tuple[str, Any]:
        self.asked.append(member)
        if key != SCHEME or self.scheme is None:
            raise Refused("UnknownProperty", "not found")
        return self.scheme

    def becomes(self, scheme: tuple[str, Any], key: tuple[str, str] = SCHEME) -> None:
        self.scheme = scheme
        self.bus.emit(PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", (*key, scheme))


class Xfconf:
    """Channels of properties."""

    def __init__(self, wire: Wire, **channels: dict[str, tuple[str, Any]]) -> None:
        self.channels = {name.replace("_", "-"): values for name, values in channels.items()}
        self.bus: Bus = wire.connect()
        everything = Method("ss", "a{sv}", self._below)
        self.bus.export(XFCONF_PATH, XFCONF, Interface(methods={"GetAllProperties": everything}))
        wire.settle()
        wire.own(self.bus, XFCONF)

    def _below(self, channel: str, base: str) -> tuple[dict[str, tuple[str, Any]]]:
        found = {name: value for name, value in self.channels.get(channel, {}).items() if name.startswith(base)}
        if not found:
            raise Refused("PropertyNotFound", base)
        return (found,)

    def becomes(self, channel: str, name: str, value: tuple[str, Any]) -> None:
        self.channels.setdefault(channel, {})[name] = value
        self.bus.emit(XFCONF_PATH, XFCONF, "PropertyChanged", "ssv", (channel, name, value))

    def takes_back(self, channel: str, name: str) -> None:
        del self.channels[channel][name]
        self.bus.emit(XFCONF_PATH, XFCONF, "PropertyRemoved", "ss", (channel, name))


class Follower:
    """What the tray is told."""

    def __init__(self, wire: Wire, desktop: str) -> None:
        self.wire = wire
        self.told: list[Panel] = []
        follow_panel(wire.connect(), {"XDG_CURRENT_DESKTOP": desktop}, self.told.append)

    def hears(self, panel: Panel) -> None:
        self.wire.until(lambda: self.told and self.told[-1] is panel)


ONE_PANEL = {"/panels": ("av", [("i", 1)])}
THEME = "/Net/ThemeName"


@pytest.mark.parametrize("desktop", ["GNOME", "ubuntu:GNOME", "X-Cinnamon", "Unity", "sway", "Hyprland"])
def test_a_shell_with_a_dark_panel_whatever_the_windows_are(wire: Wire, desktop: str) -> None:
    portal = Portal(wire, LIGHT)
    follower = Follower(wire, desktop)
    assert follower.told == [Panel.DARK]
    wire.settle()
    assert (follower.told, portal.asked) == ([Panel.DARK], [])


def test_the_first_name_that_is_known_counts(wire: Wire) -> None:
    assert Follower(wire, "GNOME-Classic:GNOME").told == [Panel.UNKNOWN]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("desktop", ["KDE", "LXQt", "MATE", ""])
def test_the_portal_is_believed_and_followed(wire: Wire, desktop: str, version: int) -> None:
    portal = Portal(wire, DARK, version)
    follower = Follower(wire, desktop)
    follower.hears(Panel.DARK)
    for scheme, panel in ((LIGHT, Panel.LIGHT), (NONE, Panel.UNKNOWN), (DARK, Panel.DARK)):
        portal.becomes(scheme)
        follower.hears(panel)
    told = list(follower.told)
    portal.becomes(LIGHT, ("org.freedesktop.appearance", "contrast"))
    portal.becomes(LIGHT, ("org.gnome.desktop.interface", "color-scheme"))
    wire.settle()
    assert follower.told == told


def test_a_portal_that_comes_late_and_one_that_goes(wire: Wire) -> None:
    """Nothing is started to be asked: the bus of this test would answer that with an error."""
    follower = Follower(wire, "KDE")
    wire.settle()
    assert follower.told == []
    portal = Portal(wire, LIGHT)
    follower.hears(Panel.LIGHT)
    wire.give_up(portal.bus)
    wire.settle()
    Portal(wire, DARK)
    follower.hears(Panel.DARK)
    assert follower.told == [Panel.LIGHT, Panel.DARK]


@pytest.mark.parametrize("scheme", [None, ("u", 9), ("s", "dark"), ("as", ["dark"]), ("(uu)", (1, 2))])
def test_a_portal_that_says_nothing_or_nonsense(wire: Wire, scheme: Any) -> None:
    follower = Follower(wire, "KDE")
    portal = Portal(wire, scheme)
    wire.settle()
    wire.settle()
    assert set(follower.told) <= {Panel.UNKNOWN}
    portal.becomes(DARK)
    follower.hears(Panel.DARK)


def test_somebody_else_is_not_the_portal(wire: Wire) -> None:
    Portal(wire, DARK)
    follower = Follower(wire, "KDE")
    follower.hears(Panel.DARK)
    liar = wire.connect()
    liar.emit(PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", (*SCHEME, LIGHT))
    wire.settle()
    assert follower.told == [Panel.DARK]


def test_xfce_tells_by_its_dark_mode_and_then_by_its_theme(wire: Wire) -> None:
    xfconf = Xfconf(wire, xfce4_panel=dict(ONE_PANEL), xsettings={THEME: ("s", "Adwaita")})
    follower = Follower(wire, "XFCE")
    follower.hears(Panel.LIGHT)
    xfconf.becomes("xsettings", THEME, ("s", "Adwaita-dark"))
    follower.hears(Panel.DARK)
    xfconf.becomes("xsettings", THEME, ("s", "Greybird"))
    follower.hears(Panel.LIGHT)
    xfconf.becomes("xfce4-panel", "/panels/dark-mode", ("b", True))
    follower.hears(Panel.DARK)
    xfconf.takes_back("xfce4-panel", "/panels/dark-mode")
    follower.hears(Panel.LIGHT)
    xfconf.takes_back("xsettings", THEME)
    follower.hears(Panel.UNKNOWN)


def test_of_xfconf_only_what_matters_is_looked_at(wire: Wire) -> None:
    xfconf = Xfconf(wire, xfce4_panel=dict(ONE_PANEL), xsettings={THEME: ("s", "Adwaita")})
    follower = Follower(wire, "XFCE")
    follower.hears(Panel.LIGHT)
    wire.settle()
    told = list(follower.told)
    xfconf.becomes("xsettings", "/Gtk/FontName", ("s", "Sans 11"))
    xfconf.becomes("xfce4-panel", "/plugins/plugin-1", ("s", "clock"))
    xfconf.becomes("thunar", "/last-window-width", ("i", 800))
    wire.settle()
    wire.settle()
    assert follower.told == told


def rgba(grey: float, opacity: float = 1.0) -> list[tuple[str, float]]:
    return [("d", grey), ("d", grey), ("d", grey), ("d", opacity)]


@pytest.mark.parametrize(
    ("values", "panel"),
    [
        ({}, Panel.UNKNOWN),
        ({"1/background-style": 1, "1/background-rgba": rgba(0.13)}, Panel.DARK),
        ({"1/background-style": 1, "1/background-rgba": rgba(0.93), "dark-mode": True}, Panel.LIGHT),
        ({"1/background-style": 1, "1/background-rgba": rgba(0.93, 0.1), "dark-mode": True}, Panel.DARK),
        ({"1/background-style": 0, "1/background-rgba": rgba(0.13), "theme": "Adwaita"}, Panel.LIGHT),
        ({"1/background-style": 1, "theme": "Adwaita"}, Panel.LIGHT),
        ({"1/background-style": 2, "dark-mode": True}, Panel.UNKNOWN),
        ({"2/background-style": 1, "2/background-rgba": rgba(0.1), "theme": "Adwaita"}, Panel.UNKNOWN),
        ({"2/background-style": 1, "2/background-rgba": rgba(0.1), "dark-mode": True}, Panel.DARK),
        ({"theme": "Arc-Dark"}, Panel.DARK),
    ],
)
def test_the_panels_of_xfce(values: dict[str, Any], panel: Panel) -> None:
    two = any(name.startswith("2/") for name in values)
    named = {
        THEME if name == "theme" else f"/panels/panel-{name}" if "/" in name else f"/panels/{name}": value
        for name, value in values.items()
    }
    assert panel_of_xfce({"/panels": [("i", 1), ("i", 2)][: 1 + two], **named}) is panel


def test_the_table_is_in_the_small_letters_it_is_asked_in() -> None:
    assert all(name == name.lower() for name in DESKTOPS)
