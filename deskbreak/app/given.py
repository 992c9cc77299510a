"""Which movement the break in hand was given, and which one comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskbreak.core.movement import Movement, Side, Suggestion
from deskbreak.core.suggest import is_choice, ranked
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Clock, Suggested
from deskbreak.words import _

AT_ANY_DESK = ("stand-and-shift", "standing-ql-stretch", "walk-break")
"""What is offered while nothing is known of the person: the gentlest, without anything that one would need to have."""


class Given:
    """What is named to somebody is kept, so that the next one is another."""

    def __init__(
        self,
        movements: Callable[[], Sequence[Movement]],
        suggested: Suggested,
        clock: Clock,
        sore: Callable[[], Side | None],
    ) -> None:
        """`movements`: those that may be suggested now. `sore`: the side that is sore, None when none is."""
        self._movements = movements
        self._suggested = suggested
        self._clock = clock
        self._sore = sore
        self.suggestion: Suggestion | None = None
        """What the break in hand was given; None until it is named."""
        self.number = 0
        """The running number of what was named last."""

    def go_on(self) -> None:
        """A break that was asked for is still open after a restart: it was given what was named last.

        Unless a movement was chosen for it since then, and it was not named yet.
        """
        shown = self._suggested.showings()
        if shown and (self.chosen is None or self._suggested.chosen_later()):
            named = (Suggestion(movement, shown[-1].first) for movement in self._movements())
            self.suggestion = next((one for one in named if one.movement.id == shown[-1].movement), None)

    def now(self) -> Suggestion:
        """The movement of this break, named from now on."""
        return self.suggestion or self.give(self.coming())

    def coming(self) -> Suggestion:
        """What this break has, or is to be given: the movement that was chosen for it, or whatever is its turn."""
        if self.suggestion is not None:
            return self.suggestion
        offers, chosen = self.offers(), self.chosen
        return next((one for one in offers if one.movement.id == chosen), offers[0])

    def give(self, suggestion: Suggestion) -> Suggestion:
        """This break is this movement. Where that was chosen, the choice is used up."""
        self.suggestion = suggestion
        self.number = self._suggested.named(suggestion, self._clock.wall())
        if suggestion.movement.id == self.chosen:
            self.choose(None)
        return suggestion

    def another(self) -> Suggestion:
        """Give this break a movement that is not the one it has. DeskbreakError when there is only one."""
        not_this = self.now().movement
        others = [one for one in self.offers() if one.movement != not_this]
        if not others:
            raise DeskbreakError(_("There is no other movement."), _("Skip this one, or start it when it suits you."))
        return self.give(others[0])

    def drop(self) -> None:
        """The break in hand is over, or is to be given anew."""
        self.suggestion = None

    def offers(self) -> list[Suggestion]:
        """Every movement, the best fitting first."""
        return ranked(self._movements(), self._suggested.showings(), self._sore())

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one movement to choose from."""
        return is_choice(self._movements())

    @property
    def chosen(self) -> str | None:
        """The movement that the next break is to be; None: whatever is its turn."""
        chosen = self._suggested.chosen()
        # It may have been one of another version.
        return chosen if any(movement.id == chosen for movement in self._movements()) else None

    def choose(self, movement: str | None) -> None:
        """Have the next break be this, and the one after it whatever is its turn again.

        The next one is the break in hand, unless it has a movement.
        """
        self._suggested.choose(movement, later=self.suggestion is not None)

    def called(self, name: str) -> Suggestion:
        """The movement of this id. DeskbreakError when there is none."""
        found = next((one for one in self.offers() if one.movement.id == name), None)
        if found is None:
            raise self._unknown(name)
        return found

    def _unknown(self, name: str) -> DeskbreakError:
        # Imported here: only a mistake costs the resident program this memory.
        from difflib import get_close_matches

        ids = [movement.id for movement in self._movements()]
        near = get_close_matches(name, ids, n=1)
        said = _("There is no movement {name}; did you mean {near}?") if near else _("There is no movement {name}.")
        return DeskbreakError(
            said.format(name=name, near=near[0] if near else ""),
            _("These there are: {movements}.").format(movements=", ".join(ids)),
        )
