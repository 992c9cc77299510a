"""What a window is told and what it tells: a line of JSON each, on standard input and output.

Told: how things stand, as `deskbreak status` has it, now and at each change, with `now` (the clock that `guide` counts
on), `reduced_motion`, `sounds`, `speech` and `private`; or `front`, to come to the front with that token. The window
ends when its input does.

Tells: requests, as the control protocol spells them; once `{"shown": true}`; `{"trouble": "…"}`, in words for people,
where it cannot be shown; for the log `{"error": "…"}` where something fails, `{"unheard": "…"}` where a sound or the
voice does.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from deskbreak.words import _

LAST_SECONDS = 2.0
"""How long a window has to go by itself."""


class Lines:
    """The two ends of it. What Qt or anything else prints is kept out of them."""

    def __init__(self) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        os.dup2(2, 1)

    def tell(self, line: dict[str, Any]) -> None:
        """Say this, if anybody listens."""
        try:
            os.write(self._out, json.dumps(line).encode() + b"\n")
        except OSError:
            # Whoever listened is gone: the end of the input tells that as well.
            return

    def hear(self, told: Callable[[dict[str, Any]], object], over: Callable[[], object]) -> None:
        """Have these called, in a thread of its own, with each line and at the end."""
        threading.Thread(target=self._hear, args=(told, over), name="lines", daemon=True).start()

    def _hear(self, told: Callable[[dict[str, Any]], object], over: Callable[[], object]) -> None:
        begun = b""
        while data := self._read():
            *lines, begun = (begun + data).split(b"\n")
            for line in lines:
                self._pass_on(line, told)
        over()
        time.sleep(LAST_SECONDS)
        # Whatever it hangs in: nobody is there any more who would end it.
        os._exit(1)

    def _read(self) -> bytes:
        try:
            return os.read(self._in, 65536)
        except OSError:
            return b""

    def _pass_on(self, line: bytes, told: Callable[[dict[str, Any]], object]) -> None:
        try:
            one = json.loads(line)
        except ValueError:
            one = None
        if isinstance(one, dict):
            told(one)
        else:
            self.tell({"trouble": _("it was told what is no JSON object")})
