"""The tray on Windows and macOS: pystray's own backends, which own the main thread there.

Our loop lives in another thread. What it wants shown is handed over as plain values and drawn in the main thread; what
somebody chooses is handed back as a request. So neither ever waits for the other, nor touches what is the other's:
the menu reads what was published last, at every event and once a minute.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Protocol

from PIL import Image

from deskbreak.desktop.tray.pystray_menu import pystray_menu
from deskbreak.desktop.utf16 import cut
from deskbreak.ports import Post, Unavailable
from deskbreak.ports.tray import Icon, Menu
from deskbreak.words import _

log = logging.getLogger(__name__)

Draw = Callable[[Icon, int], Image.Image]


class NativeIcon(Protocol):
    """A pystray icon with what the backend of this system adds. In the main thread only, but for `later`."""

    icon: Any
    title: str
    visible: bool
    pixels: int
    """How wide the system's icons are."""
    longest_title: int
    """How many UTF-16 units of a tooltip it takes."""

    def later(self, call: Callable[[], object]) -> None:
        """Have this called in the main thread, also before that has begun to listen; from any thread."""

    def menu_changed(self) -> None:
        """Another menu is to be shown when somebody opens it."""

    def hold(self, leave: Callable[[], None], leave_now: Callable[[], None]) -> None:
        """Serve the icon until `stop`; see `app/beside.py`."""

    def stop(self) -> None: ...


Backend = tuple[Any, Callable[..., NativeIcon]]
"""pystray, and the class of its icons here."""
Look = tuple[Icon, str, Menu]
"""What is to be seen: the icon, its tooltip, its menu."""


class NativeTray:
    """The `TrayHost`, and what holds the main thread. `serve` says whose menu it shows."""

    name = "pystray"

    def __init__(self, draw: Draw, backend: Callable[[], Backend] | None = None) -> None:
        """In the main thread. Unavailable, with the reason, where there can be no tray."""
        self._draw = draw
        self._read: Callable[[], Menu] = tuple
        self._post: Post = lambda _request: None
        self._menu: Menu = ()
        self._wanted: Look | None = None
        self._shown: Look | None = None
        pystray, icon = (backend or _backend())()
        self._icon = icon("deskbreak", menu=pystray_menu(pystray, lambda: self._menu, lambda ask: self._post(ask)))

    # -- for the loop's thread ----------------------------------------------

    def serve(self, menu: Callable[[], Menu], post: Post) -> None:
        """Show this menu, and tell this what was chosen: `menu` is called here, `post` in the main thread."""
        self._read, self._post = menu, post

    @property
    def seen(self) -> bool:
        return self._icon.visible

    def show(self, icon: Icon, tooltip: str) -> None:
        """Have all of it shown as it is now, unless it is."""
        wanted = icon, tooltip, self._read()
        if wanted != self._wanted:
            self._wanted = wanted
            self._icon.later(lambda: self._update(wanted))

    def refresh_menu(self) -> None:
        """It comes with every `show`."""

    def close(self) -> None:
        """Take the icon away."""
        self._icon.later(self._hide)

    def end(self) -> None:
        """Have `run` return; from any thread."""
        self._icon.later(self._icon.stop)

    def in_main(self, call: Callable[[], object]) -> None:
        """Have this called in the main thread; from any thread."""
        self._icon.later(call)

    # -- the main thread ----------------------------------------------------

    def run(self, leave: Callable[[], None], leave_now: Callable[[], None]) -> None:
        """Hold the main thread until `end`; see `app/beside.py`."""
        try:
            self._icon.hold(leave, leave_now)
        finally:
            # Else pystray does so when the icon is collected, in whatever thread that is.
            self._hide()

    def _update(self, wanted: Look) -> None:
        try:
            self._bring(*wanted)
        except Exception:
            # Soon after a login not everything is there yet: the next `show` tries all of it again.
            self._wanted = self._shown = None
            raise
        self._shown = wanted

    def _bring(self, icon: Icon, tooltip: str, menu: Menu) -> None:
        if self._shown is None or icon != self._shown[0]:
            self._icon.icon = self._draw(icon, self._icon.pixels)
        self._icon.title = cut(tooltip, self._icon.longest_title)
        if self._shown is None or menu != self._shown[2]:
            self._menu = menu
            self._icon.menu_changed()
        self._icon.visible = True

    def _hide(self) -> None:
        self._icon.visible = False


def logged(call: Callable[[], object]) -> None:
    """Do this. What it raises must not go through a loop that is not Python's, nor keep anything else from its turn."""
    try:
        call()
    except Exception:
        log.exception("the tray failed")


def _backend() -> Callable[[], Backend]:
    if sys.platform == "win32":
        from deskbreak.desktop.tray.windows import backend

        return backend
    elif sys.platform == "darwin":
        from deskbreak.desktop.tray.macos import backend

        return backend
    else:
        raise Unavailable(_("pystray's own tray is for Windows and macOS"))
