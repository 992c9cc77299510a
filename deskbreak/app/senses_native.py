"""What Windows and macOS can tell of whoever sits there, and the ways to know it, the best first.

Of presence, session and each signal, the first way that can be built serves; the others say why they cannot. Those of
a session need the thread in which the tray lives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deskbreak.desktop.quiet.polled import Ways
from deskbreak.desktop.session.other_thread import InThread
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, Presence, SessionWatch, Tell

OnSleep = Callable[[], object]
"""Called in the loop when the machine is about to sleep, which waits for it."""
BuildPresence = Callable[[Loop, Tell, Lost, float, Callable[[], bool]], Presence]
"""The last two are the seconds without input from which on somebody is still, and what tells of a locked screen."""
BuildSession = Callable[[InThread, InThread, Tell, OnSleep], SessionWatch]
"""The first two have something called in the main thread, and in the loop. What fails there it raises there."""


@dataclass(frozen=True, slots=True)
class Senses:
    """Each way by its name; Unavailable, with the reason, where it does not work."""

    presence: Sequence[tuple[str, BuildPresence]]
    session: Sequence[tuple[str, BuildSession]]
    signals: Ways


def windows_senses() -> Senses:
    """Those of Windows."""
    from deskbreak.desktop.presence import windows as presence
    from deskbreak.desktop.quiet.windows import windows_signals
    from deskbreak.desktop.session.windows_messages import WindowsSession

    return Senses(
        ((presence.NAME, presence.windows_presence),), ((WindowsSession.name, WindowsSession),), windows_signals()
    )


def macos_senses() -> Senses:
    """Those of macOS."""
    from deskbreak.desktop.presence import macos as presence
    from deskbreak.desktop.quiet.macos import macos_signals
    from deskbreak.desktop.session.macos import MacSession

    return Senses(((presence.NAME, presence.macos_presence),), ((MacSession.name, MacSession),), macos_signals())
