"""All reminder logic. Everything that changes the state or assigns a phase lives in this file.

Theory of operation
===================

The engine is told events and answers with effects: `handle(event, now)`. It owns no timer. Between
events its `deadline` is the one moment at which it wants to be told `DeadlinePassed`; told early,
late or twice, it only ever acts on what is due by `now`. `now` is a clock that counts suspend.

Two stopwatches carry the time. `sat` runs while somebody sits; `due` runs while somebody sits and
nothing is paused. A plan has a mark on each (core/counts.py): seated seconds since its last real break, and the
reading at which its next prompt is due. Only a real break (taken, natural, partly taken by half or
more) moves the first; showing a prompt already moves the second one interval on, so skipping or
missing it needs no arithmetic and never makes sitting look shorter.

A *turn* is one break from its first prompt (or its first delay) to its end. It ends in exactly one
record: taken, partly, natural, skipped or missed. It outlives the phases:

    WORKING   counting. A turn may stand open here: asked, unanswered, shown by the icon alone,
              perhaps with one repeat to come. Its end is MISSED when the next prompt falls due.
    PROMPTED  the one prompt is on the screen, for `answer_within` at most.
    SNOOZED   the turn comes back at `until`, or at once when the prompt is asked for.
    ON_BREAK  the guide is open. Nobody sits, so both stopwatches stand.
    PAUSED    a pause reason is set. `due` stands, `sat` goes on. A turn that was on the screen
              falls due again when the pause ends.

`LISTENS` is the table of what each phase hears. A person's choice that is not heard is refused with
its reason; any other event comes too late to matter and is dropped.
When an event and the deadline fall on the same moment, the event is handled first.
"""

from __future__ import annotations

from typing import assert_never, get_args

from deskbreak.core import effects, events
from deskbreak.core.breaks import BreakRecord, Movements, Outcome, Rules
from deskbreak.core.effects import Asking, Did, Effect, Refusal
from deskbreak.core.events import Choice, Event
from deskbreak.core.state import PauseReason, Phase, State, Turn, can_snooze, plan_in_hand
from deskbreak.core.view import View, view_of

EVERYWHERE: frozenset[type[Event]] = frozenset(
    {
        events.DeadlinePassed,
        events.Slept,
        events.StartedAgain,
        events.RulesChanged,
        events.PauseChosen,
        events.ResumeChosen,
        events.PauseEnded,
        events.DoneChosen,
    }
)
ANSWERS: frozenset[type[Event]] = frozenset({events.StartChosen, events.SnoozeChosen, events.SkipChosen})
LISTENS: dict[Phase, frozenset[type[Event]]] = {
    Phase.WORKING: EVERYWHERE | ANSWERS,
    Phase.PROMPTED: EVERYWHERE | ANSWERS | {events.PutAway},
    Phase.SNOOZED: EVERYWHERE | ANSWERS,
    Phase.ON_BREAK: EVERYWHERE | {events.SkipChosen, events.GuideEnded},
    Phase.PAUSED: EVERYWHERE | {events.StartChosen},
}
UNHEARD: dict[Phase, Refusal] = {Phase.ON_BREAK: Refusal.ON_BREAK, Phase.PAUSED: Refusal.PAUSED}


class Engine:
    """The reminder's state machine. See the top of this file."""

    def __init__(self, rules: Rules, now: float, state: State | None = None) -> None:
        """Begin at zero, or go on from a `state` whose times are those of this clock."""
        self.rules = rules
        self.state = state or State()
        self._effects: list[Effect] = []
        self._take_rules(rules, now)
        if state is None:
            self._settle(now)

    # -- what it says -------------------------------------------------------

    @property
    def deadline(self) -> float | None:
        """When to tell `DeadlinePassed`; None only while paused."""
        state = self.state
        if state.phase is not Phase.WORKING:
            return state.until
        moments = [state.counts.due_when(plan.id) for plan in self.rules.plans]
        if state.turn:
            moments.append(state.turn.repeat_at)
        return min(moment for moment in moments if moment is not None)

    def view(self, now: float) -> View:
        """The state as others may see it."""
        return view_of(self.state, self.rules, now)

    # -- what it is told ----------------------------------------------------

    def handle(self, event: Event, now: float) -> list[Effect]:
        """Take in one event; what has to be done about it, in order."""
        self._effects = []
        if type(event) in LISTENS[self.state.phase]:
            self._take_in(event, now)
        elif isinstance(event, get_args(Choice)):
            self._do(effects.Refuse(UNHEARD[self.state.phase]))
        return self._effects

    def _take_in(self, event: Event, now: float) -> None:
        match event:
            case events.DeadlinePassed():
                self._deadline_passed(now)
            case events.Slept(seconds):
                self._slept(seconds, now)
            case events.StartedAgain(gap):
                self._started_again(gap, now)
            case events.RulesChanged(rules):
                self._take_rules(rules, now)
            case events.StartChosen():
                self._begin(now)
            case events.DoneChosen():
                self._end_turn(Outcome.TAKEN, now)
            case events.SnoozeChosen(seconds):
                self._snooze(seconds or self.rules.snooze, now)
            case events.SkipChosen():
                self._skip(now)
            case events.PauseChosen(until):
                self._pause(PauseReason.USER, until, now)
            case events.ResumeChosen():
                self._resume(PauseReason.USER, now)
            case events.PauseEnded():
                if PauseReason.USER in self.state.pauses:
                    self._resume(PauseReason.USER, now)
            case events.PutAway():
                self._put_away(now)
            case events.GuideEnded(outcome, moved):
                self._guide_ended(outcome, moved, now)
            case _:
                assert_never(event)

    # -- time ---------------------------------------------------------------

    def _deadline_passed(self, now: float) -> None:
        phase = self.state.phase
        if self.deadline is None or now < self.deadline:
            return
        match phase:
            case Phase.WORKING:
                self._counted_down(now)
            case Phase.PROMPTED:
                self._unanswered(now)
            case Phase.SNOOZED:
                self._ask(Asking.SNOOZED, now)
            case Phase.ON_BREAK:
                self._do(effects.CloseGuide())
                self._guide_ended(None, Movements(), now)
            case Phase.PAUSED:
                raise AssertionError("a pause has no deadline")
            case _:
                assert_never(phase)

    def _counted_down(self, now: float) -> None:
        turn = self.state.turn
        if not self._due(now):
            self._ask(Asking.REPEAT, now)
            return
        if turn and turn.shown:
            self._write(Outcome.MISSED, turn, now)
            turn = None
        snoozes = turn.snoozes if turn else 0
        self.state.turn = Turn(self._due(now + self.rules.merge_within), snoozes)
        self._ask(Asking.DUE, now)

    def _due(self, by: float) -> tuple[str, ...]:
        """The plans that are due at that moment, the longest-owed first."""
        whens = {plan.id: self.state.counts.due_when(plan.id) for plan in self.rules.plans}
        due = {plan_id: when for plan_id, when in whens.items() if when is not None and when <= by}
        return tuple(sorted(due, key=lambda plan_id: due[plan_id]))

    def _slept(self, seconds: float, now: float) -> None:
        state = self.state
        state.counts.leave_out(seconds, now)
        state.put_later(seconds)
        if state.phase is Phase.ON_BREAK and seconds > self.rules.guide_gap:
            self._do(effects.StopGuide(ago=seconds))
        elif state.phase is not Phase.ON_BREAK and seconds >= self.rules.natural_after:
            away_from_prompt = state.phase is Phase.PROMPTED
            self._end_turn(Outcome.TAKEN if away_from_prompt else Outcome.NATURAL, now, away=seconds)
        else:
            self._decide(Did.SLEPT, away=seconds)

    def _started_again(self, gap: float, now: float) -> None:
        """After a crash the count goes on; after a longer absence the gap was not sat.

        Whatever was on the screen went with the program.
        """
        was, until = self.state.phase, self.state.until
        if was is Phase.ON_BREAK:
            self._guide_ended(None, Movements(), now)
        elif was is Phase.PROMPTED:
            self._settle(now)
        if gap > self.rules.restart_within:
            self._slept(gap, now)
        elif was is Phase.PROMPTED and until is not None and until > now:
            self._enter(Phase.PROMPTED, now, until)
            self._show(now)

    # -- prompting ----------------------------------------------------------

    def _ask(self, asking: Asking, now: float) -> None:
        counts, turn = self.state.counts, self._turn()
        if asking is Asking.REPEAT:
            turn.repeat_at = None
        else:
            turn.repeat_at = now + self.rules.answer_within + self.rules.repeat_after
            for plan_id in turn.plans:
                counts.due_after(plan_id, self.rules.plan(plan_id).every, now)
        turn.shown, turn.asking = True, asking
        self._enter(Phase.PROMPTED, now, until=now + self.rules.answer_within)
        self._show(now)

    def _show(self, now: float) -> None:
        turn = self._turn()
        sat = self.state.counts.sat_for(turn.plans[0], now)
        self._do(effects.ShowPrompt(turn.plans, turn.asking, sat, can_snooze(self.state, self.rules)))
        again = turn.asking is Asking.REPEAT
        self._decide(Did.REPEATED if again else Did.PROMPTED, sat=sat, snoozes=turn.snoozes)

    def _unanswered(self, now: float) -> None:
        repeat_at = self._turn().repeat_at
        self._withdraw()
        self._settle(now)
        self._decide(Did.UNANSWERED, again_in=None if repeat_at is None else repeat_at - now)

    def _put_away(self, now: float) -> None:
        self._turn().repeat_at = None
        self._settle(now)
        self._decide(Did.PUT_AWAY)

    def _snooze(self, seconds: float, now: float) -> None:
        if not can_snooze(self.state, self.rules):
            self._do(effects.Refuse(Refusal.SNOOZES_USED))
            return
        if self._is_skipped(now):
            self._do(effects.Refuse(Refusal.ALREADY_SKIPPED))
            return
        turn = self.state.turn = self.state.turn or self._new_turn()
        turn.snoozes += 1
        turn.repeat_at = None
        if turn.shown:
            self._withdraw()
            self._enter(Phase.SNOOZED, now, until=now + seconds)
        else:
            self.state.counts.put_off(turn.plans[0], seconds)
        self._decide(Did.SNOOZED if turn.shown else Did.DELAYED, seconds=seconds, snoozes=turn.snoozes)

    def _skip(self, now: float) -> None:
        state, plan = self.state, plan_in_hand(self.state, self.rules)
        if state.phase is Phase.ON_BREAK:
            self._do(effects.StopGuide())
        elif state.turn and state.turn.shown:
            self._end_turn(Outcome.SKIPPED, now)
        elif self._is_skipped(now):
            self._do(effects.Refuse(Refusal.ALREADY_SKIPPED))
        else:
            state.counts.put_off(plan.id, plan.every)
            self._end_turn(Outcome.SKIPPED, now)

    def _is_skipped(self, now: float) -> bool:
        """Whether the next break was skipped before it was due: once is enough."""
        plan = plan_in_hand(self.state, self.rules)
        return self.state.turn is None and self.state.counts.due_in(plan.id, now) > plan.every

    # -- the break ----------------------------------------------------------

    def _begin(self, now: float) -> None:
        state = self.state
        self._withdraw()
        turn = state.turn = state.turn or self._new_turn()
        turn.repeat_at = None
        self._decide(Did.BEGAN, sat=state.counts.sat_for(turn.plans[0], now))
        self._enter(Phase.ON_BREAK, now, until=now + self.rules.guide_limit)
        self._do(effects.OpenGuide())

    def _guide_ended(self, outcome: Outcome | None, moved: Movements, now: float) -> None:
        if outcome is not None:
            self._end_turn(outcome, now, moved)
            return
        turn = self._turn()
        if not turn.shown and not turn.snoozes:
            self.state.turn = None
        self._settle(now)
        self._decide(Did.BROKEN_OFF)

    def _end_turn(
        self, outcome: Outcome, now: float, moved: Movements | None = None, away: float | None = None
    ) -> None:
        """Bring the turn (without one: the next break) to its end, in one record a plan."""
        state = self.state
        turn = state.turn or self._new_turn()
        self._withdraw()
        if state.phase is Phase.ON_BREAK and moved is None:
            self._do(effects.CloseGuide())
        moved = moved or Movements()
        self._write(outcome, turn, now, moved, away)
        if self._is_real(outcome, turn, moved):
            self._credit(turn, outcome, now)
        state.turn = None
        self._settle(now)

    def _is_real(self, outcome: Outcome, turn: Turn, moved: Movements) -> bool:
        if outcome is Outcome.PARTLY:
            return moved.total * 2 >= self.rules.plan(turn.plans[0]).length
        return outcome in (Outcome.TAKEN, Outcome.NATURAL)

    def _credit(self, turn: Turn, outcome: Outcome, now: float) -> None:
        """Start this turn's plans anew, and every plan whose break is no longer than theirs."""
        length = max(self.rules.plan(plan_id).length for plan_id in turn.plans)
        for plan in self.rules.plans:
            if plan.id in turn.plans or plan.length <= length or outcome is Outcome.NATURAL:
                self.state.counts.credit(plan, now)

    def _write(
        self,
        outcome: Outcome,
        turn: Turn,
        now: float,
        moved: Movements | None = None,
        away: float | None = None,
    ) -> None:
        sat = self.state.counts.sat_for(turn.plans[0], now)
        if outcome is not Outcome.NATURAL or sat >= self.rules.natural_needs:
            for plan_id in turn.plans:
                plan_sat = self.state.counts.sat_for(plan_id, now)
                self._do(effects.Write(BreakRecord(plan_id, outcome, plan_sat, turn.snoozes, moved or Movements())))
        self._decide(Did(outcome.value), sat=sat, snoozes=turn.snoozes, away=away)

    # -- pauses -------------------------------------------------------------

    def _pause(self, reason: PauseReason, until: float | None, now: float) -> None:
        state = self.state
        if state.phase in (Phase.PROMPTED, Phase.SNOOZED):
            self._withdraw()
            self._owe_turn(now)
        elif state.turn:
            state.turn.repeat_at = None
        state.pauses[reason] = until
        self._decide(Did.PAUSED, until=until)
        if state.phase is not Phase.ON_BREAK:
            self._settle(now)

    def _resume(self, reason: PauseReason, now: float) -> None:
        state = self.state
        if reason not in state.pauses:
            self._do(effects.Refuse(Refusal.NOT_PAUSED))
            return
        del state.pauses[reason]
        self._decide(Did.RESUMED)
        if state.phase is Phase.PAUSED:
            self._settle(now)

    def _owe_turn(self, now: float) -> None:
        """What was on the screen or snoozed falls due as soon as counting goes on, and keeps its snoozes."""
        turn = self._turn()
        turn.shown = False
        turn.repeat_at = None
        for plan_id in turn.plans:
            self.state.counts.due_after(plan_id, 0.0, now)

    # -- the state ----------------------------------------------------------

    def _take_rules(self, rules: Rules, now: float) -> None:
        """Go by these rules from now on; a break in hand whose plans are gone is let go."""
        self.rules = rules
        state = self.state
        state.counts.fit(rules.plans, now)
        if not state.turn:
            return
        state.turn.plans = tuple(plan_id for plan_id in state.turn.plans if plan_id in state.counts.plans)
        if not state.turn.plans:
            self._withdraw()
            if state.phase is Phase.ON_BREAK:
                self._do(effects.CloseGuide())
            state.turn = None
            self._settle(now)

    def _settle(self, now: float) -> None:
        """The phase that holds when no prompt, snooze or break does."""
        self._enter(Phase.PAUSED if self.state.pauses else Phase.WORKING, now)

    def _enter(self, phase: Phase, now: float, until: float | None = None) -> None:
        self.state.phase, self.state.until = phase, until
        sitting = phase is not Phase.ON_BREAK
        self.state.counts.run(now, sitting, nearing=sitting and phase is not Phase.PAUSED)

    def _withdraw(self) -> None:
        if self.state.phase is Phase.PROMPTED:
            self._do(effects.WithdrawPrompt())

    def _turn(self) -> Turn:
        assert self.state.turn is not None, f"no turn in {self.state.phase}"
        return self.state.turn

    def _new_turn(self) -> Turn:
        return Turn(plans=(plan_in_hand(self.state, self.rules).id,))

    def _do(self, effect: Effect) -> None:
        self._effects.append(effect)

    def _decide(self, did: Did, **facts: float | None) -> None:
        self._do(effects.Decision(did, {name: fact for name, fact in facts.items() if fact is not None}))
