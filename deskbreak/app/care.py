"""What to know before something that asks for care: the notes of its conditions, the card about the ball."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.app.cards import BALL, Cards
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.profile import Profile
from deskbreak.core.safety import Limits, counting, limits, uses_ball

if TYPE_CHECKING:
    from deskbreak.library.safety import Safety


class Care:
    """For a movement or a routine, what somebody has to read before they start it."""

    def __init__(self, config: Path, library: Library, profile: Callable[[], Profile], cards: Cards) -> None:
        self._config = config
        self._library = library
        self._profile = profile
        self._cards = cards

    def notes(self, what: Movement | Routine) -> Sequence[str]:
        """All of it, the weightiest first."""
        safety = self._safety()
        return (*self._card(what, safety), *self._of_conditions(what, safety))

    def noted(self, what: Movement | Routine) -> None:
        """Somebody has read it, and begins."""
        if self._uses_ball(what) and not self._cards.is_read(BALL):
            self._cards.was_read(BALL, for_days=self._safety().ball_card.again_days)

    def _card(self, what: Movement | Routine, safety: Safety) -> Iterator[str]:
        if self._uses_ball(what) and not self._cards.is_read(BALL):
            title, (first, *rest) = safety.ball_card.title, safety.ball_card.text
            yield f"{title}: {first}"
            yield from rest

    def _of_conditions(self, what: Movement | Routine, safety: Safety) -> list[str]:
        holds = limits(self._profile())
        asked_about = {name for each in (what, *self._library.parts(what.id)) for name in _asks_care(each, holds)}
        return [each.note for each in safety.conditions if each.id in asked_about]

    def _uses_ball(self, what: Movement | Routine) -> bool:
        return any(map(uses_ball, (what, *self._library.parts(what.id))))

    def _safety(self) -> Safety:
        # Imported here: few ever ask, and then once in a while.
        from deskbreak.library.safety import safety

        return safety(self._config)


def _asks_care(what: Movement | Routine, limits: Limits) -> Collection[str]:
    """The conditions that ask for care with it, of those that count for it."""
    counts = counting(what, limits)
    if isinstance(what, Routine):
        return counts.intersection(what.manual_only_for)
    against = what.contraindications
    # Of what nobody judged, all that somebody has may matter.
    return counts if against is None else counts.intersection(against.care)
