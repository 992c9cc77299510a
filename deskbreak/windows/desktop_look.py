"""What the desktop is set to: dark or light, and whether things may move."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
PREFERS_DARK = 1
PATIENCE = 300
"""Milliseconds within which the portal answers, or is not heard."""


def reduced_motion() -> bool:
    """Whether somebody asked their desktop for less movement."""
    style = QApplication.style()
    if style is not None and not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
        return True
    if not sys.platform.startswith("linux"):
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    told = _portal_setting("org.gnome.desktop.interface", "enable-animations")
    return told is False


class Scheme(QObject):
    """Whether the desktop is dark, now and whenever that changes."""

    def __init__(self, on_change: Callable[[bool], object]) -> None:
        super().__init__()
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(lambda _scheme: on_change(self.is_dark))

    @property
    def is_dark(self) -> bool:
        """Light where nobody says."""
        scheme = self._hints.colorScheme()
        if scheme is Qt.ColorScheme.Unknown and sys.platform.startswith("linux"):
            return _portal_setting("org.freedesktop.appearance", "color-scheme") == PREFERS_DARK
        return scheme is Qt.ColorScheme.Dark


def _portal_setting(namespace: str, key: str) -> object:
    """What the desktop portal says, or None. One that is not running is not started for this."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    known = bus.interface()
    if not bus.isConnected() or known is None or not known.isServiceRegistered(PORTAL).value():
        return None
    asked = QDBusMessage.createMethodCall(PORTAL, PATH, SETTINGS, "Read")
    asked.setArguments([namespace, key])
    replied = bus.call(asked, QDBus.CallMode.Block, PATIENCE)
    if replied.type() is not QDBusMessage.MessageType.ReplyMessage or not replied.arguments():
        return None
    value = replied.arguments()[0]
    while hasattr(value, "variant"):
        value = value.variant()
    return value
