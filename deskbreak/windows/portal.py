"""What the desktop portal tells of the desktop's settings.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
"""

from __future__ import annotations

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
PATIENCE = 300
"""Milliseconds for an answer."""


def setting(namespace: str, key: str) -> object:
    """What it says; None where it says nothing. One that does not run is not started for this."""
    bus = QDBusConnection.sessionBus()
    names = bus.interface() if bus.isConnected() else None
    if names is None or not names.isServiceRegistered(NAME).value():
        return None
    asked = QDBusMessage.createMethodCall(NAME, PATH, INTERFACE, "Read")
    asked.setArguments([namespace, key])
    replied = bus.call(asked, QDBus.CallMode.Block, PATIENCE)
    if replied.type() is not QDBusMessage.MessageType.ReplyMessage or not replied.arguments():
        return None
    value = replied.arguments()[0]
    # `Read` wraps it twice.
    while hasattr(value, "variant"):
        value = value.variant()
    return value
