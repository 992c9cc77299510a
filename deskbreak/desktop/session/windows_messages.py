"""The session on Windows: lock, another user, remote desktop, sleep. Not run there yet; tested beside a user32 of ours.

All of it comes as messages to a window. This one is never shown; it lives in the main thread, where the tray serves
the messages of all windows. It is no message-only window: those hear nothing that is told to everybody.

- WM_WTSSESSION_CHANGE comes to a window that asked for it. Whoever leaves the session to another user locks it too.
- WM_POWERBROADCAST: PBT_APMSUSPEND leaves two seconds. A machine with modern standby tells only windows that asked.
- The end of the session (WM_QUERYENDSESSION) is answered by the tray's window, see `tray/windows.py`.

https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registersuspendresumenotification
"""

# Elsewhere typeshed has no WinDLL; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_void_p
from typing import Any

from deskbreak.desktop.session.other_thread import ELSEWHERE, LOCK, FromMain, InThread
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Tell
from deskbreak.words import _

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC = 0x0004, 0x0012
CONSOLE_CONNECT, CONSOLE_DISCONNECT, REMOTE_CONNECT, REMOTE_DISCONNECT, SESSION_LOCK, SESSION_UNLOCK = 1, 2, 3, 4, 7, 8
HIDDEN = {
    CONSOLE_DISCONNECT: (ELSEWHERE, True),
    REMOTE_DISCONNECT: (ELSEWHERE, True),
    SESSION_LOCK: (LOCK, True),
    CONSOLE_CONNECT: (ELSEWHERE, False),
    REMOTE_CONNECT: (ELSEWHERE, False),
    SESSION_UNLOCK: (LOCK, False),
}
"""What each change says of our screen; other changes say nothing."""
FOR_THIS_SESSION = 0
TO_A_WINDOW = 0
CLASS = "deskbreakSession"

_procedures: list[Any] = []
"""What the system may call has to live as long as the process: a window that could not be destroyed still calls."""


class WindowsSession:
    """A `SessionWatch`."""

    name = "WTSRegisterSessionNotification"

    def __init__(
        self,
        in_main: InThread,
        in_loop: InThread,
        tell: Tell,
        on_sleep: Callable[[], object],
    ) -> None:
        """`in_main` is where the tray lives; where Windows tells nothing, OSError comes there. Unavailable without
        what the tray brings."""
        try:
            from pystray._util import win32
        except (ImportError, OSError, AttributeError) as error:
            raise Unavailable(_("pystray cannot be loaded ({error})").format(error=error)) from error
        self._win32: Any = win32
        self._wts: Any = ctypes.WinDLL("wtsapi32")
        self._user32: Any = ctypes.WinDLL("user32")
        self._user32.RegisterSuspendResumeNotification.restype = c_void_p
        self._in_main = in_main
        self._from_main = FromMain(in_loop, tell, on_sleep)
        self._class: int | None = None
        self._window: int | None = None
        self._power: int | None = None
        self._procedure = win32.WNDPROC(self._answer)
        _procedures.append(self._procedure)
        in_main(self._open)

    def close(self) -> None:
        self._in_main(self._close)

    # -- the main thread ----------------------------------------------------

    def _open(self) -> None:
        win32 = self._win32
        module = win32.GetModuleHandle(None)
        declared = win32.WNDCLASSEX(lpfnWndProc=self._procedure, hInstance=module, lpszClassName=CLASS)
        declared.cbSize = ctypes.sizeof(declared)
        self._class = win32.RegisterClassEx(declared)
        self._window = win32.CreateWindowEx(0, self._class, None, win32.WS_POPUP, 0, 0, 0, 0, None, None, module, None)
        self._power = self._user32.RegisterSuspendResumeNotification(c_void_p(self._window), TO_A_WINDOW)
        if not self._wts.WTSRegisterSessionNotification(c_void_p(self._window), FOR_THIS_SESSION):
            # So early after the start of the machine, the service that tells may not run yet.
            raise OSError(self.name)

    def _close(self) -> None:
        if self._power is not None:
            self._user32.UnregisterSuspendResumeNotification(c_void_p(self._power))
        if self._window is not None:
            self._wts.WTSUnRegisterSessionNotification(c_void_p(self._window))
            self._win32.DestroyWindow(self._window)
        if self._class is not None:
            self._win32.UnregisterClass(self._class, self._win32.GetModuleHandle(None))
        self._power = self._window = self._class = None

    def _answer(self, window: int, message: int, wparam: int, lparam: int) -> int:
        if message == WM_WTSSESSION_CHANGE:
            self._changed(wparam)
        elif message == WM_POWERBROADCAST:
            self._powered(wparam)
        else:
            return int(self._win32.DefWindowProc(window, message, wparam, lparam))
        return 1

    def _changed(self, how: int) -> None:
        if how in HIDDEN:
            self._from_main.hidden(*HIDDEN[how])

    def _powered(self, how: int) -> None:
        if how == PBT_APMSUSPEND:
            self._from_main.sleeps()
        elif how == PBT_APMRESUMEAUTOMATIC:
            self._from_main.woke()
