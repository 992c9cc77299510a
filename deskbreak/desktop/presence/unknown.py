"""Where nothing can be asked who sits here."""

from __future__ import annotations

from deskbreak.core.events import PresenceFound
from deskbreak.ports.senses import Tell


class UnknownPresence:
    """Says that it does not know, and nothing else ever."""

    name = "unknown"

    def __init__(self, tell: Tell) -> None:
        tell(PresenceFound(False))

    def await_pause(self, _seconds: float) -> None:
        """Nobody can tell: whoever asked goes on after a while."""

    def close(self) -> None:
        """Nothing is held."""
