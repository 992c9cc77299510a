"""What is answered to a line that came through the control socket, whatever it is."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from deskbreak.app.protocol import VERSION, encode
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

log = logging.getLogger(__name__)

Handle = Callable[[Request], dict[str, Any]]


def answer(handle: Handle, line: bytes) -> bytes:
    """The reply to this line, whatever it is."""
    return replied(lambda: handle(_request(line)))


def replied(act: Callable[[], dict[str, Any]]) -> bytes:
    """What `act` gives as a reply; a refusal where it raises."""
    try:
        return encode({"ok": True, **act()})
    except DeskbreakError as error:
        return refused(error)
    except Exception:
        log.exception("a request failed")
        return refused(DeskbreakError(_("deskbreak could not do that: a bug"), _("The log has more.")))


def refused(error: DeskbreakError) -> bytes:
    """The reply that says no, and why."""
    return encode({"ok": False, "title": error.title, "hint": error.hint})


def watched_enough(number: int) -> DeskbreakError:
    """What whoever watches as one too many is told."""
    return DeskbreakError(
        _("deskbreak is watched by {number} others already.").format(number=number),
        _("End one of them: deskbreak watch runs in a bar or a terminal."),
    )


def _request(line: bytes) -> Request:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DeskbreakError(_("that was not JSON"), "") from error
    if not isinstance(request, dict) or request.get("v") != VERSION:
        raise DeskbreakError(
            _("that was not spoken in version {version} of the protocol").format(version=VERSION),
            _("The running deskbreak may be another version: quit it and start it again."),
        )
    return request
