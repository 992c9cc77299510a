"""What the commands have to do with the running deskbreak: ask it, and watch it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from deskbreak import places
from deskbreak.app import remote
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _, marked

if TYPE_CHECKING:
    from deskbreak.ports import Request


def request(what: Request) -> dict[str, Any]:
    """The running deskbreak's reply. NotRunning when there is none, DeskbreakError when it refuses."""
    with _reached():
        return _granted(remote.ask(places.socket_file("deskbreak"), what))


def reload_settings() -> None:
    """Have the running deskbreak read its settings now, if there is one."""
    with suppress(NotRunning):
        request({"do": "reload"})


def statuses() -> Iterator[dict[str, Any]]:
    """Its status, now and whenever it may have changed. NotRunning when it ends, or is none."""
    with _reached():
        for reply in remote.watch(places.socket_file("deskbreak")):
            yield _granted(reply)
    raise _not_running()


def plain_status(reply: dict[str, Any]) -> dict[str, Any]:
    """What of the reply is the status, as programs read it."""
    return {key: value for key, value in reply.items() if key not in ("v", "ok", "say")}


def sign_lines(status: dict[str, Any]) -> list[str]:
    """What a status tells of a warning sign, if one is ticked."""
    if not status.get("warning_sign"):
        return []
    # Imported here: hardly anybody ever has one.
    from deskbreak.core.profile import RedFlag
    from deskbreak.explain_choice import of_sign

    return [of_sign(RedFlag(status["warning_sign"])), _("More: deskbreak safety --signs")]


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


MET = {
    "butt-walk": marked("Mat routine: {done} of {goal} days this week."),
    "strength": marked("Strength: {done} of {goal} days this week."),
    "ball": marked("Ball: {done} of {goal} days this week."),
    "stretch": marked("Stretching: {done} of {goal} days this week."),
}
"""What a target of the week says when it is met; until then it says nothing."""


def met(targets: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A line for each target of the week that is met, by what `status` says of them."""
    for name, sentence in MET.items():
        stands = targets.get(name)
        if stands is not None and stands["days"] >= stands["goal_days"]:
            yield _(sentence).format(done=stands["days"], goal=stands["goal_days"])
