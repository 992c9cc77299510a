"""When what asks for quiet is watched: never all day long, but always in time.

A break that is asked for, held back or put off is moved by it. One that falls due has to know the answers by then. And
whoever is still may be in a call or at a film; once they are away, neither brings them back: only a touch does.
"""

from __future__ import annotations

from deskbreak.core.state import Phase
from deskbreak.core.view import View

LEAD = 15.0
"""Seconds before a prompt at which to begin, where the heads-up leaves less; whatever is asked has answered by then."""
ASKED = frozenset({Phase.DEFERRED, Phase.PROMPTED, Phase.SNOOZED})
"""A break is asked for."""


def is_wanted(view: View, now: float) -> bool:
    """Whether to watch at this moment."""
    return view.phase in ASKED or (view.sitting and (view.still or _is_near(view, now)))


def begins_at(view: View, now: float) -> float | None:
    """When that will be so though nothing happens; None while it is, or nothing is on its way."""
    if is_wanted(view, now) or not view.sitting:
        return None
    due_in = view.due_in(now) if view.nearing else None
    moments = [view.again_at, None if due_in is None else now + due_in]
    return min((moment - _lead(view) for moment in moments if moment is not None), default=None)


def _is_near(view: View, now: float) -> bool:
    due_in = view.due_in(now)
    coming = [due_in, None if view.again_at is None else view.again_at - now]
    return any(left is not None and left <= _lead(view) for left in coming)


def _lead(view: View) -> float:
    return max(view.heads_up, LEAD)
