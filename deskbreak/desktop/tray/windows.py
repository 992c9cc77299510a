"""pystray's icon on Windows, and what it lacks. Not run on Windows yet; tested beside a user32 and a shell32 of ours.

pystray answers every message of its window that is not in its table with 0. The table is a plain dictionary by number:

- WM_QUERYENDSESSION: 0 would keep Windows from shutting down; 1 lets it.
- WM_ENDSESSION: the session ends, and the process with it as soon as this is answered. Everything is saved first.
- WM_CLOSE: what taskkill and installers send; the window stays, the program goes.
- TaskbarCreated is in the table: pystray shows the icon again after the Explorer was started again.
- WM_POWERBROADCAST, and what becomes of the session, go to a window of their own, see `session/windows_messages.py`.

The python.exe of python.org declares no DPI awareness: to such a program Windows says that icons are 16 pixels wide on
every screen, and stretches what it shows. So it is declared here, before there is a window.
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setprocessdpiawarenesscontext

A menu is built when it is opened, so nothing is built, and no open menu is torn down, while nobody looks.
https://learn.microsoft.com/windows/win32/shutdown/wm-queryendsession
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from ctypes import c_void_p
from typing import Any

from PIL import Image

from deskbreak.desktop.tray.native import logged
from deskbreak.ports import Unavailable
from deskbreak.words import _

WM_CLOSE, WM_QUERYENDSESSION, WM_ENDSESSION = 0x0010, 0x0011, 0x0016
WM_APP = 0x8000
"""From here on numbers are ours."""
SM_CXSMICON = 49
"""How wide small icons are, as those of the tray."""
PER_MONITOR_AWARE_V2 = c_void_p(-4)
"""What is shown has as many pixels as the screen it is on."""
LONGEST_TIP = 127
"""UTF-16 units, and a zero at the end: the array szTip of NOTIFYICONDATAW."""


def backend() -> tuple[Any, type]:
    """pystray, and its icon made whole. Unavailable where it cannot be loaded."""
    try:
        import pystray
        from pystray import _win32
        from pystray._util import serialized_image, win32
    except (ImportError, OSError, AttributeError) as error:
        raise Unavailable(_("pystray cannot be loaded ({error})").format(error=error)) from error
    _see_all_pixels(win32.windll.user32)

    class Icon(_win32.Icon):  # type: ignore[misc, unused-ignore]
        """A `NativeIcon`."""

        longest_title = LONGEST_TIP
        _icon_handle: Any

        def __init__(self, name: str, menu: Any) -> None:
            super().__init__(name, menu=menu)
            self._calls: deque[Callable[[], object]] = deque()
            self._leave: Callable[[], None] = lambda: None
            self._leave_now: Callable[[], None] = lambda: None
            self._message_handlers |= {
                WM_QUERYENDSESSION: lambda _wparam, _lparam: 1,
                WM_ENDSESSION: self._on_end_session,
                WM_CLOSE: lambda _wparam, _lparam: self._leave(),
                WM_APP: self._on_call,
            }

        @property
        def pixels(self) -> int:
            width: int = win32.windll.user32.GetSystemMetrics(SM_CXSMICON)
            return width

        def hold(self, leave: Callable[[], None], leave_now: Callable[[], None]) -> None:
            self._leave, self._leave_now = leave, leave_now
            self.run()

        def later(self, call: Callable[[], object]) -> None:
            self._calls.append(call)
            self._wake()

        def menu_changed(self) -> None:
            """It is built when it is opened."""

        def _start_setup(self, _setup: Any) -> None:
            """pystray would show the icon from a thread, which would outlive a failure in this one."""
            self._setup_thread = threading.current_thread()

        def _mark_ready(self) -> None:
            """There is a window: what was asked for before can be done."""
            super()._mark_ready()
            self._wake()

        def _wake(self) -> None:
            if self._hwnd:
                win32.PostMessage(self._hwnd, WM_APP, 0, 0)

        def _on_call(self, _wparam: int, _lparam: int) -> None:
            while self._calls:
                logged(self._calls.popleft())

        def _on_end_session(self, wparam: int, _lparam: int) -> None:
            # 0: another program did not let the session end.
            if wparam:
                self._leave_now()

        def _on_notify(self, wparam: int, lparam: int) -> None:
            if lparam == win32.WM_RBUTTONUP:
                self.update_menu()
            super()._on_notify(wparam, lparam)

        def _assert_icon_handle(self) -> None:
            """pystray would load it twice as wide, for the Explorer to scale it down again."""
            if self._icon_handle:
                return
            width = self.icon.width
            with serialized_image(_OneSize(self.icon), "ICO") as file:
                self._icon_handle = win32.LoadImage(None, file, win32.IMAGE_ICON, width, width, win32.LR_LOADFROMFILE)

    return pystray, Icon


def _see_all_pixels(user32: Any) -> None:
    """Have Windows neither stretch what we show nor tell us sizes of another screen. What was declared first holds."""
    try:
        declare = user32.SetProcessDpiAwarenessContext
    except AttributeError:
        # Before Windows 10 1703.
        user32.SetProcessDPIAware()
    else:
        declare(PER_MONITOR_AWARE_V2)


class _OneSize:
    """A picture that is saved as it is; Pillow puts an icon into its file in sizes of its own choice."""

    def __init__(self, picture: Image.Image) -> None:
        self._picture = picture

    def save(self, file: Any, format: str) -> None:
        self._picture.save(file, format=format, sizes=[self._picture.size])
