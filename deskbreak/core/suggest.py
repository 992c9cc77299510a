"""Which movement or routine comes next, and on which side it begins.

`choose` is the whole policy: the decisions D1 to D6 in order, the first that has something decides. It is told
everything, so that the same question always has the same answer. What no decision may overrule is `filters.SAFETY`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deskbreak.core.choice import Candidate, Choice, Reason
from deskbreak.core.decisions import DECISIONS, gentle, is_gentle
from deskbreak.core.library import Library
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import locked
from deskbreak.core.situation import Situation
from deskbreak.core.weigh import best


def choose(library: Library, profile: Profile, context: Context, past: Sequence[Past]) -> Choice:
    """What this break is given. `past`: oldest first, all there is or at least its last weeks."""
    return choice_of(Situation.of(library, profile, context, past))


def choice_of(situation: Situation) -> Choice:
    """The same, where all of that is told in one."""
    if locked(situation.profile):
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
