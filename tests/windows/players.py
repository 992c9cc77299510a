"""Programs that stand where those of the system would: each writes down what it was told, and as which process.

What it reads stands behind a `<`; to what it does then, that is `$words`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

PATIENCE = 20.0
ENDS, FAILS, HANGS = "exit 0", "exit 3", "exec /bin/sleep 600"


class Players:
    """In a folder of their own, which is all there is on the PATH."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "told"
        self._log.touch()

    @property
    def path(self) -> str:
        return str(self._folder)

    def has(self, name: str, then: str = ENDS) -> None:
        """There is a program of this name; once it has written that down, it does this."""
        script = self._folder / name
        # In one piece: two of them may write at the same time.
        told = f'words=$(/bin/cat)\nprintf "%s\\n" "$$ {name} $*${{words:+ <$words}}" >> "{self._log}"'
        script.write_text(f"#!/bin/sh\n{told}\n{then}\n", encoding="utf-8")
        script.chmod(0o700)

    @property
    def told(self) -> list[str]:
        """Each of them with what it was told, in order; of a file, its name."""
        return [" ".join(word.rpartition("/")[2] for word in line.split(" ")[1:]) for line in self._lines]

    @property
    def numbers(self) -> list[int]:
        """Of their processes, in the same order."""
        return [int(line.split(" ")[0]) for line in self._lines]

    @property
    def _lines(self) -> list[str]:
        return self._log.read_text(encoding="utf-8").splitlines()


def is_gone(process: int) -> bool:
    """Whether it ended, and nothing is left of it: no zombie either."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def until(what: Callable[[], object]) -> None:
    """Let Qt go on until this is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "in vain"
        QTest.qWait(5)
