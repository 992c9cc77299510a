"""How notification servers differ, in one table. What a server says it can comes before its name.

Left out on purpose: the size of the picture. All of them scale a file themselves, and one of 64 pixels is
sharp wherever they draw it, from 24 (Cinnamon) to 48 (most), also on screens of twice the density.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from deskbreak.ports import Click


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
    gauge: bool = False
    """It draws the hint `value` as a bar beside the text. Xfce draws it in place of the text."""
    actions: bool = True
    """It takes actions at all."""
    markup: bool = False
    """It reads the body as markup, so the text has to be escaped."""


# Seen on Xfce 4.18 and 4.20, LXQt 1.2, MATE 1.27, Plasma 5.27 and 6.3, GNOME 43 and 48, Cinnamon 5.6 and 6.4,
# mako 1.7 and dunst 1.9. All of them keep a notice with the timeout 0, but for these two: GNOME takes no timeouts,
# and Cinnamon hides its banner then. LXQt and MATE do not keep a critical one without that timeout.
_BY_NAME = {
    "Xfce Notify Daemon": Server(default_is_button=True),
    "lxqt-notificationd": Server(default_is_button=True),
    "Notification Daemon": Server(),  # MATE
    "Plasma": Server(),
    "gnome-shell": Server(only_critical_stays=True),
    "cinnamon": Server(only_critical_stays=True),
    # These two say that they can do `actions`, but what they mean is a menu, for those who have set one up.
    "mako": Server(buttons=False, gauge=True),
    "dunst": Server(buttons=False, gauge=True, click=Click.MIDDLE),
}
NAMES = tuple(_BY_NAME)


def server(name: str, capabilities: Collection[str]) -> Server:
    """What is known of the server of this name with these capabilities."""
    known = replace(_BY_NAME.get(name, Server()), markup="body-markup" in capabilities)
    return known if "actions" in capabilities else replace(known, actions=False, buttons=False, click=Click.NONE)
