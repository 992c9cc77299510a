"""What is asked for about movements: begin this one, name another, have that one next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from deskbreak.app.given import Given
from deskbreak.core.movement import Side, Sides, Suggestion
from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.tray_view import is_due
from deskbreak.words import _


class Choosing:
    """Each method reads one kind of request. DeskbreakError when it cannot be followed."""

    def __init__(
        self,
        given: Given,
        view: Callable[[], View],
        name_another: Callable[[], object],
        is_read: Callable[[], bool],
    ) -> None:
        """`is_read`: whether the safety notice was; until then there is nothing to choose from."""
        self._given = given
        self._view = view
        self._name_another = name_another
        self._is_read = is_read

    def meant(self, request: Request) -> Suggestion | None:
        """The movement that a start asks for, and the side to begin with; None: what was suggested."""
        name, side = request.get("movement"), request.get("side")
        if name is None and side is None:
            return None
        suggestion = self._given.coming() if name is None else self._called(str(name))
        return suggestion if side is None else _begun_on(suggestion, str(side))

    def another(self, _request: Request) -> None:
        """Not this one: name another for the break that is asked for."""
        if not is_due(self._view()):
            raise DeskbreakError(_("No break is asked for."), _("Wait for the next reminder, or take a break now."))
        self._name_another()

    def next(self, request: Request) -> None:
        """Have this movement next; without one, whatever is its turn."""
        name = request.get("movement")
        chosen = None if name is None else self._called(str(name)).movement.id
        if chosen is not None and self._view().phase not in (Phase.PROMPTED, Phase.ON_BREAK):
            # The next prompt may be one that comes back: it was given something else before.
            self._given.drop()
        self._given.choose(chosen)

    def _called(self, name: str) -> Suggestion:
        if not self._is_read():
            raise DeskbreakError(
                _("Until you say that you understand what to know before you start, breaks are plain."),
                _("Read it with: deskbreak safety"),
            )
        return self._given.called(name)


def _begun_on(suggestion: Suggestion, side: str) -> Suggestion:
    if side not in set(Side):
        raise DeskbreakError(_("{side} is no side.").format(side=side), _("It is left or right."))
    if suggestion.movement.sides is Sides.BOTH:
        name = suggestion.movement.name
        raise DeskbreakError(_("{movement} has no sides.").format(movement=name), _("Leave the side out."))
    return replace(suggestion, first=Side(side))
