"""Whether the desktop is set to not disturb anybody, as its notification service or its settings tell it.

No protocol for that, so there is a table by the name of the service. Whatever says that something may have changed only
makes us ask again. What is not in the table (LXQt keeps it in a file of its own, Budgie does not tell) is never quiet.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from deskbreak.desktop.bus import Body, Bus, Forget
from deskbreak.desktop.quiet.dconf import switch
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports import Holders, TellHolders

log = logging.getLogger(__name__)

SERVER, SERVER_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE = 3.0
"""Seconds that a service may take to answer; one that does not answer is not quiet."""
ON: Holders = frozenset({""})
"""Quiet, which no program asked for."""
MODES = frozenset({"do-not-disturb", "dnd"})
"""What people call the mode of mako that hides notifications; it has none of its own."""


@dataclass(frozen=True, slots=True)
class News:
    """A signal after which to ask again."""

    path: str
    interface: str
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A call whose answer tells it; `service` None is the notification service itself."""

    path: str
    interface: str
    member: str
    means_quiet: Callable[[Any], bool]
    """What becomes of the first value of the answer."""
    news: News
    signature: str | None = None
    body: Body = ()
    service: str | None = None
    every: float | None = None
    """Seconds after which to ask again in any case, where not all versions tell of a change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A switch among the desktop's settings."""

    key: str
    quiet: bool
    """How it stands when the desktop is quiet; it stands otherwise at first."""
    news: News = News("/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer")


def _property(interface: str, name: str) -> Asked:
    return Asked(
        SERVER_PATH,
        PROPERTIES,
        "Get",
        lambda value: value == ("b", True),
        News(SERVER_PATH, PROPERTIES, first=interface),
        "ss",
        (interface, name),
    )


BY_SERVER: Mapping[str, Asked | Kept] = {
    "dunst": _property("org.dunstproject.cmd0", "paused"),
    "Plasma": _property(SERVER, "Inhibited"),
    "Xfce Notify Daemon": Asked(
        "/org/xfce/Xfconf",
        "org.xfce.Xfconf",
        "GetProperty",
        lambda value: value == ("b", True),
        News("/org/xfce/Xfconf", "org.xfce.Xfconf", first="xfce4-notifyd"),
        "ss",
        ("xfce4-notifyd", "/do-not-disturb"),
        "org.xfce.Xfconf",
    ),
    # Seen with 1.7: it has the modes, but tells of no change.
    "mako": Asked(
        "/fr/emersion/Mako",
        "fr.emersion.Mako",
        "ListModes",
        lambda value: isinstance(value, list) and not MODES.isdisjoint(value),
        News("/fr/emersion/Mako", PROPERTIES),
        every=60.0,
    ),
    "SwayNotificationCenter": Asked(
        "/org/erikreider/swaync/cc",
        "org.erikreider.swaync.cc",
        "GetDnd",
        lambda value: value is True,
        News("/org/erikreider/swaync/cc", "org.erikreider.swaync.cc"),
        service="org.erikreider.swaync.cc",
    ),
    "gnome-shell": Kept("/org/gnome/desktop/notifications/show-banners", quiet=False),
    "cinnamon": Kept("/org/cinnamon/desktop/notifications/display-notifications", quiet=False),
    "Notification Daemon": Kept("/org/mate/notification-daemon/do-not-disturb", quiet=True),  # MATE
}
"""By what the notification service calls itself."""


class DoNotDisturb:
    """The `QuietSignal` of somebody who does not want to see notifications."""

    name = "do_not_disturb"

    def __init__(self, bus: Bus, environment: Mapping[str, str], tell: TellHolders) -> None:
        self._bus = bus
        self._environment = environment
        self._telling = Telling(tell)
        self._owner = ""
        self._asked = 0
        """How often, so that only the last time leads to another one."""
        self._way: Asked | Kept | None = None
        self._watching: list[Forget] = []
        self._news: Forget = lambda: None
        self.server = ""
        """Which service was asked last, for `doctor`."""

    @property
    def is_known(self) -> bool:
        """Whether that service tells it at all."""
        return self.server in BY_SERVER

    def begin(self) -> None:
        """Tell whether it is set so, and go on telling."""
        self.end()
        self._telling.begin()
        self._watching = [self._bus.watch_name(SERVER, self._belongs_to)]

    def end(self) -> None:
        """Watch no more."""
        self._telling.end()
        self._asked += 1
        for forget in (*self._watching, self._news):
            forget()
        self._owner, self._way, self._watching = "", None, []

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    # -- inside -------------------------------------------------------------

    def _belongs_to(self, owner: str) -> None:
        self._owner, self._way = owner, None
        self._news()
        if not owner:
            self._telling.say(NOBODY)
            return
        self._call(owner, SERVER_PATH, SERVER, "GetServerInformation", None, (), self._known, "ssss")

    def _known(self, body: Body) -> None:
        self.server = body[0]
        self._way = BY_SERVER.get(self.server)
        if self._way is None:
            self._telling.say(NOBODY)
            return
        news = self._way.news
        self._news = self._bus.on_signal(news.path, news.interface, lambda *_news: self._ask(), first=news.first)
        self._ask()

    def _ask_again(self, asked: int) -> None:
        if asked == self._asked:
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        match self._way:
            case Asked() as way:
                if way.every is not None:
                    self._bus.later(way.every, partial(self._ask_again, self._asked))
                owner = way.service or self._owner
                self._call(
                    owner, way.path, way.interface, way.member, way.signature, way.body,
                    lambda body: self._answered(way, body),
                )  # fmt: skip
            case Kept(key, quiet):
                self._say(switch(self._environment, key, not quiet) is quiet)

    def _answered(self, way: Asked, body: Body) -> None:
        if self._way is way:
            self._say(bool(body) and way.means_quiet(body[0]))

    def _say(self, quiet: bool) -> None:
        self._telling.say(ON if quiet else NOBODY)

    def _call(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str | None,
        body: Body,
        on_reply: Callable[[Body], None],
        gives: str | None = None,
    ) -> None:
        """Ask the service of now; what one says that has been replaced since is not heard."""
        owner = self._owner

        def reply(answer: Body) -> None:
            if owner == self._owner:
                on_reply(answer)

        def fail(error: str) -> None:
            # Where nobody has touched the switch of Xfce, it is not there.
            log.debug("%s does not tell of quiet: %s", service, error)
            if owner == self._owner:
                self._telling.say(NOBODY)

        self._bus.call(service, path, interface, member, signature, body, reply, fail, gives, PATIENCE)
