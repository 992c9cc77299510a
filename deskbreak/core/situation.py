"""All that a choice is made from, in one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskbreak.core.library import Library
from deskbreak.core.past import Lately, Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import Limits, limits


@dataclass(frozen=True, slots=True)
class Situation:
    """Who, when, what there is, and what was before (oldest first), as it is and as it bears on today."""

    library: Library
    profile: Profile
    limits: Limits
    context: Context
    past: Sequence[Past]
    lately: Lately

    @classmethod
    def of(cls, library: Library, profile: Profile, context: Context, past: Sequence[Past]) -> Situation:
        return cls(library, profile, limits(profile), context, past, Lately(library, past, context.today))

    def without(self, one: Past) -> Situation:
        """As it were without this one: what that began may be ended."""
        past = [each for each in self.past if each is not one]
        return self.of(self.library, self.profile, self.context, past)
