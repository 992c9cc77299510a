"""deskbreak in virtual time: the same engine, calendar and policy, on clocks that only move when told to.

The undisturbed clock serves as the engine's. What the program sees on the wall is that clock and what it was
set by; `local` is the zone it believes to be in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from deskbreak.app.account import Account
from deskbreak.app.advice import Now
from deskbreak.app.happenings import TooMuch, Wish
from deskbreak.app.jumps import STEP_NOTICED, SUSPEND_NOTICED
from deskbreak.app.runtime import SAVE_EVERY
from deskbreak.app.virtual_breaks import VirtualBreaks
from deskbreak.core import effects, events
from deskbreak.core.breaks import Rules, stopped
from deskbreak.core.calendar import Local
from deskbreak.core.edges import coming, holds
from deskbreak.core.effects import Effect
from deskbreak.core.engine import Engine
from deskbreak.core.events import Event
from deskbreak.core.hours import Hours
from deskbreak.core.moment import Moment
from deskbreak.core.profile import Profile
from deskbreak.core.state import PauseReason, State
from deskbreak.core.view import View
from deskbreak.errors import DeskbreakError

FOREVER = float("inf")


class VirtualProgram:
    """Runs, sleeps with the machine, is killed and started again. `lines` gathers what it does."""

    def __init__(self, rules: Rules, hours: Hours | None, person: Profile, local: Local, now: float) -> None:
        self.now = now
        self.local = local
        self.hours = hours
        self.awaited: float | None = None
        """Seconds of pause in typing that a prompt waits for; None while none does."""
        self.lines: list[dict[str, Any]] = []
        self._engine = Engine(rules, now)
        self._account = Account(local)
        self._set_by = 0.0
        self._edge = FOREVER
        self._told_at = now
        self._saved_at: float | None = None
        self._asleep_since: float | None = None
        self._missed: list[Event] = []
        self._began = self._guide_began = now
        self.breaks = VirtualBreaks(person, self, lambda wall: self.local(wall), self._present)
        """What the breaks are given. Its memory outlives the program, as the file would."""

    # -- clocks -------------------------------------------------------------

    def wall(self) -> float:
        """Seconds since the epoch, as the program sees them."""
        return self.now + self._set_by

    @property
    def hears(self) -> bool:
        """Whether it runs on a machine that is awake."""
        return self._saved_at is None and self._asleep_since is None

    @property
    def next_moment(self) -> float:
        """When something changes by itself, on the undisturbed clock."""
        if not self.hears:
            return FOREVER
        deadline = self._engine.deadline
        return max(self.now, min(FOREVER if deadline is None else deadline, self._edge))

    @property
    def view(self) -> View:
        """The engine as it is now."""
        return self._engine.view(self.now)

    @property
    def guided(self) -> float:
        """Seconds since the guide was opened."""
        return self.now - self._guide_began

    @property
    def break_length(self) -> float:
        """Seconds that the break in hand should last."""
        return self._engine.rules.plan(self.view.plan).length

    def pass_moment(self) -> None:
        """The next moment is now: the calendar speaks first, as every event comes before a deadline."""
        if self._edge <= self.now:
            self._look_at_calendar()
        else:
            self.tell(events.DeadlinePassed())

    def set_clock(self, step: float) -> None:
        """The wall clock is set."""
        self._set_by += step
        if abs(step) >= STEP_NOTICED:
            self.tell(events.ClockChanged(step=step))
        self._look_at_calendar()

    def set_zone(self, local: Local) -> None:
        """Another time zone is chosen."""
        shift = (local(self.wall()) - self.local(self.wall())).total_seconds()
        self.local = local
        self.tell(events.ClockChanged(shift=shift))
        self._look_at_calendar()

    # -- running ------------------------------------------------------------

    def look_around(self, seen: Sequence[Event]) -> None:
        """It begins to run: who sees something of the person tells it, and so does the calendar."""
        for event in seen:
            self.tell(event)
        self._look_at_calendar()

    def tell(self, event: Event) -> None:
        """Tell the engine; a sleeping machine is told when it wakes, and nobody tells a program that is gone."""
        if self._asleep_since is not None:
            self._missed.append(event)
        elif self._saved_at is None:
            self._handle(event)

    def wish(self, wish: Wish) -> None:
        """Somebody asks for something about movements, or tells of it."""
        try:
            self._say(**self.breaks.grant(wish, self.view, self.guided))
        except DeskbreakError as error:
            self._say("refuse", error.title)
        else:
            if isinstance(wish, TooMuch):
                self.tell(events.SkipChosen())
                self.breaks.given.drop()

    def sleep(self) -> None:
        """The machine goes to sleep."""
        self._asleep_since = self._asleep_since or self.now

    def wake(self) -> None:
        """It wakes: first what happened to time, then what was missed."""
        if self._asleep_since is None:
            return
        gap, self._asleep_since = self.now - self._asleep_since, None
        if gap >= SUSPEND_NOTICED:
            self.tell(events.Slept(gap))
        self._look_at_calendar()
        missed, self._missed = self._missed, []
        for event in missed:
            self.tell(event)

    def be_killed(self) -> None:
        """Gone. Its state was saved at the last event, and each minute since."""
        if self._saved_at is None:
            self._saved_at = self._told_at + (self.now - self._told_at) // SAVE_EVERY * SAVE_EVERY

    def start_again(self, seen: Sequence[Event]) -> None:
        """Back, with the state as it was saved, on a machine that is awake."""
        if self._saved_at is None:
            self.wake()
            return
        self._asleep_since = None
        self._missed.clear()
        gap, self._saved_at = self.now - self._saved_at, None
        kept = msgspec.convert(msgspec.to_builtins(self._engine.state), State)
        self._engine = Engine(self._engine.rules, self.now, kept)
        self._began = self.wall()
        self.breaks.go_on(kept.turn is not None and kept.turn.shown)
        self.tell(events.StartedAgain(gap))
        self.look_around(seen)

    # -- inside -------------------------------------------------------------

    def _handle(self, event: Event) -> None:
        before = self._pause_until()
        done = self._engine.handle(event, self.now)
        self._told_at = self.now
        if done:
            about = [self.breaks.follow(effect) for effect in done]
            self.lines += self._account.lines(done, about, self.view, self.now)
        self.awaited = None if self._engine.state.typing_until is None else self.awaited
        for effect in done:
            self._carry_out(effect)
        if self._pause_until() != before:
            self._plan()

    def _say(self, did: str, why: str, **facts: Any) -> None:
        self.lines.append(self._account.line(self.now, did, self.view.plan, why, **facts))

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case effects.OpenGuide():
                self._guide_began = self.now
            case effects.StopGuide(ago):
                moved = self.breaks.moved(self.guided - ago)
                self.tell(events.GuideEnded(stopped(moved), moved))
            case effects.DelayGuide(seconds):
                self._guide_began += seconds
            case effects.AwaitTypingPause(seconds):
                self.awaited = seconds
            case _:
                pass

    def _present(self) -> Now:
        state, every = self._engine.state, self._engine.rules.plans[0].every
        moment = Moment(self.now, self.wall(), self.local)
        return Now(moment, self._began, frozenset(state.quiet), self.hours, every)

    def _pause_until(self) -> float | None:
        return self._engine.state.pauses.get(PauseReason.USER)

    def _look_at_calendar(self) -> None:
        for event in holds(self.hours, self._pause_until(), self.local, self.wall()):
            self.tell(event)
        self._plan()

    def _plan(self) -> None:
        moments = coming(self.hours, self._pause_until(), self.local, self.wall())
        self._edge = min(moments.values(), default=FOREVER) - self._set_by
