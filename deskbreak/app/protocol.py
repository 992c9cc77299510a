"""The lines that go through the control socket, or the named pipe on Windows. Both ends know this, so it is light.

{"v": 1, "do": "snooze", "minutes": 5} in, {"v": 1, "ok": true, …} or {"v": 1, "ok": false, "title": …,
"hint": …} out.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

VERSION = 1
LINE_LIMIT = 64 * 1024
PATIENCE = 2.0
"""Seconds that each end gives the other."""
CLIENTS = 32
"""More at once than this have to wait."""
WATCHERS = 8
"""Those that stay are counted apart, so that they never keep others out."""
WATCH = {"do": "watch"}
"""Asks for the status now and at each change, until the connection ends."""


def encode(message: dict[str, Any]) -> bytes:
    """A message as a line."""
    return json.dumps({"v": VERSION, **message}).encode() + b"\n"


def unix_socket() -> socket.socket:
    """A socket of the kind that both ends speak through. OSError where there are none."""
    if sys.platform == "win32":
        raise OSError("CPython has no AF_UNIX on Windows")
    return socket.socket(socket.AF_UNIX)
