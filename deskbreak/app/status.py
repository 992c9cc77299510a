"""What `deskbreak status` says: the contract of the command line, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deskbreak import __version__
from deskbreak.core.moment import Moment
from deskbreak.core.profile import RedFlag
from deskbreak.core.state import PauseReason, Phase
from deskbreak.core.summary import Tally
from deskbreak.core.view import View
from deskbreak.core.week import WALK, Standing

PAUSES = {Phase.PAUSED: PauseReason.USER, Phase.OFF_HOURS: PauseReason.HOURS}
"""The reason that each kind of pause ends with."""


def status(
    view: View,
    moment: Moment,
    today: Tally,
    ports: dict[str, Any],
    targets: Sequence[Standing],
    sign: RedFlag | None,
) -> dict[str, Any]:
    """The whole status; `reasons` are why no reminder comes, and `until` is local time with its offset.

    `ports`: what is used of this desktop, port by port. `sign`: the warning sign that is ticked, because of which
    breaks are plain or stay gentle.
    """
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
            "done": today.done,
            "taken": today.taken,
            "partly": today.partly,
            "natural": today.natural,
            "skipped": today.skipped,
            "missed": today.missed,
        },
        "targets": {target.id: _standing(target) for target in targets},
        "warning_sign": sign,
        "until": _until(view, moment),
        **ports,
        "version": __version__,
    }


def _standing(target: Standing) -> dict[str, int]:
    """How far it is: the seconds of today for walking, the days of this week for all others."""
    unit = "seconds" if target.id == WALK else "days"
    return {unit: round(target.done), f"goal_{unit}": round(target.goal)}


def _until(view: View, moment: Moment) -> str | None:
    """When the present state ends by itself: a pause on the wall clock, the rest on ours."""
    if view.phase in PAUSES:
        end = view.pauses.get(PAUSES[view.phase])
        return None if end is None else moment.iso(end)
    # A break ends when it is done; its `until` is only when a guide that is silent is given up.
    if view.phase is Phase.ON_BREAK:
        return None
    ends = [end for end in (view.until, *(quiet.until for quiet in view.quiet.values())) if end is not None]
    return moment.iso(moment.wall + min(ends) - moment.now) if ends else None
