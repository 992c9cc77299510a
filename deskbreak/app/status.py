"""What `deskbreak status` says: the contract of the command line, as plain data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from deskbreak import __version__
from deskbreak.core.view import View
from deskbreak.ports import Today


def status(view: View, now: float, wall: float, today: Today, ports: dict[str, str]) -> dict[str, Any]:
    """The whole status; times are local, with their offset."""
    due_in = view.due_in(now)
    return {
        "phase": view.phase.value,
        "plan": view.plan,
        "sat_seconds": round(view.sat(now)),
        "due_in_seconds": None if due_in is None else round(due_in),
        "reasons": [reason.value for reason in view.pauses] + [quiet.words for quiet in view.quiet],
        "snoozes": view.snoozes,
        "today": {
            "due": today.due,
            "taken": today.taken,
            "partly": today.partly,
            "natural": today.natural,
            "skipped": today.skipped,
            "missed": today.missed,
        },
        "until": _until(view, now, wall),
        "presence": ports["presence"],
        "tray": ports["tray"],
        "version": __version__,
    }


def _until(view: View, now: float, wall: float) -> str | None:
    """When the present state ends by itself: a pause on the wall clock, the rest on ours."""
    ends = [end for end in view.pauses.values() if end is not None]
    if not ends and view.until is not None:
        ends = [wall + view.until - now]
    return datetime.fromtimestamp(min(ends)).astimezone().isoformat(timespec="seconds") if ends else None
