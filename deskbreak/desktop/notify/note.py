"""What is on the screen, written down for the next start, in case this one is killed."""

from __future__ import annotations

import logging
from pathlib import Path

from deskbreak.desktop.notify.private import write_private

log = logging.getLogger(__name__)


class Note:
    """A file with the service's name on the bus, which is never given twice, and the id it gave our notice.

    Without the name the id would be another's: services count from one again when they are started anew.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def left_with(self, owner: str) -> int:
        """The id of what this very service still shows; 0 for nothing."""
        try:
            whose, _, ident = self._file.read_text(encoding="ascii").partition(" ")
        except (OSError, UnicodeDecodeError):
            return 0
        return int(ident) if whose == owner and ident.isdecimal() else 0

    def write(self, owner: str, ident: int) -> None:
        """This service shows this."""
        try:
            write_private(self._file, f"{owner} {ident}")
        except OSError as error:
            log.warning("a crash would leave this notice on the screen: %s", error)

    def clear(self, owner: str) -> None:
        """This service shows nothing of ours; what is said of another one stays."""
        if not self.left_with(owner):
            return
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the note of a notice stays behind: %s", error)
