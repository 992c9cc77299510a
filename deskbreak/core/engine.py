"""The reminder's state machine: events in, effects out.

Theory of operation
===================

The engine is told events and answers with effects: `handle(event, now)`. It owns no timer. Between
events its `deadline` is the next moment at which its conclusions may change; told `DeadlinePassed`
early, late or twice, it only ever concludes what holds by `now`. `now` is a clock that counts suspend.

Each call is one `Step` with two halves. First the event changes the facts: who is here, what pauses or
quiets, what was chosen. Then `_review` draws the conclusions from all facts by `now`: what is counted, whether an
absence was a break, whether the prompt on the screen still stands, whether one is wanted and what
keeps it. So no rule has to know which event made it apply, and an event that falls on the same moment
as a deadline is handled first.

Two stopwatches carry the time. `sat` runs while somebody sits; `due` runs while somebody sits and
nothing is paused. A plan has a mark on each (core/counts.py): seated seconds since its last real
break, and the reading at which its next prompt is due. Only a real break (taken, natural, partly
taken by half or more) moves the first; showing a prompt already moves the second one interval on, so
skipping or missing it needs no arithmetic and never makes sitting look shorter.

A *turn* is one break from its first prompt (or its first delay) to its end. It ends in exactly one
record: taken, partly, natural, skipped or missed. It outlives the phases:

    WORKING    counting. A turn may stand open here: asked, unanswered, shown by the icon alone,
               perhaps with one repeat to come. Its end is MISSED when the next prompt falls due.
    AWAY       nobody is here (core/presence.py): nothing is counted, nothing is asked.
    DEFERRED   a prompt is wanted and quiet holds it. It comes when quiet has settled.
    PROMPTED   the one prompt is on the screen, for `answer_within` at most. Quiet, a lock or a pause
               take it off.
    SNOOZED    the turn comes back at `until`.
    ON_BREAK   the guide is open. Nobody sits, so both stopwatches stand, and stillness means nothing.
    PAUSED     the user paused, OFF_HOURS the working hours are over. `due` stands, `sat` goes on. A
               turn that was on the screen falls due again when the pause ends.
    STANDING   they said that they stand: nothing is counted until they sit.

An absence that was long enough is believed as a break at once; its record is written at the return,
when it is known that it was no night.

`LISTENS` (core/listens.py) is the table of what each phase hears. A person's choice that is not heard
is refused with its reason; any other event comes too late to matter and is dropped.

The rules themselves are functions on a `Step`, a module a topic: asking.py (the prompt), turns.py (a
break and its record), absences.py (away, back, standing), quiet.py, pauses.py, restart.py. What
follows from the facts at a moment stands in conclusions.py. Only `Step.enter` assigns a phase.
"""

from __future__ import annotations

from typing import assert_never, get_args

from deskbreak.core import absences, asking, effects, events, pauses, quiet, turns
from deskbreak.core.breaks import Movements, Rules
from deskbreak.core.conclusions import count, next_moment
from deskbreak.core.effects import Effect
from deskbreak.core.events import Choice, Event
from deskbreak.core.listens import LISTENS, UNHEARD
from deskbreak.core.restart import started_again
from deskbreak.core.state import PauseReason, Phase, Quiet, State
from deskbreak.core.step import Step
from deskbreak.core.view import View, view_of


class Engine:
    """The reminder's state machine. See the top of this file."""

    def __init__(self, rules: Rules, now: float, state: State | None = None) -> None:
        """Begin at zero, or go on from a `state` whose times are those of this clock."""
        self.rules = rules
        self.state = state or State(first_at=now + rules.first_after)
        step = self._step(now)
        self._take_rules(step, rules)
        if state is None:
            step.settle()
        self._deadline = next_moment(self.state, self.rules, now)

    # -- what it says -------------------------------------------------------

    @property
    def deadline(self) -> float | None:
        """When to tell `DeadlinePassed`; None while nothing changes by itself."""
        return self._deadline

    def view(self, now: float) -> View:
        """The state as others may see it."""
        return view_of(self.state, self.rules, now)

    # -- what it is told ----------------------------------------------------

    def handle(self, event: Event, now: float) -> list[Effect]:
        """Take in one event; what has to be done about it, in order."""
        step = self._step(now)
        is_choice, presence = isinstance(event, get_args(Choice)), self.state.presence
        if is_choice and presence.still_since is not None and presence.locked_since is None:
            # Whoever chooses something is here, also before the mouse that did it is heard of.
            absences.came_back(step)
        if type(event) in LISTENS[self.state.phase]:
            self._take_in(event, step)
        elif is_choice:
            step.refuse(UNHEARD[self.state.phase])
        _review(step)
        self._deadline = next_moment(self.state, self.rules, now)
        return step.effects

    def _take_in(self, event: Event, step: Step) -> None:
        presence = self.state.presence
        match event:
            case events.DeadlinePassed():
                pass  # The review that follows is all there is to it.
            case events.Slept(seconds):
                absences.slept(step, seconds)
            case events.StartedAgain(gap):
                started_again(step, gap)
            case events.RulesChanged(rules):
                self._take_rules(step, rules)
            case events.PresenceFound(known):
                presence.known = known
            case events.StillnessBegan(since):
                absences.went_still(step, since)
            case events.InputCame():
                absences.touched(step)
            case events.Unlocked():
                absences.came_back(step)
            case events.TypingPaused():
                if self.state.typing_until is not None:
                    self.state.typing_until, step.typing_paused = step.now, True
            case events.Locked():
                absences.locked(step)
            case events.FilmBegan():
                presence.begin_seated(quiet.FILM)
            case events.FilmEnded():
                presence.end_seated(quiet.FILM, step.now)
            case events.QuietBegan(signal, by):
                quiet.began(step, signal, Quiet(step.now, by))
            case events.QuietEnded(signal):
                quiet.ended(step, signal)
            case events.QuietIgnored(signal):
                quiet.ignored(step, signal)
            case events.HoursEnded(until):
                pauses.hours_ended(step, until)
            case events.HoursBegan():
                pauses.hours_began(step)
            case events.DayTurned(day, morning_in):
                pauses.turn_day(step, day, morning_in)
            case events.ClockChanged(set_by, shift):
                pauses.change_clock(step, set_by, shift)
            case events.StartChosen(suggestion):
                turns.begin(step, suggestion)
            case events.DoneChosen():
                turns.done(step)
            case events.SnoozeChosen(seconds):
                asking.snooze(step, seconds or self.rules.snooze)
            case events.SkipChosen():
                asking.skip(step)
            case events.PauseChosen():
                pauses.choose(step, event)
            case events.MeetingChosen(seconds):
                quiet.meet(step, seconds)
            case events.ResumeChosen():
                pauses.resume(step)
            case events.PauseEnded():
                pauses.end(step, PauseReason.USER)
            case events.StandingChosen():
                absences.stand(step)
            case events.SittingChosen():
                absences.sit(step)
            case events.PutAway():
                asking.put_away(step)
            case events.GuideEnded(outcome, moved):
                turns.guide_ended(step, outcome, moved)
            case _:
                assert_never(event)

    def _take_rules(self, step: Step, rules: Rules) -> None:
        """Go by these rules from now on; a break in hand whose plans are gone is let go."""
        self.rules = step.rules = rules
        state = self.state
        state.counts.fit(rules.plans, step.now)
        if not state.turn:
            return
        state.turn.plans = tuple(plan_id for plan_id in state.turn.plans if plan_id in state.counts.plans)
        if not state.turn.plans:
            step.withdraw()
            if state.phase is Phase.ON_BREAK:
                step.do(effects.CloseGuide())
            state.turn = None
            step.settle()

    def _step(self, now: float) -> Step:
        return Step(self.rules, self.state, now)


def _review(step: Step) -> None:
    """Draw every conclusion that the facts allow by now."""
    state = step.state
    quiet.end_passed(step)
    count(state, step.rules, step.now)
    if state.phase is Phase.ON_BREAK:
        if state.until is None or step.now < state.until:
            return
        step.do(effects.CloseGuide())
        turns.guide_ended(step, None, Movements())
    absences.note_rising(step)
    absences.doubt_lock(step)
    absences.tell_away(step)
    absences.credit_absence(step)
    if state.phase is Phase.PROMPTED:
        asking.review(step)
    if state.phase is not Phase.PROMPTED:
        asking.conclude(step)
    quiet.tell_of_long_hold(step)
    absences.ask_standing(step)
    pauses.ask_paused(step)
    count(state, step.rules, step.now)
