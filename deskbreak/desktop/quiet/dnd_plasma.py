"""Whether it was somebody who turned on Plasma's do not disturb.

Plasma also does so by itself, while a window that fills the screen is in front or the screen is shared, and announces
both alike. Its settings tell until when somebody chose it; they are written before it is announced. Seen with 5.27:
Until=2027,11,22,2,1,49.68 in plasmanotifyrc, a year ahead for "until I turn it off".
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from deskbreak.desktop.quiet.settings_folder import settings_folder

log = logging.getLogger(__name__)

FILE, KEY = "plasmanotifyrc", "Until="


def is_chosen(environment: Mapping[str, str]) -> bool:
    """Whether there is such a moment, and it is still to come."""
    try:
        text = (settings_folder(environment) / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False
    except OSError as error:
        log.warning("%s cannot be read: %s", FILE, error)
        return False
    until = next((line.removeprefix(KEY) for line in text.splitlines() if line.startswith(KEY)), "")
    try:
        year, month, day, hour, minute, _second = until.split(",")
        return datetime.now() < datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001, DTZ005
    except ValueError:
        return False
