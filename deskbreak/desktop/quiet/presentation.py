"""A talk that somebody gives: programs that keep the screen on for nothing else, and Xfce's own switch for it.

Where windows can be looked at, one that fills the screen tells it as well; under Wayland this is what there is.
"""

from __future__ import annotations

from deskbreak.desktop.bus import Body
from deskbreak.desktop.quiet.film import Film
from deskbreak.desktop.quiet.inhibitors import Inhibitors
from deskbreak.ports.senses import Holders

XFCE = "Xfce"
PRESENTERS = (
    "libreoffice",
    "soffice",
    "onlyoffice",
    "okular",
    "evince",
    "papers",
    "pdfpc",
    "pympress",
    "impressive",
    XFCE.lower(),
)
"""How the names of those programs begin, in lower case."""


class XfcePresentation(Inhibitors):
    """The presentation mode of Xfce's power manager."""

    service = "org.xfce.Xfconf"
    PATH = "/org/xfce/Xfconf"
    SWITCH = ("xfce4-power-manager", "/xfce4-power-manager/presentation-mode")
    news = ((PATH, service, SWITCH[0]),)

    def _ask(self) -> None:
        self._call(self.PATH, self.service, "GetProperty", self._told, "v", "ss", self.SWITCH)

    def _told(self, body: Body) -> None:
        self._tell([XFCE] if body[0] == ("b", True) else [])


class Presentation(Film):
    """The `QuietSignal` of a talk."""

    name = "presentation"
    ON_SESSION = (*Film.ON_SESSION, XfcePresentation)

    def _meant(self, holders: Holders) -> Holders:
        return frozenset(name for name in holders if name.casefold().startswith(PRESENTERS))
