"""What was read and need not be shown again for now: the card about the ball, the text of a sign that is not urgent."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from deskbreak.settings.atomic import replace_text

log = logging.getLogger(__name__)

BALL, SOON = "ball", "soon"


class Cards:
    """By its name, on which day a card was read, and from which day on it is to be read again."""

    def __init__(self, file: Path | None, today: Callable[[], date]) -> None:
        """None keeps everything in memory only."""
        self._file = file
        self._today = today
        self._read = _kept(file) if file else {}

    def is_read(self, name: str) -> bool:
        """Whether it need not be shown."""
        if name not in self._read:
            return False
        read, again = self._read[name]
        # Also a day to come counts for nothing: the clock was wrong then.
        return read <= self._today() < again

    def was_read(self, name: str, for_days: int | None = None) -> None:
        """It was read just now, and that holds for so many days; None: for good."""
        today = self._today()
        self._read[name] = (today, date.max if for_days is None else today + timedelta(days=for_days))
        self._keep()

    def forget(self, name: str) -> None:
        """It is to be read again."""
        if self._read.pop(name, None) is not None:
            self._keep()

    def _keep(self) -> None:
        if self._file is None:
            return
        kept = {name: [day.isoformat() for day in days] for name, days in self._read.items()}
        try:
            replace_text(self._file, json.dumps(kept) + "\n")
        except OSError as error:
            log.warning("what was read will be shown again after the next start: %s", error)


def _kept(file: Path) -> dict[str, tuple[date, date]]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {name: (date.fromisoformat(read), date.fromisoformat(again)) for name, (read, again) in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("which cards were read cannot be told: %s", error)
        return {}
