"""Has the settings opened for editing by the desktop's own program, and notices when that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.desktop.opener import NOT_OPENED, open_file
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Unavailable
from deskbreak.words import _

if TYPE_CHECKING:
    from subprocess import Popen

FAILS_WITHIN = 30.0
"""A program that ends after so many seconds had opened the file, whatever it says: its editor may have said it."""


class Editing:
    """Waits for what it started, however long that stays: some ways of opening end with the editor only."""

    def __init__(self, file: Path, now: Callable[[], float], tell: Callable[[DeskbreakError], object]) -> None:
        """`tell` hears of a failure that shows only later."""
        self._file = file
        self._now = now
        self._tell = tell
        self._running: dict[Popen[bytes], float] = {}
        """Each program, and when it was started."""

    def open(self, activation: str = "") -> None:
        """Open the settings; a file to begin with is made first. DeskbreakError when that cannot be done."""
        # Imported here: reading settings does without it.
        from deskbreak.settings.write import have_file

        have_file(self._file)
        try:
            program = open_file(self._file, activation)
        except Unavailable as reason:
            raise self._unopened(str(reason)) from reason
        if program is not None:
            self._running[program] = self._now()

    def look(self) -> None:
        """See which have ended, so that none stays as a zombie. The end of one wakes the loop."""
        for program in [program for program in self._running if program.poll() is not None]:
            began = self._running.pop(program)
            if program.returncode in NOT_OPENED and self._now() - began < FAILS_WITHIN:
                self._tell(self._unopened(_("the desktop has no program for it")))

    def _unopened(self, why: str) -> DeskbreakError:
        return DeskbreakError(
            _("Your settings could not be opened: {why}.").format(why=why),
            _("They are in {file}; in a terminal: deskbreak config edit").format(file=self._file),
        )
