"""Several that tell of the same lock, agreed into one: pure, so that it can be tried with every order of news."""

from __future__ import annotations

from deskbreak.core.events import Locked, Unlocked
from deskbreak.ports.senses import Tell


class Agreement:
    """Tells Locked when the first of them says so, and Unlocked when none does any more."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._locked_by: set[str] = set()

    def say(self, who: str, locked: bool) -> None:
        """One of them has this to say, for the first time or again."""
        before = bool(self._locked_by)
        if locked:
            self._locked_by.add(who)
        else:
            self._locked_by.discard(who)
        after = bool(self._locked_by)
        if after != before:
            self._tell(Locked() if after else Unlocked())

    def confirmed(self, who: str) -> bool:
        """Whether somebody else says, too, that the screen is locked."""
        return bool(self._locked_by - {who})
