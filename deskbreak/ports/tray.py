"""The tray: what its icon and its menu show, and who hosts them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from deskbreak.ports import Request

NO_TRAY = "none"
"""What is told in place of the tray's name while none shows the icon."""


class Shape(StrEnum):
    """What the tray icon looks like; never told apart by colour alone."""

    FILLING = "filling"
    NEAR = "near"
    DUE = "due"
    ASKED = "asked"
    SNOOZED = "snoozed"
    ON_BREAK = "on-break"
    PAUSED = "paused"
    AWAY = "away"
    DEFERRED = "deferred"
    HELD_LONG = "held-long"
    OFF_HOURS = "off-hours"
    STANDING = "standing"


class Panel(StrEnum):
    """What the panel looks like on which the icon lies."""

    DARK = "dark"
    LIGHT = "light"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Icon:
    """The tray icon: a shape, how far its ring is filled, in twelfths, and the panel to draw it for."""

    shape: Shape
    twelfths: int = 0
    panel: Panel = Panel.UNKNOWN


Pixmap = tuple[int, int, bytes]
"""Width, height, and the pixels as ARGB32 in network byte order, row by row."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu. Without a request or children it is only read."""

    label: str
    request: Request | None = None
    children: tuple[MenuItem | None, ...] = ()
    default: bool = False
    """What a click on the icon does."""
    checked: bool | None = None
    """Whether its mark is set; None for a line without one."""
    radio: bool = False
    """Its mark is one of several, of which one is set."""

    @property
    def enabled(self) -> bool:
        return self.request is not None or bool(self.children)


Menu = tuple[MenuItem | None, ...]
"""Lines from the top down; None is a separator."""


class TrayHost(Protocol):
    """The icon in the tray. It asks for the menu whenever somebody opens it."""

    name: str

    @property
    def seen(self) -> bool:
        """Whether a tray has taken the icon."""

    def show(self, icon: Icon, tooltip: str) -> None: ...
    def refresh_menu(self) -> None: ...
    def close(self) -> None: ...
