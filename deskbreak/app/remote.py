"""What others say to the running deskbreak. Every command begins with this, so it is light."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from deskbreak.app.protocol import LINE_LIMIT, PATIENCE, WATCH, encode, unix_socket
from deskbreak.words import _


def ask(file: Path, request: dict[str, Any], seconds: float = PATIENCE) -> dict[str, Any]:
    """Send a request to the running instance; its reply. OSError when nobody answers, ValueError for junk."""
    with contextlib.closing(_replies(file, request, seconds)) as replies:
        reply = next(replies, None)
    if reply is None:
        raise ConnectionError(_("the connection was closed"))
    return reply


def watch(file: Path) -> Generator[dict[str, Any], None, None]:
    """The status of the running instance, now and at each change, until it ends. Errors as with `ask`."""
    return _replies(file, WATCH, PATIENCE)


def _replies(file: Path, request: dict[str, Any], seconds: float) -> Generator[dict[str, Any], None, None]:
    if sys.platform == "win32":
        from deskbreak.app.pipe import replies

        yield from replies(file, request, seconds)
        return
    with unix_socket() as connection:
        connection.settimeout(seconds)
        connection.connect(str(file))
        connection.sendall(encode(request))
        with connection.makefile("rb") as lines:
            while (line := lines.readline(LINE_LIMIT)).endswith(b"\n"):
                yield json.loads(line)
                # The first is owed at once; more come only when there is news.
                connection.settimeout(None)
