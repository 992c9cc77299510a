"""What Windows holds notifications back for, and what keeps the display on. Not run there yet; tested beside our own.

- SHQueryUserNotificationState tells of full screen and of presentation settings, one at a time. It says "busy" for an
  invisible overlay over an empty desktop, too, as some graphics drivers have it: so the window in front has to fill its
  screen, and not be the desktop's. QUNS_APP, any program of the Store, says nothing of the screen since such programs
  have windows; QUNS_NOT_PRESENT, a lock, is told by the session. Nothing tells when a full screen begins or ends.
- Do not disturb, and before that Focus assist, was told to nobody for long: NotificationMode is documented from build
  23504 of Windows 11 on. Elsewhere only presentation settings and the quiet first hour of a new user are known.
- CallNtPowerInformation tells that something keeps the display on, and not what: that only an administrator may know.

https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state
https://learn.microsoft.com/uwp/api/windows.ui.notifications.toastnotificationmanagerforuser.notificationmode
https://learn.microsoft.com/windows/win32/api/powerbase/nf-powerbase-callntpowerinformation
"""

# Elsewhere typeshed has no WinDLL; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from ctypes import byref, c_void_p, wintypes
from pathlib import PureWindowsPath
from typing import Any

from deskbreak.desktop.quiet.polled import FILM, SOMEBODY, PolledSignal
from deskbreak.desktop.quiet.polled_fullscreen import NONE, Filling, PolledFullscreen
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.desktop.quiet.windows_programs import Programs
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Lost, TellHolders
from deskbreak.words import _

BUSY, FULL_SCREEN_GAME, PRESENTATION, QUIET_TIME = 2, 3, 4, 6
"""QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME."""
SHELL = "explorer.exe"
"""Whose windows are the desktop, and what Alt+Tab shows."""
MONITOR_DEFAULTTONEAREST = 2
UNRESTRICTED = 0
"""ToastNotificationMode: all notifications are shown."""
SYSTEM_EXECUTION_STATE, ES_DISPLAY_REQUIRED = 16, 0x2


class NotificationState:
    """What the shell says."""

    def __init__(self) -> None:
        self._shell: Any = ctypes.WinDLL("shell32")

    def __call__(self) -> int:
        state = ctypes.c_int()
        failed: int = self._shell.SHQueryUserNotificationState(byref(state))
        if failed:
            raise OSError(f"SHQueryUserNotificationState, {failed & 0xFFFFFFFF:#x}")
        return state.value


class MonitorInfo(ctypes.Structure):
    """MONITORINFO."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("rcMonitor", wintypes.RECT),
        ("rcWork", wintypes.RECT),
        ("dwFlags", wintypes.DWORD),
    )


class Screens:
    """Where windows are on them."""

    def __init__(self) -> None:
        self._user32: Any = ctypes.WinDLL("user32")
        self._user32.MonitorFromWindow.restype = c_void_p

    def filled_by(self, window: int) -> bool:
        """Whether nothing of its screen is left beside this window."""
        box, info = wintypes.RECT(), MonitorInfo(cbSize=ctypes.sizeof(MonitorInfo))
        screen = self._user32.MonitorFromWindow(c_void_p(window), MONITOR_DEFAULTTONEAREST)
        told = self._user32.GetWindowRect(c_void_p(window), byref(box))
        # It may be gone already.
        if not told or not self._user32.GetMonitorInfoW(c_void_p(screen), byref(info)):
            return False
        whole = info.rcMonitor
        return bool(
            box.left <= whole.left and box.top <= whole.top and box.right >= whole.right and box.bottom >= whole.bottom
        )


def fullscreen(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledFullscreen:
    """A window that fills the screen: the one in front, as the shell does not say which."""
    state, programs, screens = NotificationState(), Programs(), Screens()

    def front() -> Filling:
        if state() not in (BUSY, FULL_SCREEN_GAME):
            return NONE
        window, path = programs.in_front()
        if not screens.filled_by(window) or PureWindowsPath(path).name.lower() == SHELL:
            return NONE
        return window, programs.name(path) if path else ""

    return PolledFullscreen(loop, front, tell, on_lost)


def presentation(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """Presentation settings, and the first hour of a new user."""
    state = NotificationState()

    def ask() -> Holders:
        return SOMEBODY if state() in (PRESENTATION, QUIET_TIME) else NOBODY

    return PolledSignal(loop, "do_not_disturb", ask, tell, on_lost)


def do_not_disturb(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """The same, and Do not disturb. Unavailable before Windows tells of that."""
    state, manager = NotificationState(), _toast_manager()

    def ask() -> Holders:
        restricted = manager.notification_mode != UNRESTRICTED
        return SOMEBODY if restricted or state() in (PRESENTATION, QUIET_TIME) else NOBODY

    return PolledSignal(loop, "do_not_disturb", ask, tell, on_lost)


def film(loop: Loop, tell: TellHolders, on_lost: Lost) -> PolledSignal:
    """Something keeps the display on."""
    power: Any = ctypes.WinDLL("powrprof")

    def ask() -> Holders:
        state = ctypes.c_ulong()
        failed: int = power.CallNtPowerInformation(SYSTEM_EXECUTION_STATE, None, 0, byref(state), ctypes.sizeof(state))
        if failed:
            raise OSError(f"CallNtPowerInformation, {failed & 0xFFFFFFFF:#x}")
        return SOMEBODY if state.value & ES_DISPLAY_REQUIRED else NOBODY

    return PolledSignal(loop, FILM, ask, tell, on_lost)


def _toast_manager() -> Any:
    """Comes with what shows our notifications."""
    try:
        from winrt.windows.ui.notifications import ToastNotificationManager

        manager = ToastNotificationManager.get_default()
        manager.notification_mode  # noqa: B018 - whether this Windows has it
    except (ImportError, AttributeError, OSError) as error:
        why = _("this Windows tells no program of Do not disturb; newer ones do ({error})").format(error=error)
        raise Unavailable(why) from error
    return manager
