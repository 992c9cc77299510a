"""A movement under way, as the status tells it and as whoever shows it reads it.

Its times are those of the clock that counts suspend, which is the same for every program on a machine: so it only has
to be told anew when something is done to it, and two that show it are in step.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from deskbreak.core.guiding import Guiding
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.history.suggestions import read, written


def as_data(guiding: Guiding | None) -> dict[str, Any] | None:
    """All of it but the library, as JSON has it; None when nothing is under way."""
    if guiding is None:
        return None
    # Why it was chosen may be private, and is nothing to whoever shows it.
    suggestion = replace(guiding.suggestion, facts={})
    return {
        "movement": guiding.suggestion.id,
        "suggestion": json.loads(written(suggestion)),
        "began": guiding.began,
        "held_at": guiding.held_at,
        "whole": guiding.whole,
    }


def from_data(data: Mapping[str, Any], library: Library, plain: Movement) -> Guiding | None:
    """What was told. None when this library has no such thing: the other program may have another one."""
    suggestion = read(data["movement"], json.dumps(data["suggestion"]), library, plain)
    if suggestion is None:
        return None
    return Guiding(suggestion, data["began"], data["held_at"], data["whole"])
