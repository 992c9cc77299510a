"""A command in a real terminal that asks, and somebody who answers."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.test_terminal import InTerminal


class Asking(InTerminal):
    """`deskbreak` with these words."""

    def __init__(self, home: Path, *words: str, columns: int = 200) -> None:
        super().__init__(home, columns=columns, shell=[sys.executable, "-m", "deskbreak", *words])

    def asked(self, question: str, answer: str) -> str:
        """Wait for this, and answer; what was said until then."""
        said = self.until(question)
        # The rest of its line, up to where the answer is written.
        while not (question + self.seen).endswith(" "):
            self.read(1)
        self.type(f"{answer}\n")
        return said

    def rest(self) -> str:
        """What is said until it ends."""
        while self.process.poll() is None:
            self.read(0.1)
        self.until_silent(0.05)
        self.close()
        return self.seen
