"""What speaks for a movement: points, each with its name, and what decides between equals."""

from __future__ import annotations

from datetime import time

from deskbreak.core.filters import EVENING
from deskbreak.core.movement import Movement
from deskbreak.core.situation import Situation
from deskbreak.core.targets import OF_KIND, shortfall

MIDDAY = time(11)
QL = "quadratus lumborum"
PACED = ("strength", "stretch")
"""The kinds of which every week should have its share."""
MOST_COMPLETIONS = 3
MOST_SKIPS = 3


def terms(movement: Movement, situation: Situation) -> dict[str, int]:
    """The points of a movement by what they are for; what makes no difference is left out."""
    lately = situation.lately
    points = {
        "new-family": 3 * (movement.family not in lately.families_today),
        "behind-pace": 2 * _behind_pace(movement, situation),
        "ql-first": 2 * (movement.target[:1] != () and movement.target[0].startswith(QL)),
        "seed": int(movement.seed_derived),
        "time-of-day": int(movement.kind in _fitting(situation.context.now.time())),
        "liked": int(movement.id in situation.profile.liked),
        "done-lately": -min(lately.completions[movement.id], MOST_COMPLETIONS),
        "skipped": -2 * min(lately.skips[movement.id], MOST_SKIPS),
        "same-kind": -int(any(part.kind == movement.kind for part in lately.parts_shown(1))),
    }
    return {name: value for name, value in points.items() if value}


def order(movement: Movement, score: int, situation: Situation) -> tuple[int, int, int, str]:
    """By this they are sorted: the best first, of equals the one named less often, then longer ago, then by name."""
    lately = situation.lately
    return (-score, lately.namings[movement.id], lately.last_named.get(movement.id, -1), movement.id)


def _behind_pace(movement: Movement, situation: Situation) -> bool:
    if movement.kind not in PACED:
        return False
    return shortfall(OF_KIND[movement.kind], situation.lately.worked, situation.context.today) > 0


def _fitting(now: time) -> tuple[str, ...]:
    if now < MIDDAY:
        return ("mobility",)
    return ("stretch", "strength") if now < EVENING else ("stretch", "release")
