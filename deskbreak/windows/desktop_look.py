"""What the desktop is set to: dark or light, and whether things may move."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

STILL = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", "0"),
)
"""By what the desktop portal says that things are not to move: everywhere by now, in GNOME, and in Plasma."""
PREFERS_DARK = 1
SPI_GETCLIENTAREAANIMATION = 0x1042


def reduced_motion() -> bool:
    """Whether somebody asked their desktop for less movement."""
    if sys.platform == "win32":
        import ctypes

        moves = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0)
        return not moves.value
    if sys.platform == "darwin":
        from AppKit import NSWorkspace

        return bool(NSWorkspace.sharedWorkspace().accessibilityDisplayShouldReduceMotion())
    from deskbreak.windows.portal import setting

    return any(setting(namespace, key) == still for namespace, key, still in STILL)


class Scheme(QObject):
    """Whether the desktop is dark, now and whenever that changes."""

    def __init__(self, on_change: Callable[[bool], object]) -> None:
        super().__init__()
        self._on_change = on_change
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._changed)

    @property
    def is_dark(self) -> bool:
        """Light where nobody says."""
        scheme = self._hints.colorScheme()
        if scheme is Qt.ColorScheme.Unknown and sys.platform.startswith("linux"):
            from deskbreak.windows.portal import setting

            return setting("org.freedesktop.appearance", "color-scheme") == PREFERS_DARK
        return scheme is Qt.ColorScheme.Dark

    def _changed(self) -> None:
        self._on_change(self.is_dark)
