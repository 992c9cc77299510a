"""A suggestion as it is kept, to go on with after a restart exactly where it was."""

from __future__ import annotations

import json

from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Routine, Side
from deskbreak.core.suggestion import Part, Suggestion


def written(suggestion: Suggestion) -> str:
    """All of it but the library, as JSON."""
    return json.dumps({
        "routine": isinstance(suggestion.what, Routine),
        "parts": [(part.movement.id, part.seconds, part.side) for part in suggestion.parts],
        "owed": suggestion.owed,
        "easier": suggestion.easier,
        "reason": suggestion.reason,
        "facts": dict(suggestion.facts),
        "longer": suggestion.longer,
    })  # fmt: skip


def read(id: str, text: str, library: Library, plain: Movement) -> Suggestion | None:
    """What was written of a suggestion of this id; None when the library has no such thing any more."""
    movements = {**library.movements, plain.id: plain}
    try:
        kept = json.loads(text)
        what = library.routines[id] if kept["routine"] else movements[id]
        parts = tuple(Part(movements[name], float(seconds), _side(side)) for name, seconds, side in kept["parts"])
        of_it = _side(kept["owed"]), kept["easier"], kept["reason"], kept["facts"], kept.get("longer")
        return Suggestion(what, parts, *of_it)
    except (KeyError, TypeError, ValueError):
        # It is of another version, or names a movement that somebody took away: then the break is given anew.
        return None


def _side(side: str | None) -> Side | None:
    return None if side is None else Side(side)
