"""The quiet signals of Windows, and the ways to know each, the best first."""

from __future__ import annotations

from deskbreak.desktop.quiet import windows_devices as devices
from deskbreak.desktop.quiet import windows_state as state
from deskbreak.desktop.quiet.polled import FILM, Ways


def windows_signals() -> Ways:
    """All there are. `FILM` is no switch: whoever it holds for sits there, though nothing is touched."""
    return {
        "microphone": (("ConsentStore", devices.microphone),),
        "camera": (("ConsentStore", devices.camera),),
        "fullscreen": (("SHQueryUserNotificationState", state.fullscreen),),
        "do_not_disturb": (("NotificationMode", state.do_not_disturb), ("QUNS_PRESENTATION_MODE", state.presentation)),
        FILM: (("SystemExecutionState", state.film),),
    }
