"""The real program and the demo, which are the same but for this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from deskbreak.core.breaks import Rules
from deskbreak.core.hours import Hours

DEMO_EVERY = 10.0
DEMO_CAP = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the real program and the demo."""

    name: str
    rules: Callable[[Rules], Rules]
    records: bool
    hours: Callable[[Hours | None], Hours | None] = lambda hours: hours
    greets: bool = False
    """Whether the very first start shows that it is there."""
    watches: bool = True
    """Whether it looks out for calls, films and the like, and for the lock."""
    stays: bool = True
    """Whether it goes on until it is told to quit; otherwise somebody who starts deskbreak waits for its end."""


RUN = Kind("deskbreak", rules=lambda rules: rules, records=True, greets=True)
BRIEF = Kind("deskbreak", rules=RUN.rules, records=True, watches=False, stays=False)
"""The real program for the length of one movement."""
DEMO = Kind(
    "demo",
    rules=lambda rules: replace(
        rules,
        plans=tuple(replace(plan, every=DEMO_EVERY) for plan in rules.plans),
        heads_up=DEMO_EVERY / 3,
        # Whoever looks on moves the mouse, and would wait for nothing.
        typing_pause=0,
        first_after=0,
        daily_cap=DEMO_CAP,
    ),
    hours=lambda _hours: None,
    records=False,
    watches=False,
)
