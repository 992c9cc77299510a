"""What the break in hand was given, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from deskbreak.app.advice import LONG_SITS, Advice
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.decisions import LONG_SIT
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.laying_out import whole
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.offers import Offer, asks_for_care, closed_by, is_open, may_be_named, suits
from deskbreak.core.suggestion import Suggestion
from deskbreak.errors import DeskbreakError
from deskbreak.ports.keeping import Suggested
from deskbreak.words import _


class Wall(Protocol):
    """A clock on the wall."""

    def wall(self) -> float:
        """Seconds since the epoch."""


class Given:
    """What is named to somebody is kept, so that the next one is another and a restart goes on with it."""

    def __init__(self, advice: Advice, suggested: Suggested, clock: Wall, is_read: Callable[[], bool]) -> None:
        """`is_read`: whether the safety notice was; until then all breaks are plain."""
        self._advice = advice
        self._suggested = suggested
        self._clock = clock
        self._is_read = is_read
        self._declined: frozenset[str] = frozenset()
        self.sat_through = 0.0
        """Seconds of a call or a full screen that ended just before this break."""
        self.suggestion: Suggestion | None = None
        """What the break in hand was given; None until it is named."""

    def go_on(self) -> None:
        """A break that was asked for is still open after a restart: it was given what was named last.

        Unless something was chosen for it since then, and it was not named yet. What was turned down stays so.
        """
        self._declined = self._suggested.declined()
        if self.chosen is None or self._suggested.chosen_later():
            self.suggestion = self._suggested.suggested(self._advice.library, self._advice.plain)

    def asked(self, asked: ShowPrompt) -> None:
        """A prompt asks for a break. One that comes back keeps what it had, unless it was held for long."""
        if asked.asking is Asking.DUE or (asked.asking is Asking.HELD and asked.held >= LONG_SIT * 60):
            self.drop()
        self.sat_through = asked.held if asked.held_by in LONG_SITS else 0.0

    def over(self, record: BreakRecord) -> Suggestion | None:
        """The break in hand is over: what it was about. A natural one was a break, but not this movement."""
        given = None if record.outcome is Outcome.NATURAL else self.suggestion
        self.drop()
        return given

    def now(self) -> Suggestion:
        """What this break has, named from now on."""
        coming = self.coming()
        return coming if coming == self.suggestion else self.give(coming)

    def coming(self) -> Suggestion:
        """What this break has, or is to be given: what was chosen for it, or whatever the policy says."""
        if self.suggestion is not None and self.stands:
            return self.suggestion
        return self._chosen_for_it() or self._advised(self._declined)

    def give(self, suggestion: Suggestion) -> Suggestion:
        """This break is this. Where that was chosen for it, the choice is used up."""
        self.suggestion = suggestion
        self._suggested.named(suggestion, self._clock.wall())
        if suggestion.id == self.chosen:
            self.choose(None)
        return suggestion

    def another(self) -> Suggestion:
        """Give this break something that it was not offered yet. DeskbreakError when there is nothing else."""
        not_this = self.now()
        declined = self._declined | {not_this.id}
        # Kept first: what is asked for then is to be unlike this one, too.
        self._suggested.decline()
        other = self._advised(declined)
        if other.id == not_this.id or other.what is self._advice.plain:
            self._suggested.decline(False)
            raise DeskbreakError(_("There is no other movement."), _("Skip this one, or start it when it suits you."))
        self._declined = declined
        return self.give(other)

    def drop(self) -> None:
        """The break in hand is over, or is to be given anew."""
        self.suggestion = None
        self._declined = frozenset()
        self.sat_through = 0.0

    @property
    def stands(self) -> bool:
        """Whether what it was given may be done still: what somebody tells of themselves holds at once."""
        given, plain = self.suggestion, self._advice.plain
        if given is None or given.what is plain:
            return True
        return self._is_read() and suits(given, self._advice.situation())

    def offers(self) -> tuple[Offer, ...]:
        """Everything that may be started by hand, the best fitting first."""
        return self._advice.offers() if self._is_read() else ()

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to choose from."""
        return self._is_read() and self._advice.is_open

    @property
    def chosen(self) -> str | None:
        """What the next break is to be; None: whatever the policy says.

        A choice that is closed to them by now is given up: it would come back unasked when it is open again.
        """
        chosen = self._suggested.chosen()
        # It may have been something of another version.
        what = None if chosen is None else self._named(chosen)
        if what is None:
            return None
        if not is_open(what, self._advice.situation()):
            self._suggested.choose(None)
            return None
        return chosen

    def choose(self, what: str | None) -> None:
        """Have the next break be this, and the one after it whatever the policy says again.

        The next one is the break in hand, unless it has a movement.
        """
        self._suggested.choose(what, later=self.suggestion is not None)

    def called(self, name: str) -> Offer:
        """The movement or routine of this id. DeskbreakError when there is none, or it is withheld."""
        what = self._named(name)
        if what is None:
            raise self._unknown(name)
        situation = self._advice.situation()
        if closed_by(what, situation) is not None:
            # Imported here: few ask for what is withheld from them.
            from deskbreak.explain_rules import closed_because
            from deskbreak.settings.keys import condition_titles

            why = closed_because(what, situation, condition_titles())
            hint = (
                _("deskbreak profile asks what is open; deskbreak suggest --explain has the rest.")
                if self._advice.is_open
                else _("Once a professional has looked at it: deskbreak safety --seen")
            )
            raise DeskbreakError(_("{movement} is left out ({why}).").format(movement=what.name, why=why), hint)
        return Offer(whole(what, situation), asks_for_care(what, situation))

    def _advised(self, declined: frozenset[str]) -> Suggestion:
        """What the policy says; a plain break until the safety notice was read."""
        if not self._is_read():
            return self._advice.laid_out(Choice(Reason.UNREAD))
        return self._advice.suggestion(declined, self.sat_through)

    def _chosen_for_it(self) -> Suggestion | None:
        """What somebody chose for the next break, unless it must not be named by now."""
        chosen = self.chosen
        what = None if chosen is None else self._named(chosen)
        if what is None or not self._is_read():
            return None
        situation = self._advice.situation()
        return replace(whole(what, situation), reason=Reason.CHOSEN) if may_be_named(what, situation) else None

    def _named(self, name: str) -> Movement | Routine | None:
        library = self._advice.library
        return library.movements.get(name) or library.routines.get(name)

    def _unknown(self, name: str) -> DeskbreakError:
        # Imported here: only a mistake costs the resident program this memory.
        from deskbreak.app.unknown import unknown

        library = self._advice.library
        return unknown(name, (*library.movements, *library.routines))
