"""Full screen and films on macOS, and why not Focus. Not run on macOS yet; tested beside a Quartz and an IOKit of ours.

- A window that fills the screen: the program in front has one that covers a display, but for the strip beside the
  camera of newer Macs, and no menu bar is there: beside the camera, nothing else tells it from one that is maximised.
  In front of it may be its own toolbar, and a talk may be above all levels. Whose windows are where takes no
  permission; what they are called would.
- A film: programs that keep the display on, each by its process. https://developer.apple.com/documentation/iokit
- Focus, and Do not disturb in it, is told by INFocusStatusCenter alone, and only to apps that Apple gave a right to it;
  the file in which the system keeps it may be read by those with access to the whole disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from deskbreak.desktop.quiet.macos_applications import Applications
from deskbreak.desktop.quiet.polled import FILM, PolledSignal
from deskbreak.desktop.quiet.polled_fullscreen import NONE, Filling, PolledFullscreen
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders
from deskbreak.words import _

KEEPS_DISPLAY_ON = frozenset({"PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion"})
"""Types of assertions; the second is the older name of the first."""
COPY_ASSERTIONS = (
    "IOPMCopyAssertionsByProcess",
    b"io^@",
    "",
    # What is copied is ours to free.
    {"arguments": {0: {"already_cfretained": True}}},
)
"""For PyObjC, which has no IOKit of its own: the function, what it gives back, and what it fills in."""
OWNER = "kCGWindowOwnerPID"
STRIP = 50.0
"""Points at the top of a display that a window in full screen may leave free."""
MOST_DISPLAYS = 32

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def film(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """Who keeps the display on."""
    applications, power = Applications(), _Power()

    def ask() -> Holders:
        held = power.assertions()
        pids = [pid for pid, each in held.items() if pid != os.getpid() and any(map(_keeps_display_on, each))]
        return frozenset(applications.name(pid) for pid in pids)

    return PolledSignal(loop, FILM, ask, tell, on_lost)


def fullscreen(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledFullscreen:
    """A window that fills the screen. Unavailable without Quartz."""
    try:
        import objc
        import Quartz
    except ImportError as error:
        raise Unavailable(_("Quartz cannot be loaded ({error})").format(error=error)) from error

    def front() -> Filling:
        with objc.autorelease_pool():
            return _in_front(Quartz)

    return PolledFullscreen(loop, front, tell, on_lost)


def do_not_disturb(_loop: Loop, _tell: TellHolders, _on_lost: Lost) -> PolledSignal:
    """Always Unavailable."""
    raise Unavailable(_("macOS tells of Focus only programs that Apple lets know"))


class _Power:
    """Assertions of power management, by process."""

    def __init__(self) -> None:
        try:
            import Foundation
            import objc
        except ImportError as error:
            raise Unavailable(_("Foundation cannot be loaded ({error})").format(error=error)) from error
        kit = Foundation.NSBundle.bundleWithIdentifier_("com.apple.framework.IOKit")
        found: dict[str, Any] = {}
        objc.loadBundleFunctions(kit, found, [COPY_ASSERTIONS])
        self._copy = found.get(COPY_ASSERTIONS[0])
        if self._copy is None:
            raise Unavailable(_("IOKit has no {call}").format(call=COPY_ASSERTIONS[0]))
        self._pool: Any = objc.autorelease_pool

    def assertions(self) -> dict[int, list[Mapping[str, Any]]]:
        """Those of each process, as plain values."""
        assert self._copy is not None
        with self._pool():
            failed, held = self._copy(None)
            if failed:
                raise OSError(f"{COPY_ASSERTIONS[0]}, {failed & 0xFFFFFFFF:#x}")
            return {int(pid): [dict(each) for each in assertions] for pid, assertions in (held or {}).items()}


def _keeps_display_on(assertion: Mapping[str, Any]) -> bool:
    return assertion.get("AssertType") in KEEPS_DISPLAY_ON and bool(assertion.get("AssertLevel", 1))


def _in_front(quartz: Any) -> Filling:
    """The window that fills a screen, if the program in front has one."""
    which = quartz.kCGWindowListOptionOnScreenOnly | quartz.kCGWindowListExcludeDesktopElements
    windows = quartz.CGWindowListCopyWindowInfo(which, quartz.kCGNullWindowID) or ()
    bar_level = quartz.CGWindowLevelForKey(quartz.kCGMainMenuWindowLevelKey)
    bars = [_box(window) for window in windows if window.get("kCGWindowLayer") == bar_level]
    owner = next((window.get(OWNER) for window in windows if window.get("kCGWindowLayer") == 0), None)
    free = [display for display in _displays(quartz) if not _over(bars, display)]
    for window in windows:
        if window.get(OWNER) == owner and any(_fills(_box(window), display) for display in free):
            return int(window.get("kCGWindowNumber", 0)), str(window.get("kCGWindowOwnerName", ""))
    return NONE


def _displays(quartz: Any) -> list[Box]:
    failed, displays, count = quartz.CGGetActiveDisplayList(MOST_DISPLAYS, None, None)
    if failed:
        raise OSError(f"CGGetActiveDisplayList, {failed}")
    bounds = [quartz.CGDisplayBounds(display) for display in displays[:count]]
    return [(each.origin.x, each.origin.y, each.size.width, each.size.height) for each in bounds]


def _box(window: Mapping[str, Any]) -> Box:
    bounds = window.get("kCGWindowBounds") or {}
    left, top, width, height = (float(bounds.get(key, 0)) for key in ("X", "Y", "Width", "Height"))
    return left, top, width, height


def _fills(window: Box, display: Box) -> bool:
    left, top, width, height = window
    free = top - display[1]
    bottom = display[1] + display[3]
    return (left, width) == (display[0], display[2]) and top + height == bottom and 0 <= free <= STRIP


def _over(bars: Iterable[Box], display: Box) -> bool:
    """Whether one of the menu bars is at the top of this display."""
    return any((left, top) == display[:2] for left, top, _width, _height in bars)
