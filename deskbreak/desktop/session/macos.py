"""The session on macOS: lock, another user, sleep. Not run on macOS yet; tested beside an AppKit of ours.

Another user and the sleep are told by NSWorkspace; the sleep waits until its observers are back. The lock is told to
all programs, under names that are in no documentation of Apple's, but have been the same for many years. A logout is
heard by the tray, see `tray/macos.py`.
https://developer.apple.com/documentation/appkit/nsworkspace#Notifications
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak.desktop.session.other_thread import ELSEWHERE, LOCK, FromMain, InThread
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Tell
from deskbreak.words import _

LOCKED, UNLOCKED = "com.apple.screenIsLocked", "com.apple.screenIsUnlocked"


class MacSession:
    """A `SessionWatch`."""

    name = "NSWorkspace"

    def __init__(self, in_main: InThread, in_loop: InThread, tell: Tell, on_sleep: Callable[[], object]) -> None:
        """`in_main` is where AppKit is served. Unavailable where it cannot be loaded."""
        try:
            import AppKit
            import Foundation
        except ImportError as error:
            raise Unavailable(_("AppKit cannot be loaded ({error})").format(error=error)) from error
        self._appkit: Any = AppKit
        self._foundation: Any = Foundation
        self._in_main = in_main
        self._from_main = FromMain(in_loop, tell, on_sleep)
        self._observers: list[tuple[Any, Any]] = []
        """Each with the center that knows it."""
        in_main(self._open)

    def close(self) -> None:
        self._in_main(self._close)

    # -- the main thread ----------------------------------------------------

    def _open(self) -> None:
        appkit, main = self._appkit, self._from_main
        here = appkit.NSWorkspace.sharedWorkspace().notificationCenter()
        everywhere = self._foundation.NSDistributedNotificationCenter.defaultCenter()
        for center, name, call in (
            (everywhere, LOCKED, lambda: main.hidden(LOCK, True)),
            (everywhere, UNLOCKED, lambda: main.hidden(LOCK, False)),
            (here, appkit.NSWorkspaceSessionDidResignActiveNotification, lambda: main.hidden(ELSEWHERE, True)),
            (here, appkit.NSWorkspaceSessionDidBecomeActiveNotification, lambda: main.hidden(ELSEWHERE, False)),
            (here, appkit.NSWorkspaceWillSleepNotification, main.sleeps),
            (here, appkit.NSWorkspaceDidWakeNotification, main.woke),
        ):
            self._observe(center, name, call)

    def _observe(self, center: Any, name: str, call: Callable[[], None]) -> None:
        observer = center.addObserverForName_object_queue_usingBlock_(name, None, None, lambda _notification: call())
        self._observers.append((center, observer))

    def _close(self) -> None:
        for center, observer in self._observers:
            center.removeObserver_(observer)
        self._observers.clear()
