"""Presence on macOS, by CGEventSourceSecondsSinceLastEventType. Not run on macOS yet; tested beside a Quartz of ours.

Asked for the login session, not for the hardware: then whoever works through screen sharing or with the keyboard of
another computer is here too, and somebody else's session is not ours. It takes no permission. Nothing says whether
sleep is counted: so only a number that became smaller is taken for a touch, see `polled.py`.
https://developer.apple.com/documentation/coregraphics/cgeventsource/secondssincelasteventtype(_:eventtype:)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak.desktop.presence.polled import Point, PolledPresence, never
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import STILL_AFTER, Lost, Tell
from deskbreak.words import _

NAME = "CGEventSource"


class MacTouches:
    """What Quartz tells."""

    def __init__(self) -> None:
        """Unavailable where it cannot be loaded."""
        try:
            import Quartz
        except ImportError as error:
            raise Unavailable(_("Quartz cannot be loaded ({error})").format(error=error)) from error
        self._quartz: Any = Quartz

    def idle(self) -> float:
        quartz = self._quartz
        return float(
            quartz.CGEventSourceSecondsSinceLastEventType(
                quartz.kCGEventSourceStateCombinedSessionState, quartz.kCGAnyInputEventType
            )
        )

    def pointer(self) -> Point | None:
        event = self._quartz.CGEventCreate(None)
        if event is None:
            return None
        location = self._quartz.CGEventGetLocation(event)
        return location.x, location.y


def macos_presence(
    loop: Loop,
    tell: Tell,
    on_lost: Lost,
    still_after: float = STILL_AFTER,
    is_locked: Callable[[], bool] = never,
) -> PolledPresence:
    """The one way on macOS. Unavailable where it cannot be asked."""
    return PolledPresence(loop, NAME, MacTouches(), tell, on_lost, still_after, is_locked)
