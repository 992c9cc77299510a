"""Tells who asks for quiet, each change once."""

from __future__ import annotations

from deskbreak.ports.senses import Holders, TellHolders

NOBODY: Holders = frozenset()


class Telling:
    """What a quiet signal says, between `begin` and `end`."""

    def __init__(self, tell: TellHolders) -> None:
        self._tell = tell
        self._told: Holders | None = None
        self.on = False
        """Whether somebody wants to be told."""

    def begin(self) -> None:
        """Whatever is said next is told."""
        self._told, self.on = None, True

    def end(self) -> None:
        """Nothing that is said is told."""
        self.on = False

    def say(self, holders: Holders) -> None:
        """These ask for quiet now."""
        if self.on and holders != self._told:
            self._told = holders
            self._tell(holders)
