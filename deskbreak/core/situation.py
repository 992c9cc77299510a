"""All that a choice is made from, in one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskbreak.core.library import Library
from deskbreak.core.past import Lately, Past
from deskbreak.core.profile import Context, Profile
from deskbreak.core.safety import Limits


@dataclass(frozen=True, slots=True)
class Situation:
    """Who, when, what there is, and what was before."""

    library: Library
    profile: Profile
    limits: Limits
    context: Context
    past: Sequence[Past]
    """Oldest first."""
    lately: Lately
