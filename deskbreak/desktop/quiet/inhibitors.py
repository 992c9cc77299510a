"""Who keeps the screen from going dark: a film, a talk, a game. Three services know of it, each in its own way.

None of them tells who it is now, only that something changed: then it is asked again. Not seen are programs that
ask the X server itself (some players without a desktop), and those of Xfce, whose service makes no difference between
a film and a download.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from deskbreak.desktop.bus import NO_REPLY, Body, Bus, Forget
from deskbreak.desktop.quiet.called import called
from deskbreak.desktop.quiet.telling import NOBODY
from deskbreak.ports.senses import Holders

log = logging.getLogger(__name__)

PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE = 3.0
"""Seconds that a service may take to answer; from one that does not answer there is nothing to learn."""
NOT_A_FILM = {
    "deskbreak": "is us",
    "caffeine": "keeps the screen on for its own sake",
    "caffeine-ng": "keeps the screen on for its own sake",
    "caffeine-indicator": "keeps the screen on for its own sake",
    "caffeine@patapon.info": "keeps the screen on for its own sake",
    "plasmashell": "keeps the screen on because somebody asked for that",
    "org.kde.plasmashell": "keeps the screen on because somebody asked for that",
    "keepassxc": "watches for the lock",
    "gnome-remote-desktop": "lets somebody else watch",
    "krfb": "lets somebody else watch",
    "x11vnc": "lets somebody else watch",
    "input-leap": "lends the keyboard to another machine",
    "barrier": "lends the keyboard to another machine",
    "gnome-software": "installs something",
    "packagekit": "installs something",
    "unattended upgrades shutdown": "installs something",
}
"""By its name or id in lower case, and why nobody needs to sit there for it."""


BLOCKS = frozenset({"block", "block-weak"})
"""The modes of an inhibitor that holds; others only put off for seconds what would be done."""


class Inhibitors:
    """One service that knows of them. It tells each time something changed, between `begin` and `end`."""

    service: str
    news: tuple[tuple[str, str, str | None], ...]
    """Paths, interfaces and first arguments of the signals after which to ask again."""

    def __init__(self, bus: Bus, say: Callable[[Holders], object]) -> None:
        self._bus = bus
        self._say = say
        self._owner = ""
        self._round = 0
        """What comes back of an older round than the last tells nothing any more."""
        self._watching: list[Forget] = []

    def begin(self) -> None:
        """Tell who it is, and go on telling; nobody where the service is not there."""
        self.end()
        self._watching = [
            *(self._bus.on_signal(path, interface, self._changed, first=first) for path, interface, first in self.news),
            self._bus.watch_name(self.service, self._belongs_to),
        ]

    def end(self) -> None:
        """Watch no more."""
        self._round += 1
        for forget in self._watching:
            forget()
        self._watching, self._owner = [], ""

    def _belongs_to(self, owner: str) -> None:
        self._owner = owner
        self._round += 1
        if owner:
            self._ask()
        else:
            self._say(NOBODY)

    def _changed(self, _sender: str, _member: str, _body: Body) -> None:
        if self._owner:
            self._round += 1
            self._ask()

    def _ask(self) -> None:
        raise NotImplementedError

    def _tell(self, known_by: list[str]) -> None:
        films = [
            name for name in known_by if name.rpartition("/")[2].removesuffix(".desktop").lower() not in NOT_A_FILM
        ]
        self._say(frozenset(map(called, films)))

    def _call(
        self,
        path: str,
        interface: str,
        member: str,
        on_reply: Callable[[Body], object],
        gives: str,
        signature: str | None = None,
        body: Body = (),
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """What is answered in this round; `otherwise` is for a service that does not know the question."""
        asked_in = self._round

        def reply(answer: Body) -> None:
            if asked_in == self._round:
                on_reply(answer)

        def fail(error: str) -> None:
            log.debug("%s does not tell who keeps the screen on: %s", self.service, error)
            if asked_in != self._round:
                return
            if otherwise is not None and error != NO_REPLY:
                otherwise()
                return
            self._round += 1
            self._say(NOBODY)

        self._bus.call(self._owner, path, interface, member, signature, body, reply, fail, gives, PATIENCE)


class LogindInhibitors(Inhibitors):
    """On the system bus. https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html"""

    service = "org.freedesktop.login1"
    PATH, MANAGER = "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
    news = ((PATH, PROPERTIES, MANAGER),)
    MIRRORED = "user session inhibited"
    """Why GNOME's session says it does it, for others: those are told by itself."""

    def _ask(self) -> None:
        self._call(self.PATH, self.MANAGER, "ListInhibitors", self._listed, "a(ssssuu)")

    def _listed(self, body: Body) -> None:
        (inhibitors,) = body
        self._tell(
            [
                "" if why == self.MIRRORED else who
                for what, who, why, mode, _user, _process in inhibitors
                if "idle" in what.split(":") and mode in BLOCKS
            ]
        )


class GnomeInhibitors(Inhibitors):
    """Of GNOME, Cinnamon and MATE. https://gitlab.gnome.org/GNOME/gnome-session, org.gnome.SessionManager.xml"""

    service = "org.gnome.SessionManager"
    PATH = "/org/gnome/SessionManager"
    INHIBITOR = "org.gnome.SessionManager.Inhibitor"
    IDLE = 8
    """The flag of those that keep the session from being idle."""
    news = ((PATH, service, None),)

    def _ask(self) -> None:
        self._call(self.PATH, self.service, "GetInhibitors", self._listed, "ao")

    def _listed(self, body: Body) -> None:
        (paths,) = body
        open_, found = set(paths), list[str]()

        def end(path: str) -> None:
            open_.discard(path)
            if not open_:
                self._tell(found)

        def look(path: str) -> None:
            def named(answer: Body) -> None:
                found.extend(answer)
                end(path)

            def flagged(answer: Body) -> None:
                if answer[0] & self.IDLE:
                    self._call(path, self.INHIBITOR, "GetAppId", named, "s")
                else:
                    end(path)

            self._call(path, self.INHIBITOR, "GetFlags", flagged, "u")

        for path in paths:
            look(path)
        if not paths:
            self._tell([])


class KdeInhibitors(Inhibitors):
    """Of Plasma: https://invent.kde.org/plasma/powerdevil, org.kde.Solid.PowerManagement.PolicyAgent.xml"""

    service = "org.kde.Solid.PowerManagement"
    PATH, AGENT = "/org/kde/Solid/PowerManagement/PolicyAgent", "org.kde.Solid.PowerManagement.PolicyAgent"
    SCREEN = 4
    """The policy of those that keep the screen on; others only keep the machine from sleeping."""
    news = ((PATH, AGENT, None), (PATH, PROPERTIES, AGENT))

    def _ask(self) -> None:
        self._call(
            self.PATH, PROPERTIES, "Get", self._told, "v", "ss", (self.AGENT, "ActiveInhibitions"), self._ask_older
        )

    def _told(self, body: Body) -> None:
        match body[0]:
            case ("a(ssssu)", active):
                self._tell(
                    [who for what, who, _why, mode, _is in active if "idle" in what.split(":") and mode in BLOCKS]
                )
            case _:
                self._ask_older()

    # Before Plasma 6.5: who it is, but not of each what for.

    def _ask_older(self) -> None:
        self._call(self.PATH, self.AGENT, "HasInhibition", self._judged, "b", "u", (self.SCREEN,))

    def _judged(self, body: Body) -> None:
        if body[0]:
            self._call(self.PATH, self.AGENT, "ListInhibitions", self._listed, "a(ss)")
        else:
            self._tell([])

    def _listed(self, body: Body) -> None:
        self._tell([who for who, _why in body[0]])
