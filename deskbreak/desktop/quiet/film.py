"""A film, a talk, a game: something keeps the screen on, so whoever sits there need not touch anything."""

from __future__ import annotations

from functools import partial

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.quiet.inhibitors import GnomeInhibitors, Inhibitors, KdeInhibitors, LogindInhibitors
from deskbreak.desktop.quiet.players import ask_players
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders, TellHolders
from deskbreak.words import _


class Film:
    """A `QuietSignal` in form: it tells who keeps the screen on. For the engine it is FilmBegan and FilmEnded."""

    name = "film"
    ON_SESSION: tuple[type[Inhibitors], ...] = (GnomeInhibitors, KdeInhibitors)
    ON_SYSTEM: tuple[type[Inhibitors], ...] = (LogindInhibitors,)
    """Who is asked, on which bus."""

    def __init__(self, session: Bus | None, system: Bus | None, tell: TellHolders) -> None:
        """Unavailable where there is neither bus."""
        self._session = session
        self._telling = Telling(tell)
        self._said: dict[int, Holders] = {}
        kinds = [*((kind, session) for kind in self.ON_SESSION), *((kind, system) for kind in self.ON_SYSTEM)]
        self._services = [
            kind(bus, partial(self._says, place)) for place, (kind, bus) in enumerate(kinds) if bus is not None
        ]
        if not self._services:
            raise Unavailable(_("no bus on which anybody tells what keeps the screen on"))

    def begin(self) -> None:
        """Tell who keeps the screen on, as soon as all have answered, and at each change."""
        self.end()
        self._telling.begin()
        for service in self._services:
            service.begin()

    def end(self) -> None:
        """Watch no more."""
        self._telling.end()
        self._said.clear()
        for service in self._services:
            service.end()

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    # -- inside -------------------------------------------------------------

    def _meant(self, holders: Holders) -> Holders:
        """Those of them that are told."""
        return holders

    def _says(self, place: int, holders: Holders) -> None:
        self._said[place] = holders
        if len(self._said) < len(self._services):
            return
        holders = NOBODY.union(*self._said.values())
        named = holders - {""}
        if named or not holders or self._session is None:
            self._telling.say(self._meant(named or holders))
        else:
            # Somebody who has no name: whoever plays may well be it.
            said = dict(self._said)
            ask_players(self._session, lambda players: self._named(said, players))

    def _named(self, said: dict[int, Holders], players: Holders) -> None:
        if said == self._said:
            self._telling.say(self._meant(players or frozenset({""})))
