"""Plays a sound, as this system does."""

# Elsewhere typeshed has nothing in winsound; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import sys
from collections.abc import Callable

from deskbreak.sounds.programs import here, players
from deskbreak.windows.programs import Programs

PATIENCE = 5.0
"""Seconds: no sound takes as many."""

Fails = Callable[[str], object]


def sounds(fails: Fails) -> Programs | WindowsSounds:
    """What plays them here. `fails` is told what keeps them from being heard."""
    if sys.platform == "win32":
        return WindowsSounds(fails)
    found = list(here(players()))
    if not found:
        fails("no program here plays sounds")
    return Programs(found, PATIENCE, fails)


class WindowsSounds:
    """Windows plays them itself, one at a time. https://docs.python.org/3/library/winsound.html"""

    def __init__(self, fails: Fails) -> None:
        self._fails = fails

    def play(self, file: str) -> None:
        """This one, in place of the one that plays."""
        import winsound

        try:
            winsound.PlaySound(file, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError as error:
            self._fails(f"winsound: {error}")

    def silence(self) -> None:
        """Whatever still plays."""
        import winsound

        winsound.PlaySound(None, 0)
