"""D6: of the movements that nothing drops, the one for which most speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from deskbreak.core.choice import Candidate, Choice, Facts, Reason
from deskbreak.core.filters import REACHES, SAFETY, VARIETY, Reach, drops, fresh
from deskbreak.core.movement import Movement
from deskbreak.core.progress import steps_down
from deskbreak.core.score import order, terms
from deskbreak.core.sides import dosage
from deskbreak.core.situation import Situation

STILL_THERE = ("stand-and-shift", "posture-reset")
"""When nothing else fits."""
MOST_TOLD = 2
"""How much of what speaks for a movement is told in a sentence."""


def best(situation: Situation) -> Choice:
    """The movement with the most points, or what is still there, with all that were looked at."""
    dropped = {one.id: drops(one, situation, VARIETY) for one in situation.library.movements.values()}
    open_to = [one for one in situation.library.movements.values() if not dropped[one.id]]
    reach, left = _freshest(open_to, situation)
    points = {movement.id: terms(movement, situation) for movement in left}
    repeated = {movement.id for movement in open_to} - points.keys()
    candidates = tuple(
        Candidate(name, ("F7",) if name in repeated else rules, points.get(name, {})) for name, rules in dropped.items()
    )
    if reach == REACHES[-1] and left and situation.context.number % 2 == 0:
        # It is all there is, and was named just now: every other break is plain.
        choice = Choice(Reason.NOTHING)
    else:
        choice = _first(left, points, situation) if left else _still_there(situation)
    return replace(choice, reach=reach, candidates=candidates)


def _freshest(open_to: Sequence[Movement], situation: Situation) -> tuple[Reach, list[Movement]]:
    """Those that F7 leaves, and how far it had to give way to leave any."""
    for reach in REACHES:
        left = fresh(open_to, situation, reach)
        if left:
            break
    return reach, left


def _first(left: Sequence[Movement], points: Mapping[str, Mapping[str, int]], situation: Situation) -> Choice:
    """The first in order; or its easier one, where it was too much of late and nothing drops that one either."""
    scores = {name: sum(of.values()) for name, of in points.items()}
    movement = min(left, key=lambda movement: order(movement, scores[movement.id], situation))
    facts = _of_points(points[movement.id])
    if not steps_down(movement.id, situation.past, situation.context.today):
        return _dosed(movement, facts, situation)
    easier = movement.easier.id if movement.easier else None
    for other in left:
        if other.id == easier:
            return _dosed(other, {**facts, "instead_of": movement.id}, situation)
    return replace(_dosed(movement, facts, situation), easier=True)


def _of_points(points: Mapping[str, int]) -> Facts:
    """All of them together, and what most of them are for."""
    most = sorted((name for name in points if points[name] > 0), key=lambda name: -points[name])[:MOST_TOLD]
    facts: Facts = {"score": sum(points.values())}
    return {**facts, "for": " ".join(most)} if most else facts


def _dosed(movement: Movement, facts: Facts, situation: Situation) -> Choice:
    dose = dosage(movement, situation.profile, situation.lately)
    return Choice(Reason.SCORE, facts, movement, None, dose.sides, dose.per_side, dose.seconds, dose.owed)


def _still_there(situation: Situation) -> Choice:
    """Standing up, or sitting anew, as long as the budget allows; without either, a plain break."""
    known = situation.library.movements
    for name in STILL_THERE:
        if name in known and not drops(known[name], situation, SAFETY):
            seconds = min(known[name].dose.seconds_total, situation.profile.budget)
            return Choice(Reason.NOTHING_ELSE, {}, known[name], seconds=seconds)
    return Choice(Reason.NOTHING)
