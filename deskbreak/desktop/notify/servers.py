"""How notification servers differ, in one table. What a server says it can comes before its name.

Left out on purpose: the size of the icon. All of them scale a file themselves, and one of 64 pixels is
sharp wherever they draw it, from 24 (Cinnamon) to 48 (most), also on screens of twice the density. A picture is sent
as pixels, as a rule in twice the size in which it is drawn, so that the same holds for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum, auto

from deskbreak.ports.notices import Click


class InPlace(Enum):
    """What becomes of the buttons of a notice that takes the place of another one."""

    WORKS = auto()
    OLD_BUTTONS = auto()
    """Those of the first one stay, and do nothing."""
    NO_BUTTONS = auto()
    """None are drawn any more."""
    FOLDED = auto()
    """One that has to stay is drawn like the passing one before: without its buttons, until it is pointed at."""


@dataclass(frozen=True, slots=True)
class Server:
    """What a notice must look like for one server. What is set here does no harm with one that nobody knows."""

    buttons: bool = True
    """It draws buttons. One that draws none may still offer the actions in a menu of its own, or by keys."""
    click: Click = Click.LEFT
    """Which click on the notice does the action `default`."""
    default_is_button: bool = False
    """It draws the action `default` as one more button."""
    only_critical_stays: bool = False
    """It sends away or hides whatever is not critical, with its buttons. Elsewhere critical is only an alarm:
    red on dunst, an orange edge on Plasma."""
    picture: int = 96
    """Pixels of the picture that it is sent."""
    gauge: bool = False
    """It draws the hint `value` as a bar beside the text. Xfce draws it in place of the text."""
    in_place: InPlace = InPlace.WORKS
    actions: bool = True
    """It takes actions at all."""
    markup: bool = False
    """It reads the body as markup, so the text has to be escaped."""


# Seen on Xfce 4.18 and 4.20, LXQt 1.2, MATE 1.27, Plasma 5.27 and 6.3, GNOME 43 and 48, Cinnamon 5.6 and 6.4,
# mako 1.7 and dunst 1.9. All of them keep a notice with the timeout 0, but for these two: GNOME takes no timeouts,
# and Cinnamon hides its banner then. LXQt and MATE do not keep a critical one without that timeout.
_BY_NAME = {
    "Xfce Notify Daemon": Server(default_is_button=True),
    "lxqt-notificationd": Server(default_is_button=True, in_place=InPlace.OLD_BUTTONS, picture=64),
    "Notification Daemon": Server(),  # MATE
    "Plasma": Server(),
    "gnome-shell": Server(only_critical_stays=True, in_place=InPlace.FOLDED),
    # It draws a picture in 125 pixels beside the text, and the icon above, in 24.
    "cinnamon": Server(only_critical_stays=True, picture=128),
    # These two say that they can do `actions`, but what they mean is a menu, for those who have set one up.
    "mako": Server(buttons=False, gauge=True),
    # It draws a picture as large as it is sent, up to 128, and the text in what is left.
    "dunst": Server(buttons=False, gauge=True, click=Click.MIDDLE, picture=64),
}
NAMES = tuple(_BY_NAME)
_OLDER = {"gnome-shell": (46, replace(_BY_NAME["gnome-shell"], in_place=InPlace.NO_BUTTONS, picture=64))}
"""Below such a version it is otherwise. GNOME 43 folds a notice that was replaced, 48 does not; it was redone in 46."""
_ALL = (Server(), *_BY_NAME.values(), *(older for _since, older in _OLDER.values()))
PICTURES = tuple(sorted({known.picture for known in _ALL}))
"""All sizes in which a picture is needed."""


def server(name: str, version: str, capabilities: Collection[str]) -> Server:
    """What is known of the server of this name and version with these capabilities."""
    known = replace(_known(name, version), markup="body-markup" in capabilities)
    return known if "actions" in capabilities else replace(known, actions=False, buttons=False, click=Click.NONE)


def _known(name: str, version: str) -> Server:
    since, older = _OLDER.get(name, (0, Server()))
    major = version.partition(".")[0]
    return older if major.isdecimal() and int(major) < since else _BY_NAME.get(name, Server())
