"""What a movement under way is told in, in a notice and in a terminal alike."""

from __future__ import annotations

from deskbreak.core.movement import Movement, Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.words import _, marked

EASY_RANGE = marked("Easy range only. Stop if it hurts, tingles or makes you dizzy.")
"""Under all that is led through: the line of the stop signals of config/safety.toml, which is not read for it."""
ON_FOOT = ("standing", "doorway")
"""The contexts of what is done standing."""
REST = "rest"
"""The kind of a break without a movement."""
SAYS_SO = frozenset({"stand", "walk"})
"""The tags of movements whose own steps tell how to get up."""


def stands_up(suggestion: Suggestion, part: int) -> bool:
    """Whether to stand up is the first thing to do for this part. Nobody who cannot stand is ever given one."""
    movement = suggestion.parts[part].movement
    was_up = part > 0 and _on_foot(suggestion.parts[part - 1].movement)
    return _on_foot(movement) and not was_up and SAYS_SO.isdisjoint(movement.tags)


def _on_foot(movement: Movement) -> bool:
    # Getting up from a chair begins on it.
    return movement.context in ON_FOOT and movement.space != "chair"


def side_name(side: Side) -> str:
    """The side in the user's language."""
    return _("left") if side is Side.LEFT else _("right")


def side_label(side: Side) -> str:
    """The side as a heading."""
    return _("Left side") if side is Side.LEFT else _("Right side")


def steps(movement: Movement, side: Side | None, easier: bool = False) -> tuple[str, ...]:
    """What to do on this side; `easier`: in the easier way, which is told first."""
    told = [step for step in movement.steps if step]
    if easier and movement.easier and movement.easier.text:
        told.insert(0, f"{_('Easier')}: {_(movement.easier.text)}")
    return tuple(with_sides(step, side) for step in told)


def easy_range(suggestion: Suggestion) -> str:
    """What to keep to, whatever it is; "" for a break without a movement."""
    return "" if suggestion.parts[0].movement.kind == REST else _(EASY_RANGE)


def with_sides(text: str, side: Side | None) -> str:
    """A text of the library with the sides in their places, told of the left one where there is none."""
    side = side or Side.LEFT
    return text.format(side=side_name(side), other=side_name(side.other))


def clock(seconds: float) -> str:
    """Seconds that run down, as 0:45."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
