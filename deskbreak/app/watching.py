"""Watches what asks for quiet, while that matters, and tells the engine.

When that is, `core/watching.py` says. Of a signal that is switched off, or was never wanted, nothing is even loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from deskbreak.app.watched import Watched
from deskbreak.core.events import Event, FilmBegan, FilmEnded, QuietBegan, QuietEnded, QuietIgnored
from deskbreak.core.quiet import FILM, same_name
from deskbreak.core.view import View
from deskbreak.core.watching import begins_at, is_wanted
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Holders, Ways
from deskbreak.settings.meaning import switches
from deskbreak.settings.schema import Settings


class Watching:
    """A `Timed`, told each view. What it has to tell it tells at the next turn of the loop, never during a view."""

    def __init__(
        self,
        loop: Loop,
        post: Callable[[Event], object],
        ways: Callable[[Settings], Ways],
        always: Collection[str],
    ) -> None:
        """`always` are the signals that cost nothing while nothing changes, and whose true begin is worth knowing."""
        self._loop = loop
        self._post = post
        self._ways = ways
        self._always = always
        self._switches: Mapping[str, object] = {}
        self._watched: dict[str, Watched] = {}
        self._ignored: frozenset[str] = frozenset()
        self._told: dict[str, str] = {}
        """What was told of, and by whom."""
        self._has_news = False
        self._begins_at: float | None = None
        self._view: View | None = None

    def go_by(self, settings: Settings) -> None:
        """These are the settings from now on."""
        ways, before, self._switches = self._ways(settings), self._switches, switches(settings)
        for name, chosen in self._switches.items():
            if chosen != before.get(name):
                self._let_go(name)
                if chosen and name in ways:
                    self._watched[name] = Watched(self._loop, name, ways[name], self._heard)
        self._ignored = frozenset(map(same_name, settings.quiet.ignored))
        self._has_news = True

    def look_again(self) -> None:
        """A bus has come: what did not work may work now."""
        for one in self._watched.values():
            one.hope()

    def __call__(self, view: View, now: float) -> None:
        """Watch what this view calls for."""
        self._view = view
        wanted, film = is_wanted(view, now), FILM in self._told
        for name, one in self._watched.items():
            one.judge(view.still_since, film)
            # What is disregarded is so until it ends, which has to be seen.
            if wanted or name in self._always or name in view.disregarded:
                one.begin()
            else:
                one.end()
        self._begins_at = begins_at(view, now)

    @property
    def deadline(self) -> float | None:
        if self._has_news:
            return 0.0
        moments = [self._begins_at, *(one.deadline for one in self._watched.values())]
        return min((moment for moment in moments if moment is not None), default=None)

    def on_time(self, now: float) -> None:
        """Tell what is new; it may be time to begin."""
        for one in self._watched.values():
            one.on_time(now)
        if self._begins_at is not None and self._begins_at <= now and self._view is not None:
            self(self._view, now)
        self._has_news = False
        for name in tuple(self._watched.keys() | self._told.keys()):
            self._tell(name)

    def close(self) -> None:
        """Watch nothing any more; nothing is told."""
        for one in self._watched.values():
            one.close()
        self._watched.clear()

    def report(self) -> dict[str, dict[str, Any]]:
        """By signal: the way by which it is known, and why the others are not used; neither before it was wanted."""
        return {
            name: {"way": one.way or None, "refused": [list(refusal) for refusal in one.refused]}
            for name, one in self._watched.items()
        }

    # -- inside -------------------------------------------------------------

    def _heard(self, _holders: Holders) -> None:
        self._has_news = True

    def _let_go(self, name: str) -> None:
        one = self._watched.pop(name, None)
        if one is not None:
            one.close()

    def _tell(self, name: str) -> None:
        one, told = self._watched.get(name), self._told.get(name)
        holders: Holders = frozenset() if one is None else one.holders
        by = _named(self._heeded(name, holders), told)
        if by == told:
            return
        if by is None:
            del self._told[name]
            ended = QuietIgnored(name) if holders else QuietEnded(name)
            self._post(FilmEnded() if name == FILM else ended)
        else:
            self._told[name] = by
            self._post(FilmBegan() if name == FILM else QuietBegan(name, by))

    def _heeded(self, name: str, holders: Holders) -> Holders:
        """Those of them that are not ignored. Whoever is to be reminded at a film sits at it all the same."""
        return frozenset(who for who in holders if name == FILM or same_name(who) not in self._ignored)


def _named(holders: Holders, told: str | None) -> str | None:
    """One of them, the one that was told if it still holds; None where there is none."""
    if told in holders:
        return told
    # Somebody with a name says more than somebody without.
    return min(holders, key=lambda name: (not name, name), default=None)
