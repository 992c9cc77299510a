"""What `deskbreak status` says: the contract of the command line, as plain data."""

from __future__ import annotations

from typing import Any

from deskbreak import __version__
from deskbreak.core.moment import Moment
from deskbreak.core.state import Phase
from deskbreak.core.summary import Tally
from deskbreak.core.view import View


def status(view: View, moment: Moment, today: Tally, ports: dict[str, str]) -> dict[str, Any]:
    """The whole status; `reasons` are why no reminder comes, and `until` is local time with its offset."""
    due_in = view.due_in(moment.now)
    return {
        "phase": view.phase.value,
        "plan": view.plan,
        "sat_seconds": round(view.sat(moment.now)),
        "due_in_seconds": None if due_in is None else round(due_in),
        "reasons": [reason.value for reason in view.pauses] + list(view.quiet),
        "snoozes": view.snoozes,
        "today": {
            "due": today.due,
            "taken": today.taken,
            "partly": today.partly,
            "natural": today.natural,
            "skipped": today.skipped,
            "missed": today.missed,
        },
        "until": _until(view, moment),
        "presence": ports["presence"],
        "tray": ports["tray"],
        "version": __version__,
    }


def _until(view: View, moment: Moment) -> str | None:
    """When the present state ends by itself: a pause on the wall clock, the rest on ours."""
    ends = [end for end in view.pauses.values() if end is not None]
    # A break ends when it is done; its `until` is only when a guide that is silent is given up.
    if not ends and view.phase is not Phase.ON_BREAK:
        by_itself = [view.until, *(quiet.until for quiet in view.quiet.values())]
        ends = [moment.wall + end - moment.now for end in by_itself if end is not None]
    return moment.iso(min(ends)) if ends else None
