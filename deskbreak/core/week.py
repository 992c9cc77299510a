"""How the week stands, for whoever wants to see it: only what somebody can reach, and nothing to catch up on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskbreak.core.filters import OF_PERSON, drops
from deskbreak.core.library import Library
from deskbreak.core.past import Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import locked
from deskbreak.core.situation import Situation
from deskbreak.core.targets import TARGETS, WALK_SECONDS, days_done, walked, worth_a_word

WALK = "walk"
"""The target of each day; all others are the week's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A target: the seconds of today for walking, the days of this week for all others."""

    id: str
    done: float
    goal: float
    mention: bool = False
    """Whether it is worth a word now."""


def standings(
    library: Library, profile: Profile, context: Context, past: Sequence[Past], told: frozenset[str] = frozenset()
) -> tuple[Standing, ...]:
    """The targets for which there is something that may be suggested. `told`: those mentioned this week."""
    if locked(profile):
        return ()
    situation = Situation.of(library, profile, context, past)
    worked = situation.lately.worked
    open_to = [one for one in library.movements.values() if not drops(one, situation, OF_PERSON)]
    reachable = [target for target in TARGETS if any(target.of in (one.id, one.kind) for one in open_to)]
    mention = worth_a_word(reachable, worked, context.today, told)
    days = (Standing(each.id, days_done(each, worked), each.goal, each in mention) for each in reachable)
    walks = {one.id for one in library.movements.values() if one.kind == WALK}
    if not any(one.id in walks for one in open_to):
        return tuple(days)
    return (Standing(WALK, walked(past, walks, context.today), WALK_SECONDS), *days)
