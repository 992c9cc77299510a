"""What the desktop is set to: dark or light, and whether things may move."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
APPEARANCE = "org.freedesktop.appearance"
PATIENCE = 300
"""Milliseconds within which the portal answers, or is not asked again."""


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
        self._on_change = on_change
        self._told: int | None = None
        """What the portal says: 1 dark, 2 light, 0 either."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._on_change(self.is_dark))
        if sys.platform.startswith("linux") and hints.colorScheme() is Qt.ColorScheme.Unknown:
            self._ask_portal()

    @property
    def is_dark(self) -> bool:
        """Light where nobody says."""
        scheme = QGuiApplication.styleHints().colorScheme()
        if scheme is not Qt.ColorScheme.Unknown:
            return scheme is Qt.ColorScheme.Dark
        return self._told == 1

    def _ask_portal(self) -> None:
        # Imported here: most desktops tell Qt itself.
        from PySide6.QtDBus import QDBusConnection

        self._told = _portal_setting(APPEARANCE, "color-scheme")
        QDBusConnection.sessionBus().connect(
            PORTAL, PATH, SETTINGS, "SettingChanged", self, b"1changed(QString,QString,QDBusVariant)"
        )

    @Slot("QString", "QString", "QDBusVariant")
    def changed(self, namespace: str, key: str, value: object) -> None:
        """The portal tells of a change."""
        if (namespace, key) == (APPEARANCE, "color-scheme"):
            self._told = getattr(value, "variant", lambda: value)()
            self._on_change(self.is_dark)


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
