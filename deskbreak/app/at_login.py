"""Whether deskbreak starts at login, as often as the menu asks."""

from __future__ import annotations

import logging
import sys

from deskbreak import places
from deskbreak.errors import DeskbreakError

log = logging.getLogger(__name__)


class AtLogin:
    """Looks again only where something has changed: a menu is read several times whenever it opens."""

    def __init__(self) -> None:
        self._mark: places.Mark = None
        self._on = False

    def __call__(self) -> bool:
        """Whether it does; False where that cannot be told."""
        if sys.platform == "linux":
            mark = places.mark_of(places.login_entry())
            if mark != self._mark:
                self._mark, self._on = mark, mark is not None and _state()
            return self._on
        return _state()


def _state() -> bool:
    # Imported here: without an entry there is nothing to look at.
    from deskbreak.app import autostart

    try:
        return autostart.state().on
    except DeskbreakError as error:
        log.info("%s", error.title)
        return False
