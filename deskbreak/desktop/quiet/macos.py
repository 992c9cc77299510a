"""The quiet signals of macOS, and the ways to know each, the best first."""

from __future__ import annotations

from deskbreak.desktop.quiet import macos_devices as devices
from deskbreak.desktop.quiet import macos_screen as screen
from deskbreak.desktop.quiet.polled import FILM, Ways


def macos_signals() -> Ways:
    """All there are. `FILM` is no switch: whoever it holds for sits there, though nothing is touched."""
    return {
        "microphone": (("CoreAudio", devices.microphone), ("CoreAudio devices", devices.microphone_device)),
        "camera": (("CoreMediaIO", devices.camera),),
        "fullscreen": (("CGWindowList", screen.fullscreen),),
        "do_not_disturb": (("Focus", screen.do_not_disturb),),
        FILM: (("IOPMAssertions", screen.film),),
    }
