"""Which movement comes next, and on which side it begins.

`choose` is the whole policy: the decisions D1 to D6 in order, the first that has something decides. It is told
everything, so that the same question always has the same answer. What no decision may overrule is `filters.SAFETY`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deskbreak.core.choice import Candidate, Choice, Reason
from deskbreak.core.decisions import DECISIONS, gentle, is_gentle
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Showing, Side, Suggestion
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import locked
from deskbreak.core.situation import Situation
from deskbreak.core.weigh import best


def choose(library: Library, profile: Profile, context: Context, past: Sequence[Past]) -> Choice:
    """What this break is given. `past`: oldest first, all there is or at least its last weeks."""
    situation = Situation.of(library, profile, context, past)
    if locked(profile):
        return Choice(Reason.LOCKED)
    if is_gentle(situation):
        return gentle(situation)
    passed_over: tuple[Candidate, ...] = ()
    for decide in (*DECISIONS, best):
        choice = decide(situation)
        passed_over += choice.candidates
        if choice.what is not None:
            break
    return replace(choice, candidates=passed_over)

STRENGTH = "strength"
"""The kind of movement that begins on the other side than the sore one; CONTENT.md 6.6 S2."""


def suggest(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> Suggestion:
    """The movement shown longest ago (never shown first, in the order given), begun on the side that is its turn.

    `shown` is what was named before, oldest first. ValueError when there are no movements.
    """
    if not movements:
        raise ValueError("the library is empty")
    return ranked(movements, shown, sore)[0]


def ranked(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> list[Suggestion]:
    """Every movement, the one to suggest next first, then by how long ago each was shown."""
    last_seen = {showing.movement: index for index, showing in enumerate(shown)}
    in_order = sorted(movements, key=lambda movement: last_seen.get(movement.id, -1))
    return [Suggestion(movement, _first_side(movement, shown, sore)) for movement in in_order]


def is_choice(movements: Sequence[object]) -> bool:
    """Whether there is more than one to choose from."""
    return len(movements) > 1


def _first_side(movement: Movement, shown: Sequence[Showing], sore: Side | None) -> Side:
    """The sore side first, in strength the other; without one, the other than last time."""
    if sore is not None:
        return sore.other if movement.kind == STRENGTH else sore
    for showing in reversed(shown):
        if showing.movement == movement.id:
            return showing.first.other
    return Side.LEFT
