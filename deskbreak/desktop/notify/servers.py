"""How notification servers differ, in one table. What a server says it can comes before its name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Server:
    """What a notice must look like for one server."""

    buttons: bool = True
    default_is_button: bool = False
    """It draws the action `default` as one more button."""
    markup: bool = True
    """It reads the body as markup, so the text has to be escaped."""
    stays_when_critical: bool = False
    """It ignores the timeout: only a critical notification stays, and shows its buttons at once."""


# Seen on Xfce 4.18, LXQt 1.2, GNOME 43 and 48, Plasma 5.27 and 6.3, MATE 1.27, mako 1.7 and dunst 1.9.
_BY_NAME = {
    "Xfce Notify Daemon": Server(default_is_button=True),
    "lxqt-notificationd": Server(default_is_button=True),
    "gnome-shell": Server(stays_when_critical=True),
    # These two name `actions` among their capabilities but draw no button: a click does the default.
    "mako": Server(buttons=False),
    "dunst": Server(buttons=False),
}


def server(name: str, capabilities: Collection[str]) -> Server:
    """What is known of the server of this name with these capabilities."""
    known = _BY_NAME.get(name, Server())
    return replace(
        known,
        buttons=known.buttons and "actions" in capabilities,
        markup="body-markup" in capabilities,
    )
