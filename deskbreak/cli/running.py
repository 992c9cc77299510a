"""What the commands have to do with the running deskbreak: ask it, and watch it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from deskbreak import places
from deskbreak.app import remote
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.ports import Request


def request(what: Request) -> dict[str, Any]:
    """The running deskbreak's reply. NotRunning when there is none, DeskbreakError when it refuses."""
    with _reached():
        return _granted(remote.ask(places.socket_file("deskbreak"), what))


def statuses() -> Iterator[dict[str, Any]]:
    """Its status, now and whenever it may have changed. NotRunning when it ends, or is none."""
    with _reached():
        for reply in remote.watch(places.socket_file("deskbreak")):
            yield _granted(reply)
    raise _not_running()


def plain_status(reply: dict[str, Any]) -> dict[str, Any]:
    """What of the reply is the status, as programs read it."""
    return {key: value for key, value in reply.items() if key not in ("v", "ok", "say")}


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise _not_running() from error
    except (OSError, ValueError) as error:
        raise DeskbreakError(
            _("The running deskbreak does not answer ({error}).").format(error=error),
            _("Quit it and start it again."),
        ) from error


def _granted(reply: dict[str, Any]) -> dict[str, Any]:
    if not reply.get("ok"):
        raise DeskbreakError(reply["title"], reply["hint"])
    return reply


def _not_running() -> NotRunning:
    return NotRunning(_("deskbreak is not running."), _("Start it with: deskbreak run"))
