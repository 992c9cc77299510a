"""deskbreak running on a desktop, asked for guides through its socket as its own command line asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from deskbreak.app.remote import ask

from . import procfs
from .desk import Desk
from .far_side import now
from .programs import DESKBREAK

PATIENCE = 20.0  # seconds that a window may take to come or to go
NO_WINDOW = 0.03  # seconds: sooner than that none has ever been seen


class Running:
    """The program on this desktop, up to its first answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._socket = Path(desk.processes.env["XDG_RUNTIME_DIR"], "deskbreak", "deskbreak.sock")
        self.pid = desk.processes.spawn("deskbreak", (DESKBREAK, "run")).pid
        self._wait("deskbreak", self._status)

    def begin(self, movement: str) -> float:
        """Begin this; seconds until its window is seen: only then the movement begins to count."""
        asked = now()
        self._tell({"do": "start", "movement": movement, "noted": True})
        self._wait("the window", lambda: self._began() - asked > NO_WINDOW)
        return self._began() - asked

    def stop(self) -> None:
        """Stop it, and wait for its window's process to be gone: ended, and asked about."""
        self._tell({"do": "stop"})
        self._wait("its end", lambda: not procfs.children(self.pid))

    def _began(self) -> float:
        return float((self._status().get("guide") or {"began": 0.0})["began"])

    def _tell(self, request: dict[str, object]) -> None:
        reply = ask(self._socket, request)
        if not reply["ok"]:
            raise RuntimeError(f"{request} is refused: {reply}")

    def _status(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            return ask(self._socket, {"do": "status"})
        return {}

    def _wait(self, what: str, is_so: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise RuntimeError(f"{what} does not come: {self._desk.processes.last_words('deskbreak')}")
            time.sleep(0.02)
