"""Some of the library to offer in tests, and suggestions of it."""

from __future__ import annotations

from deskbreak import places
from deskbreak.core.laying_out import in_full
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.history.reader import Reader
from deskbreak.library.load import library, plain_break

CONTENT = library(places.shipped("config"))
LIBRARY = Library(CONTENT.movements, CONTENT.routines)
"""All that is shipped."""
PLAIN = plain_break(places.shipped("config"))
AT_ANY_DESK = ("stand-and-shift", "standing-ql-stretch", "walk-break")
OFFERED = tuple(LIBRARY.movements[name] for name in AT_ANY_DESK)
FEW = Library.of(OFFERED, ())
"""So few that tests can tell what comes."""


def suggested(movement: Movement | str, first: Side = Side.LEFT) -> Suggestion:
    """All of a movement, begun on this side."""
    movement = LIBRARY.movements[movement] if isinstance(movement, str) else movement
    return in_full(movement, LIBRARY).begun_on(first)


def named(history: Reader) -> list[str]:
    """What was suggested, oldest first."""
    return [row["movement"] for row in history.rows("showing")]
