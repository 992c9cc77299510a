"""Which way to tell input from stillness is right for which session, in order, and why the others are not.

A way that is not ruled out here may still turn out not to work: its adapter says so, at once or a little later.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deskbreak.desktop.session_type import is_wayland
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, Presence, Tell
from deskbreak.words import _

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell."""

    name: str
    why_not: Callable[[Environment], str]
    """Why it is not even tried in this session; "" where it is."""
    build: Callable[[Loop, Environment, Tell, Lost, float], Presence]
    """Tells PresenceFound once it works. Unavailable, or lost a little later, with the reason, where it does not."""
    is_the_screen: bool = False
    """What it asks is the screen itself: with that everything ends that was on it."""


def ways() -> tuple[Way, ...]:
    """All there are on this system, the best first."""
    return () if sys.platform in ("win32", "darwin") else LINUX


def _no_x11(environment: Environment) -> str:
    if is_wayland(environment):
        # Xwayland has the counter too, but of input it sees only what goes to its own windows.
        return _("this is a Wayland session: X11 sees little of what is touched there")
    return ""


def _no_wayland(environment: Environment) -> str:
    return "" if is_wayland(environment) else _("this is no Wayland session")


def _nothing(_environment: Environment) -> str:
    return ""


# Imported there: one of them serves, and the others cost no memory.


def _x11(loop: Loop, environment: Environment, tell: Tell, lost: Lost, still_after: float) -> Presence:
    from deskbreak.desktop.presence.x11 import X11Presence

    return X11Presence(loop, environment, tell, lost, still_after)


def _wayland(loop: Loop, environment: Environment, tell: Tell, lost: Lost, still_after: float) -> Presence:
    from deskbreak.desktop.presence.wayland import WaylandPresence

    return WaylandPresence(loop, environment, tell, lost, still_after)


def _mutter(loop: Loop, _environment: Environment, tell: Tell, lost: Lost, still_after: float) -> Presence:
    from deskbreak.desktop.presence.mutter import MutterPresence

    return MutterPresence(loop, tell, lost, still_after)


LINUX = (
    # It alone says where the pointer is, so that a knock against the desk is no return, and for how long it was still.
    Way("x11", _no_x11, _x11, is_the_screen=True),
    Way("wayland", _no_wayland, _wayland, is_the_screen=True),
    # GNOME, whose Wayland has no protocol for this.
    Way("mutter", _nothing, _mutter),
)
