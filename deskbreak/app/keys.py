"""Which keys somebody pressed, out of what a terminal sends."""

from __future__ import annotations

import re

SEQUENCE = re.compile(r"\x1b+(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O\x1b])", re.DOTALL)
"""An arrow, a function key, Alt and a letter; the letters in it are no answers."""
PASTE = re.compile(r"\x1b\[200~.*?\x1b\[201~", re.DOTALL)
PASTE_BEGINS = "\x1b[200~"
MOST_AT_ONCE = 3
"""More keys than these at once are pressed by nobody: it is a text that was pasted."""
PATIENCE = 0.5
"""Seconds after which the rest of a sequence comes no more: it was the Escape key."""
LONGEST = 4096
"""Characters of a sequence, or of a paste, that are kept until its end comes."""


class Keys:
    """Takes what was read, a piece at a time: over a slow line a sequence comes in several."""

    def __init__(self) -> None:
        self._rest = ""
        self._at = 0.0

    def read(self, data: bytes, now: float) -> str:
        """The letters that were pressed as such, in lower case."""
        in_paste = self._rest.startswith(PASTE_BEGINS)
        rest = self._rest if in_paste or now - self._at < PATIENCE else ""
        text = PASTE.sub("", rest + data.decode("utf-8", "replace"))
        self._rest, self._at = "", now
        begun = text.find(PASTE_BEGINS)
        if begun < 0:
            text = SEQUENCE.sub("", text)
            begun = text.find("\x1b")
        if begun >= 0:
            text, rest = text[:begun], text[begun:]
            # Of a long paste only its end is of interest.
            self._rest = rest if len(rest) < LONGEST else PASTE_BEGINS + rest[-len(PASTE_BEGINS) :]
        return text.lower() if len(text) <= MOST_AT_ONCE else ""
