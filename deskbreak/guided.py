"""A movement under way, as the status tells it, and as whoever shows it reads that.

Its times are those of the clock that counts suspend, which is the same for every program on a machine: so it only has
to be told anew when something is done to it, and two that show it are in step.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.core.guiding import Guiding
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.week import Standing
from deskbreak.history.suggestions import read, written


def told(
    guiding: Guiding | None, ended: GuideEnded | None, in_window: bool = False, last_word: str = ""
) -> dict[str, Any]:
    """What the status says of it: `guide`, what is under way, and `guided`, what was done when the last one ended.

    `window`: whether the guide has one. `last_word` is for that.
    """
    return {"guide": _under_way(guiding), "guided": _over(ended, last_word), "window": in_window}


def under_way(data: Mapping[str, Any], library: Library, plain: Movement) -> Guiding | None:
    """What was told. None when this library has no such thing: the other program may have another one."""
    suggestion = read(data["movement"], json.dumps(data["suggestion"]), library, plain)
    if suggestion is None:
        return None
    cut = tuple((part, seconds) for part, seconds in data["cut"])
    return Guiding(suggestion, data["began"], data["held_at"], cut)


def moved(data: Mapping[str, float]) -> Movements:
    """What was done, as `guided` tells it."""
    return Movements(data["left_seconds"], data["right_seconds"], data["both_seconds"])


def ended(status: Mapping[str, Any], taken_before: int) -> Outcome | None:
    """How the last one ended, by the status. `taken_before`: the breaks of the day that were taken when it began."""
    if status["today"]["taken"] > taken_before:
        # Somebody said that they did it.
        return Outcome.TAKEN
    outcome = (status.get("guided") or {}).get("outcome")
    return Outcome(outcome) if outcome else None


def targets(status: Mapping[str, Any]) -> Iterator[Standing]:
    """How the week stands, by the status."""
    for id, stands in status["targets"].items():
        unit = next(name for name in stands if not name.startswith("goal_"))
        yield Standing(id, stands[unit], stands[f"goal_{unit}"])


def _under_way(guiding: Guiding | None) -> dict[str, Any] | None:
    """All of it but the library."""
    if guiding is None:
        return None
    # Why it was chosen may be private, and is nothing to whoever shows it.
    suggestion = replace(guiding.in_full, facts={})
    return {
        "movement": suggestion.id,
        "suggestion": json.loads(written(suggestion)),
        "began": guiding.began,
        "held_at": guiding.held_at,
        "cut": guiding.cut,
    }


def _over(ended: GuideEnded | None, last_word: str) -> dict[str, Any] | None:
    if ended is None:
        return None
    moved = ended.moved
    seconds = {"left_seconds": moved.left, "right_seconds": moved.right, "both_seconds": moved.both}
    return {"outcome": ended.outcome and ended.outcome.value, "last_word": last_word, **seconds}
