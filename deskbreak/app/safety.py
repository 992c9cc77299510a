"""The safety notice: told until it was read. Until then breaks are plain, and no movement is offered."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from deskbreak.app import safety_notices
from deskbreak.app.news import News
from deskbreak.settings.atomic import replace_text

log = logging.getLogger(__name__)

EDITION = 1
"""Which wording of the notice it is: one that says something else has to be read again."""
ABOUT = "safety"
"""What the notice is about, among the news."""


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
    """Whether it was read, and what becomes of that."""

    def __init__(self, file: Path, today: Callable[[], date], news: News) -> None:
        self._file = file
        self._today = today
        self._news = news
        self.read = is_read(file)

    def show(self) -> None:
        """Ask for an answer, if there was none. Put away, it comes back at the next start, or when asked for."""
        if not self.read:
            self._news.tell(ABOUT, safety_notices.safety())

    def understood(self) -> None:
        """Movements may be offered from now on."""
        self.read = True
        self._news.moot(ABOUT)
        try:
            keep_read(self._file, self._today())
        except OSError as error:
            log.warning("the safety notice will be shown again at the next start: %s", error)
