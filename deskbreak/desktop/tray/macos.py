"""pystray's icon on macOS, and what it lacks. Not run on macOS yet; tested beside an AppKit of ours.

- AppKit is for the main thread only. What is asked for there is done in the run loop's default mode, in which it is not
  while a menu is open: so a menu is never exchanged under somebody's pointer.
- A program that only has an icon in the menu bar is an accessory: it has no Dock icon and no menu bar of its own.
- A program without a window may be put to nap: its wakes come late then, by as much as looks like an absence. An
  activity keeps that off, and lets the machine sleep all the same.
- At a logout, and at Ctrl+C, AppKit leaves by `exit`: what is to be saved is saved when it says that it will.
- Python's own signal handlers wait for Python to run in this thread; those of PyObjC come through the run loop.
- A click opens the menu, and nothing else: there is no default action. Radio marks are drawn as check marks.
"""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Callable
from typing import Any

from deskbreak.desktop.tray.native import logged
from deskbreak.ports import Unavailable
from deskbreak.words import _

WHY_AWAKE = "reminders come in time"
LONGEST_TIP = 1000
"""There is no limit."""
RETINA = 2
"""Pixels a point."""


def backend() -> tuple[Any, type]:
    """pystray, and its icon made whole. Unavailable where it cannot be loaded, or nobody is logged in at the screen."""
    try:
        import AppKit
        import CoreFoundation
        import Foundation
        import Quartz
        from PyObjCTools import MachSignals
    except ImportError as error:
        raise Unavailable(_("pystray cannot be loaded ({error})").format(error=error)) from error
    if Quartz.CGSessionCopyCurrentDictionary() is None:
        # AppKit would end the process.
        raise Unavailable(_("there is no screen here, as in a login over SSH"))
    import pystray
    from pystray import _darwin

    class Icon(_darwin.Icon):  # type: ignore[misc, unused-ignore]
        """A `NativeIcon`."""

        longest_title = LONGEST_TIP

        def __init__(self, name: str, menu: Any) -> None:
            AppKit.NSApplication.sharedApplication().setActivationPolicy_(AppKit.NSApplicationActivationPolicyAccessory)
            super().__init__(name, menu=menu)

        @property
        def pixels(self) -> int:
            return self._points * RETINA

        def hold(self, leave: Callable[[], None], leave_now: Callable[[], None]) -> None:
            AppKit.NSNotificationCenter.defaultCenter().addObserverForName_object_queue_usingBlock_(
                AppKit.NSApplicationWillTerminateNotification, None, None, lambda _notification: leave_now()
            )
            self.later(lambda: _heed_signals(MachSignals, leave))
            process = Foundation.NSProcessInfo.processInfo()
            activity = process.beginActivityWithOptions_reason_(
                Foundation.NSActivityUserInitiatedAllowingIdleSystemSleep, WHY_AWAKE
            )
            try:
                self.run()
            finally:
                process.endActivity_(activity)

        def later(self, call: Callable[[], object]) -> None:
            main = CoreFoundation.CFRunLoopGetMain()
            CoreFoundation.CFRunLoopPerformBlock(main, CoreFoundation.kCFRunLoopDefaultMode, lambda: logged(call))
            CoreFoundation.CFRunLoopWakeUp(main)

        def menu_changed(self) -> None:
            """AppKit opens the menu that it was given, without asking."""
            self.update_menu()

        def _start_setup(self, _setup: Any) -> None:
            """pystray would show the icon from a thread, which AppKit does not allow."""
            self._setup_thread = threading.current_thread()

        @property
        def _points(self) -> int:
            return int(self._status_bar.thickness())

        def _assert_image(self) -> None:
            """pystray would scale it to one pixel a point, which is blurred on nearly all screens."""
            data = io.BytesIO()
            self.icon.save(data, "png")
            self._icon_image = AppKit.NSImage.alloc().initWithData_(Foundation.NSData(data.getvalue()))
            self._icon_image.setSize_((self._points, self._points))
            self._status_item.button().setImage_(self._icon_image)

    return pystray, Icon


def _heed_signals(mach_signals: Any, leave: Callable[[], None]) -> None:
    """In place of pystray's handler for Ctrl+C, which would be an exit. What is ignored (nohup) stays ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:
            mach_signals.signal(number, lambda _number: leave())
