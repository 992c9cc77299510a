"""The doctor's look at presence: which way tells input from stillness here, what it sees, and why the others do not.

The same lookout as in the running program, for as long as it takes to know. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskbreak.app.doctor_senses import senses
from deskbreak.app.finding import Finding
from deskbreak.app.lookout import Lookout
from deskbreak.app.loop import Loop
from deskbreak.core.events import Event
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.presence.choice import Environment
from deskbreak.desktop.presence.unknown import UnknownPresence
from deskbreak.desktop.session_type import is_wayland
from deskbreak.words import _, marked

PATIENCE = 1.0
"""Seconds for each way to say that it works."""
UNKNOWN = UnknownPresence.name

SEES = marked("keyboard and mouse: the count stops while nobody touches them for long")
ANY_TOUCH = (
    marked("small knocks"),
    marked("it does not say what was touched: a mouse that was knocked against counts as your return too"),
)
NO_FILMS = (
    marked("films"),
    marked("while a program keeps the screen awake, it tells nothing: you count as sitting there until that ends"),
)
PRETENDED = (
    marked("programs that pretend"),
    marked("one that sets the idle time back again and again, to keep the screen on, passes for somebody who types"),
)
SMALL_KNOCKS = (SEES, marked("a mouse that is moved by a pixel or two is no return: it was knocked against"))
CONTROLLERS = (
    marked("game controllers"),
    marked("the system does not count them: somebody who plays with nothing else counts as away"),
)
CAN = dict.fromkeys(("x11", "GetLastInputInfo", "CGEventSource"), SMALL_KNOCKS)
"""By way, beyond what all of them see."""
LACKS = {
    "x11": (PRETENDED,),
    "ext-idle-notify-2": (ANY_TOUCH,),
    "ext-idle-notify-1": (ANY_TOUCH, NO_FILMS),
    "kde-idle": (ANY_TOUCH, NO_FILMS),
    "mutter": (ANY_TOUCH,),
    "GetLastInputInfo": (CONTROLLERS,),
    "CGEventSource": (CONTROLLERS,),
}


def presence(environment: Environment, running: Mapping[str, Any] | None) -> Finding:
    """Who tells. The running deskbreak, if there is one, is what counts."""
    name, refused = _look(environment)
    in_use = name if running is None else str(running.get("presence", UNKNOWN))
    if in_use == UNKNOWN:
        return _unknown(environment, name, refused)
    can = tuple(_(line) for line in CAN.get(in_use, (SEES,)))
    lacks = tuple((_(what), _(why)) for what, why in LACKS.get(in_use, ()))
    return Finding("presence", in_use, can, (*lacks, *(refused if name == in_use else ())))


def _unknown(environment: Environment, name: str, refused: tuple[tuple[str, str], ...]) -> Finding:
    can = (_("counts as sitting: all the time that deskbreak runs on a machine that is awake"),)
    if name != UNKNOWN:
        why = _("the running deskbreak does not use it, though it works here")
        return Finding("presence", UNKNOWN, can, ((name, why),), _("Quit it and start it again."))
    lacks = refused or ((_("keyboard and mouse"), _("nothing here tells of them")),)
    compositor = _("Compositors that tell it have ext-idle-notify-v1: Plasma 5.27, sway 1.8, and newer ones.")
    return Finding("presence", UNKNOWN, can, lacks, compositor if is_wayland(environment) else "")


def _look(environment: Environment) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The best way that works here, and why the others are not used."""
    loop = Loop(SystemClock())
    found, close = senses(loop, environment)
    told: list[Event] = []
    lookout = Lookout(loop, told.append, environment, found.presence, lambda: None, found_within=PATIENCE)
    loop.add_timed(lookout)
    lookout.begin()
    while not lookout.is_settled:
        loop.turn()
    seen = lookout.name, lookout.refused
    lookout.close()
    close()
    loop.close()
    return seen
