"""What the breaks of a played day are given: the real policy, told of a made-up person and of nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak import places
from deskbreak.app import happenings, notices
from deskbreak.app.account import suggested
from deskbreak.app.advice import Advice, Now
from deskbreak.app.cards import Cards
from deskbreak.app.care import Care
from deskbreak.app.choosing import Choosing
from deskbreak.app.given import Given, Wall
from deskbreak.app.happenings import Another, Choose, TooMuch, Walk, Wish
from deskbreak.app.memory import Memory
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.too_much import nothing_under_way
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.calendar import Local
from deskbreak.core.checkin import CheckIn
from deskbreak.core.effects import Decision, Effect, OpenGuide, ShowPrompt, Write
from deskbreak.core.library import Library
from deskbreak.core.movement import PLAIN, Movement
from deskbreak.core.past import AddedUp
from deskbreak.core.profile import Profile
from deskbreak.core.state import Phase
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import timeline
from deskbreak.core.view import View
from deskbreak.library.load import library, plain_break
from deskbreak.words import _, span


class VirtualBreaks:
    """Follows the engine's effects as far as they are about movements, and remembers."""

    def __init__(self, profile: Profile, clock: Wall, local: Local, now: Callable[[], Now]) -> None:
        config = places.shipped("config")
        content = library(config)
        self._clock = clock
        self.profile = profile
        self.memory = Memory(local)
        known, plain = Library(content.movements, content.routines), plain_break(config)
        self.advice = Advice(known, plain, lambda: profile, self.memory, now, AddedUp())
        self._care = Care(config, known, lambda: profile, Cards(None, lambda: local(clock.wall()).date()))
        self.given = self._nothing_yet()
        self._guided: Suggestion | None = None
        """What the guide was opened with last."""

    def go_on(self, is_asked: bool) -> None:
        """The program was started again. `is_asked`: for the break in hand, which was given something then."""
        self.given = self._nothing_yet()
        if is_asked:
            self.given.go_on()

    def follow(self, effect: Effect) -> Suggestion | None:
        """Do what an effect asks for; what it is about, if that is a movement."""
        match effect:
            case ShowPrompt():
                self.given.asked(effect)
                return self._named()
            case OpenGuide(suggestion):
                self._guided = self._named() if suggestion is None else self.given.give(suggestion)
                return self._guided
            case Write(record, ago):
                over = self.given.over(record)
                self.memory.add(record, over, self._clock.wall() - ago)
                return over
            case Decision():
                self.memory.note(effect, self._clock.wall())
        return None

    def grant(self, wish: Wish, view: View, elapsed: float) -> dict[str, Any]:
        """Do what somebody wishes, and tell of it as a line does. DeskbreakError when it cannot be done."""
        choosing = Choosing(self.given, lambda: view, self.given.another, lambda: True, self._care, Notifiers())
        match wish:
            case Another():
                choosing.another({})
                return {"did": "another", "why": _("You asked for another movement."), **suggested(self.given.now())}
            case Choose(None):
                choosing.next({})
                return {"did": "choose", "why": _("You leave open what is next.")}
            case Choose(movement):
                choosing.next({"movement": movement})
                return {"did": "choose", "why": _("You chose what is next."), "movement": movement}
            case TooMuch():
                return self._left_out(self._in_hand(elapsed) if view.phase is Phase.ON_BREAK else None)
            case Walk(minutes):
                seconds = minutes * 60
                self.memory.walk(seconds, self._clock.wall())
                why = _("You walked for {time}.").format(time=span(seconds))
                return {"did": "walk", "why": why, "seconds": round(seconds)}
            case happenings.CheckIn(intensity):
                self.memory.check_in(CheckIn(intensity), self._clock.wall())
                why = _("You said {n} of 10 for your back.").format(n=intensity)
                return {"did": "check-in", "why": why, **self._given_anew(view)}

    def _given_anew(self, view: View) -> dict[str, Any]:
        """What the break in hand is given now, where what it had does not suit any more."""
        had = self.given.suggestion
        if had is None or view.phase is Phase.ON_BREAK or self.given.stands:
            return {}
        return suggested(self.given.now())

    def _left_out(self, movement: Movement | None) -> dict[str, Any]:
        if movement is None or movement.id == PLAIN:
            raise nothing_under_way()
        self.memory.mark_too_much(movement.id, self._clock.wall())
        return {"did": "too-much", "why": notices.left_out(movement.name), "movement": movement.id}

    def moved(self, elapsed: float) -> Movements:
        """The seconds of movement so long after the guide was opened."""
        return Movements() if self._guided is None else timeline(self._guided).moved(elapsed)

    def _in_hand(self, elapsed: float) -> Movement | None:
        if self._guided is None:
            return None
        return self._guided.parts[timeline(self._guided).at(elapsed).part].movement

    def all_of_it(self, outcome: Outcome, length: float) -> float:
        """The seconds moved in a guide that told none: all of the movement when taken, else half a break."""
        if outcome is Outcome.TAKEN and self._guided is not None:
            return sum(part.seconds for part in self._guided.parts)
        return length / 2

    def _named(self) -> Suggestion:
        # Whatever somebody told since then was heeded at once, so that what was named may still be done.
        return self.given.suggestion or self.given.now()

    def _nothing_yet(self) -> Given:
        # Whoever plays a day knows what to know before they start.
        return Given(self.advice, self.memory, self._clock, lambda: True)
