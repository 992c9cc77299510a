"""What is asked for about movements: begin this one, name another, have that one next, leave this one out."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app import notices
from deskbreak.app.care import Care
from deskbreak.app.given import Given
from deskbreak.app.notifiers import Notifiers
from deskbreak.core.movement import Side
from deskbreak.core.offers import Offer
from deskbreak.core.state import Phase
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.ports.notices import Notice
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
        care: Care,
        notifiers: Notifiers,
    ) -> None:
        """`is_read`: whether the safety notice was; until then there is nothing to choose from."""
        self._given = given
        self._view = view
        self._name_another = name_another
        self._is_read = is_read
        self._care = care
        self._notifiers = notifiers
        self._noted: tuple[str, Notice] | None = None
        """What a note was told of last, and the note."""

    def meant(self, request: Request) -> Suggestion | None:
        """What a start asks for, and the side to begin with; None: what was suggested."""
        name, side = request.get("movement"), request.get("side")
        if name is None and side is None:
            return None
        suggestion = self._given.coming() if name is None else self._startable(str(name), request)
        return suggestion if side is None else _begun_on(suggestion, str(side))

    def another(self, _request: Request) -> None:
        """Not this one: name another for the break that is asked for."""
        if not is_due(self._view()):
            raise DeskbreakError(_("No break is asked for."), _("Wait for the next reminder, or take a break now."))
        self._name_another()

    def next(self, request: Request) -> None:
        """Have this next; without a name, whatever the policy says."""
        name = request.get("movement")
        chosen = None if name is None else self._nameable(str(name)).suggestion.id
        if chosen is not None and self._view().phase not in (Phase.PROMPTED, Phase.ON_BREAK):
            # The next prompt may be one that comes back: it was given something else before.
            self._given.drop()
        self._given.choose(chosen)

    def note(self, request: Request) -> None:
        """Tell what to know before this; it is begun from there."""
        name = str(request.get("movement"))
        self._noted = name, self._note_on(name)
        self._notifiers.show(self._noted[1])

    def look_again(self) -> None:
        """Somebody told something of themselves: a note on the screen may lack something, or have nothing to begin."""
        if self._noted is None or self._notifiers.shown is not self._noted[1]:
            return
        name, before = self._noted
        try:
            note = self._note_on(name)
        except DeskbreakError:
            self._notifiers.take_away(before)
            return
        if note != before:
            self._noted = name, note
            self._notifiers.show(note)

    def _note_on(self, name: str) -> Notice:
        suggestion = self._called(name).suggestion
        return notices.note(suggestion, self._care.notes(suggestion.what))

    def _startable(self, name: str, request: Request) -> Suggestion:
        offer = self._called(name)
        if offer.care and request.get("noted") is not True:
            how = _("When you have read this, start it with: deskbreak start {id} --noted").format(id=name)
            raise DeskbreakError(
                _("{movement} asks for care.").format(movement=offer.suggestion.name),
                " ".join((*self._care.notes(offer.suggestion.what), how)),
            )
        if offer.care:
            self._care.noted(offer.suggestion.what)
        return offer.suggestion

    def _nameable(self, name: str) -> Offer:
        offer = self._called(name)
        if offer.care:
            raise DeskbreakError(
                _("{movement} asks for care.").format(movement=offer.suggestion.name),
                _("A reminder does not name it; start it by hand."),
            )
        return offer

    def _called(self, name: str) -> Offer:
        if not self._is_read():
            raise DeskbreakError(
                _("Until you say that you understand what to know before you start, breaks are plain."),
                _("Read it with: deskbreak safety"),
            )
        return self._given.called(name)


def _begun_on(suggestion: Suggestion, side: str) -> Suggestion:
    if side not in set(Side):
        raise DeskbreakError(_("{side} is no side.").format(side=side), _("It is left or right."))
    if not suggestion.sides:
        name = suggestion.name
        raise DeskbreakError(_("{movement} has no sides.").format(movement=name), _("Leave the side out."))
    return suggestion.begun_on(Side(side))
