"""The safety notice: shown until it was read. Until then breaks are plain, and no movement is offered."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from deskbreak.app import notices
from deskbreak.app.news import BUSY
from deskbreak.core.view import View
from deskbreak.ports import Notice
from deskbreak.settings.atomic import replace_text

log = logging.getLogger(__name__)

EDITION = 1
"""Which wording of the notice it is: one that says something else has to be read again."""


def is_read(file: Path) -> bool:
    """Whether the notice was read, by what this file keeps."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        log.warning("whether the safety notice was read cannot be told: %s", error)
        return False
    return isinstance(kept, dict) and kept.get("edition") == EDITION


def keep_read(file: Path, today: date) -> None:
    """Keep that it was read on this day. OSError when that cannot be kept."""
    replace_text(file, json.dumps({"edition": EDITION, "read": today.isoformat()}) + "\n")


class Safety:
    """Told each view: a prompt takes the notice's place on the screen, and gives it back."""

    def __init__(self, file: Path, today: Callable[[], date], tell: Callable[[Notice], object]) -> None:
        """`tell` puts a notice on the screen, as soon as that is free."""
        self._file = file
        self._today = today
        self._tell = tell
        self._wanted = False
        self._busy = False
        self.read = is_read(file)

    def show(self) -> None:
        """Show it, read or not."""
        self._wanted = not self.read
        self._tell(notices.safety(self.read))

    def put_away(self) -> None:
        """Not now: it comes back at the next start, or when somebody asks for it."""
        self._wanted = False

    def understood(self) -> None:
        """Movements may be offered from now on."""
        self._wanted, self.read = False, True
        try:
            keep_read(self._file, self._today())
        except OSError as error:
            log.warning("the safety notice will be shown again at the next start: %s", error)

    def __call__(self, view: View, _now: float) -> None:
        """Bring it back to the screen that a prompt or a break had."""
        was_busy, self._busy = self._busy, view.phase in BUSY
        if was_busy and not self._busy and self._wanted:
            self.show()
