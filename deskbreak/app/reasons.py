"""The decisions that were kept, ready to be said."""

from __future__ import annotations

from deskbreak import places
from deskbreak.desktop.clock import SystemZone
from deskbreak.explain import Told
from deskbreak.history.reader import reading


def reasons(last: int) -> list[Told]:
    """The last so many decisions, oldest first. HistoryUnusable when they cannot be read."""
    local = SystemZone().local
    with reading(places.database()) as kept:
        return [Told(decision, wall, local) for wall, decision in kept.decisions(last)]
