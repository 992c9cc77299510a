"""Whether deskbreak starts at login."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """What the system would do at the next login."""

    on: bool
    file: str
    """Where that stands, or would stand."""
    why: str = ""
    """Why what stands there starts nothing, in the user's language; "" when there is nothing."""
