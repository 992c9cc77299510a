"""The tray on Linux: a backend for pystray's Icon that speaks StatusNotifierItem.

pystray's own Linux backends need GTK, or draw an XEMBED icon without a menu. This one needs only the
session bus. Any number of panels may show the icon at the same time: all of them read the same item.
Specification: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_BACKEND = "PYSTRAY_BACKEND"
_OURS = sys.platform == "linux" and _BACKEND not in os.environ
# Otherwise importing pystray connects to an X display, and raises where there is none.
if _OURS:
    os.environ[_BACKEND] = "dummy"
import pystray
from pystray import _base

# It is read at the import only. What we start may have an icon of its own to show.
if _OURS:
    del os.environ[_BACKEND]

from deskbreak.desktop.activation import Activation
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Property
from deskbreak.desktop.tray.dbusmenu import PATH as MENU_PATH
from deskbreak.desktop.tray.dbusmenu import DBusMenu
from deskbreak.desktop.tray.lines import CHECK, RADIO
from deskbreak.desktop.tray.pystray_menu import pystray_menu
from deskbreak.desktop.tray.registration import Registration
from deskbreak.ports import Post
from deskbreak.ports.tray import Icon as Look
from deskbreak.ports.tray import Menu, Pixmap

NAME = "org.kde.StatusNotifierItem"
PATH = "/StatusNotifierItem"
Pixmaps = list[Pixmap]
Draw = Callable[[Look], Pixmaps]


class Icon(_base.Icon):  # type: ignore[misc]
    """pystray's Icon on StatusNotifierItem. It lives in the loop of its bus: no thread, nothing blocks."""

    HAS_NOTIFICATION = False

    def __init__(self, name: str, bus: Bus, pixmaps: Pixmaps, activation: Activation, **more: Any) -> None:
        self._bus = bus
        self._pixmaps = pixmaps
        self._activation = activation
        self._registration = Registration(bus)
        super().__init__(name, icon=pixmaps, **more)
        self._served = DBusMenu(
            bus, lambda: self.menu, lambda item: self._handler(item)(), pystray.Menu.SEPARATOR, _mark_of_one()
        )

    @property
    def seen(self) -> bool:
        """Whether a panel shows it."""
        return self._registration.seen

    def update_open_menu(self) -> None:
        """Have the menu tell what is new, if somebody has it open."""
        if self._served.is_open:
            self._served.refresh()

    def run_detached(self, setup: Callable[[Any], None] | None = None) -> None:
        """Show the icon. There is no loop of its own to start, so `setup` is called here and now."""
        self._mark_ready()
        if setup:
            setup(self)
        else:
            self.visible = True

    def stop(self) -> None:
        """Take the icon away. pystray would wait for a thread here that this backend does not have."""
        self._stop()
        self._running = False

    # -- what pystray asks of a backend -------------------------------------

    def _show(self) -> None:
        self._bus.export(PATH, NAME, self._interface())
        self._registration.begin()

    def _hide(self) -> None:
        self._bus.withdraw(PATH)
        self._registration.end()

    def _update_icon(self) -> None:
        self._pixmaps = self.icon
        self._icon_valid = True
        self._signal("NewIcon")

    def _update_title(self) -> None:
        self._signal("NewTitle")
        self._signal("NewToolTip")

    def _update_menu(self) -> None:
        self._served.refresh()

    def _stop(self) -> None:
        self.visible = False

    # -- what panels ask of an item -----------------------------------------

    def _interface(self) -> Interface:
        """Every property of the specification: some panels drop an item that lacks one."""
        text, flag = "s", "b"
        return Interface(
            methods={
                "Activate": Method("ii", "", self._activated),
                "SecondaryActivate": Method("ii", "", self._activated),
                "ContextMenu": Method("ii", "", lambda _x, _y: ()),
                "Scroll": Method("is", "", lambda _delta, _orientation: ()),
                "ProvideXdgActivationToken": Method("s", "", self._token_given),
            },
            properties={
                "Category": Property(text, lambda: "ApplicationStatus"),
                "Id": Property(text, lambda: self.name),
                "Title": Property(text, self._first_line),
                "Status": Property(text, lambda: "Active"),
                "WindowId": Property("i", lambda: 0),
                "IconName": Property(text, str),
                "IconThemePath": Property(text, str),
                "IconPixmap": Property("a(iiay)", lambda: self._pixmaps),
                "OverlayIconName": Property(text, str),
                "OverlayIconPixmap": Property("a(iiay)", list),
                "AttentionIconName": Property(text, str),
                # Never shown, for the status never is NeedsAttention: not all panels draw another icon then.
                "AttentionIconPixmap": Property("a(iiay)", list),
                "AttentionMovieName": Property(text, str),
                "ToolTip": Property("(sa(iiay)ss)", self._tooltip),
                "ItemIsMenu": Property(flag, lambda: False),
                "Menu": Property("o", lambda: MENU_PATH),
            },
            signals={"NewTitle": "", "NewIcon": "", "NewToolTip": "", "NewStatus": "s", "NewMenu": ""},
        )

    def _activated(self, _x: int, _y: int) -> tuple[()]:
        self()
        return ()

    def _token_given(self, token: str) -> tuple[()]:
        self._activation.offer(token)
        return ()

    def _first_line(self) -> str:
        line: str = self.title.partition("\n")[0]
        return line

    def _tooltip(self) -> tuple[str, Pixmaps, str, str]:
        head, _, rest = self.title.partition("\n")
        return "", [], head, rest

    def _signal(self, member: str) -> None:
        if self.visible:
            self._bus.emit(PATH, NAME, member)


class StatusNotifierTray:
    """The `TrayHost` of Linux desktops."""

    name = "StatusNotifierItem"

    def __init__(self, bus: Bus, draw: Draw, menu: Callable[[], Menu], post: Post) -> None:
        self._bus = bus
        self._draw = draw
        self._icon: Icon | None = None
        self._shown: Look | None = None
        self._activation = Activation(bus.now)
        self._menu = pystray_menu(pystray, menu, lambda request: post(self._activation.with_token(request)))

    @property
    def seen(self) -> bool:
        return self._icon is not None and self._icon.seen

    def show(self, icon: Look, tooltip: str) -> None:
        """Draw the icon if it changed, tell the tooltip if it reads differently, and what is new in an open menu."""
        if self._icon is None:
            pictures = self._draw(icon)
            self._icon = Icon("deskbreak", self._bus, pictures, self._activation, title=tooltip, menu=self._menu)
            self._icon.run_detached()
        else:
            self._icon.title = tooltip
            if icon != self._shown:
                self._icon.icon = self._draw(icon)
            # Told of each event and once a minute: labels that tell the time need no timer of their own.
            self._icon.update_open_menu()
        self._shown = icon

    def refresh_menu(self) -> None:
        if self._icon is not None:
            self._icon.update_menu()

    def close(self) -> None:
        if self._icon is not None:
            self._icon.stop()


def _mark_of_one() -> str:
    """What marks the line of which one is chosen. Many themes of LXQt draw no mark but that of a check."""
    return CHECK if "lxqt" in os.environ.get("XDG_CURRENT_DESKTOP", "").lower() else RADIO
