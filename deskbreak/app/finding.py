"""One line of `deskbreak doctor`, as plain data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """What serves one port here."""

    port: str
    chosen: str
    """What is used: a path, or a word that is the same in every language; "none" when there is nothing."""
    can: tuple[str, ...] = ()
    """What that can do, and what is known of it."""
    lacks: tuple[tuple[str, str], ...] = ()
    """What cannot be used or done, by name, and why."""
    hint: str = ""
    """What somebody could do about it."""

    def shared(self) -> Finding:
        """The same, fit to be shown to others: the home folder, which is often somebody's name, is called ~."""
        return Finding(
            self.port,
            _without_home(self.chosen),
            tuple(_without_home(line) for line in self.can),
            tuple((name, _without_home(why)) for name, why in self.lacks),
            _without_home(self.hint),
        )


def _without_home(text: str) -> str:
    return text.replace(f"{Path.home()}{os.sep}", f"~{os.sep}")
