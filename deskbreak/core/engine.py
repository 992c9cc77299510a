"""All reminder logic. Every transition lives in this file: nothing else assigns a phase.

Theory of operation
===================

The engine is told events and answers with effects: `handle(event, now)`. It owns no timer. Between
events its `deadline` is the next moment at which its conclusions may change; told `DeadlinePassed`
early, late or twice, it only ever concludes what holds by `now`. `now` is a clock that counts suspend.

Each call has two steps. First the event changes the facts: who is here, what pauses or quiets, what
was chosen. Then `_review` draws the conclusions from all facts by `now`: what is counted, whether an
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
is refused with its reason; any other event comes too late to matter and is dropped. What follows from
the facts at a moment stands in core/conclusions.py, how a turn ends in core/turns.py: they read and
count, and assign no phase.
"""

from __future__ import annotations

from typing import assert_never, get_args

from deskbreak.core import effects, events
from deskbreak.core.breaks import Movements, Outcome, Rules
from deskbreak.core.conclusions import count, due_plans, is_skipped, next_moment, resting_phase, wanted
from deskbreak.core.effects import Asking, Did, Effect, Refusal
from deskbreak.core.events import Choice, Event
from deskbreak.core.listens import LISTENS, UNHEARD
from deskbreak.core.state import (
    Absence,
    Held,
    PauseReason,
    Phase,
    Quiet,
    State,
    Turn,
    can_snooze,
    plan_in_hand,
)
from deskbreak.core.turns import credit, is_real, record_of
from deskbreak.core.view import View, view_of

FILM = "film"
CALLS = frozenset({"microphone", "camera"})
"""The quiet signals that are a call: whoever is in one sits there, though no key is touched."""


class Engine:
    """The reminder's state machine. See the top of this file."""

    def __init__(self, rules: Rules, now: float, state: State | None = None) -> None:
        """Begin at zero, or go on from a `state` whose times are those of this clock."""
        self.rules = rules
        self.state = state or State(not_before=now + rules.first_after)
        self._effects: list[Effect] = []
        self._take_rules(rules, now)
        if state is None:
            self._settle(now)
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
        self._effects = []
        is_choice, presence = isinstance(event, get_args(Choice)), self.state.presence
        if is_choice and presence.still_since is not None and presence.locked_since is None:
            # Whoever chooses something is here, also before the mouse that did it is heard of.
            self._came_back(now)
        if type(event) in LISTENS[self.state.phase]:
            self._take_in(event, now)
        elif is_choice:
            self._do(effects.Refuse(UNHEARD[self.state.phase]))
        self._review(now)
        self._deadline = next_moment(self.state, self.rules, now)
        return self._effects

    def _take_in(self, event: Event, now: float) -> None:
        presence = self.state.presence
        match event:
            case events.DeadlinePassed():
                pass  # The review that follows is all there is to it.
            case events.Slept(seconds):
                self._slept(seconds, now)
            case events.StartedAgain(gap):
                self._started_again(gap, now)
            case events.RulesChanged(rules):
                self._take_rules(rules, now)
            case events.PresenceFound(known):
                presence.known = known
            case events.StillnessBegan(since):
                presence.still_since = since
                self._note_leaving(since)
            case events.InputCame():
                self._came_back(now)
            case events.TypingPaused():
                if self.state.typing_until is not None:
                    self.state.typing_until = now
            case events.Locked():
                presence.locked_since = now
                presence.stand(None)
                self._note_leaving(now)
            case events.Unlocked():
                self._came_back(now)
            case events.FilmBegan():
                presence.begin_seated(FILM)
            case events.FilmEnded():
                presence.end_seated(FILM, now)
            case events.QuietBegan(signal, words):
                self._quiet_began(signal, words, now)
            case events.QuietEnded(signal):
                self._quiet_ended(signal, now)
            case events.HoursEnded(until):
                self._pause(PauseReason.HOURS, until, now)
            case events.HoursBegan():
                self._end_pause(PauseReason.HOURS, now)
            case events.DayTurned():
                self.state.prompts_today = 0
                presence.stand(None)
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
                if not self._end_pause(PauseReason.USER, now):
                    self._do(effects.Refuse(Refusal.NOT_PAUSED))
            case events.PauseEnded():
                self._end_pause(PauseReason.USER, now)
            case events.StandingChosen():
                self._stand(now)
            case events.SittingChosen():
                if presence.standing_since is not None:
                    presence.stand(None)
                    self._decide(Did.SITTING)
            case events.PutAway():
                self._put_away(now)
            case events.GuideEnded(outcome, moved):
                self._guide_ended(outcome, moved, now)
            case _:
                assert_never(event)

    # -- the conclusions ----------------------------------------------------

    def _review(self, now: float) -> None:
        state = self.state
        count(self.state, self.rules, now)
        if state.phase is Phase.ON_BREAK:
            if state.until is None or now < state.until:
                return
            self._do(effects.CloseGuide())
            self._guide_ended(None, Movements(), now)
        self._credit_absence(now)
        if state.phase is Phase.PROMPTED:
            self._review_prompt(now)
        if state.phase is not Phase.PROMPTED:
            self._conclude(now)
        self._ask_standing(now)
        count(self.state, self.rules, now)

    def _credit_absence(self, now: float) -> None:
        presence = self.state.presence
        break_from, away = presence.break_from(self.rules), presence.away_from(self.rules)
        if break_from is not None and away is not None and break_from <= now:
            self._be_away(away, now)

    def _review_prompt(self, now: float) -> None:
        """Whether the prompt on the screen still stands."""
        state, turn = self.state, self._turn()
        if state.quiet:
            self._withdraw()
            turn.again, turn.again_at = Asking.HELD, now
            self._settle(now)
        elif state.presence.locked_since is not None or (state.until is not None and state.until <= now):
            self._unanswered(now)

    def _conclude(self, now: float) -> None:
        """Whether a prompt is wanted now, and if so, what keeps it."""
        state, asking = self.state, wanted(self.state, self.rules, now)
        self._settle(now)
        if asking is None:
            state.held = state.typing_until = None
        elif state.phase not in (Phase.WORKING, Phase.SNOOZED):
            state.typing_until = None
        elif state.quiet or now < state.quiet_until:
            self._defer(now)
        elif now < state.not_before or self._is_capped(asking, now) or self._is_typing(now):
            pass
        else:
            self._ask(Asking.HELD if state.held else asking, now)

    def _defer(self, now: float) -> None:
        state = self.state
        if state.held is None:
            first = min(state.quiet.values(), key=lambda quiet: quiet.since, default=Quiet(now, ""))
            state.held = Held(now, first.words)
            self._decide(Did.DEFERRED, by=first.words, since=first.since)
        self._enter(Phase.DEFERRED)

    def _is_capped(self, asking: Asking, now: float) -> bool:
        """Enough for a day: what falls due by itself is let go without a word on the screen."""
        if asking is not Asking.DUE or self.state.prompts_today < self.rules.daily_cap:
            return False
        for plan_id in due_plans(self.state, self.rules, now):
            self.state.counts.due_after(plan_id, self.rules.plan(plan_id).every, now)
        self._decide(Did.CAPPED, prompts=self.state.prompts_today)
        return True

    def _is_typing(self, now: float) -> bool:
        state, rules = self.state, self.rules
        if not state.presence.known or state.presence.still_for(now) >= rules.typing_pause:
            return False
        if state.typing_until is None:
            state.typing_until = now + rules.typing_limit
            self._do(effects.AwaitTypingPause(rules.typing_pause))
        return now < state.typing_until

    # -- being here ---------------------------------------------------------

    def _note_leaving(self, since: float) -> None:
        """Still from about the prompt on, or locked in front of it: they may have got up for it."""
        turn = self.state.turn
        if self.state.phase is Phase.PROMPTED and turn and turn.shown_at is not None:
            turn.left = turn.left or since >= turn.shown_at - self.rules.prompt_stillness

    def _slept(self, seconds: float, now: float) -> None:
        state = self.state
        state.counts.leave_out(seconds, now)
        state.put_later(seconds)
        if state.phase is Phase.ON_BREAK:
            if seconds > self.rules.guide_gap:
                self._do(effects.StopGuide(ago=seconds))
        elif seconds >= self.rules.natural_after:
            if state.turn and state.phase is Phase.PROMPTED:
                state.turn.left = True
            self._be_away(now - seconds, now)
            if not state.presence.known:
                self._came_back(now)
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
            self._enter(Phase.PROMPTED, until)
            self._show(now)

    def _be_away(self, since: float, now: float) -> None:
        """They have been away for long enough: that was a break."""
        state = self.state
        if state.absence is not None:
            return
        turn = state.turn or self._new_turn()
        if turn.left:
            self._end_turn(Outcome.TAKEN, now)
            state.absence = Absence(since)
            return
        records = tuple(
            record_of(state, turn, plan_id, Outcome.NATURAL, Movements(), now)
            for plan_id in turn.plans
            if state.counts.sat_for(plan_id, now) >= self.rules.natural_needs
        )
        self._decide(Did.NATURAL, sat=state.counts.sat_for(turn.plans[0], now), away=now - since)
        self._withdraw()
        credit(self.state, self.rules, turn, Outcome.NATURAL, now)
        state.turn = state.held = None
        state.absence = Absence(since, records)
        self._settle(now)

    def _came_back(self, now: float) -> None:
        """Somebody is here again."""
        state, still = self.state, self.state.presence.still_for(now)
        state.presence.be_here()
        if state.turn:
            state.turn.left = False
        if state.absence is not None:
            absence, state.absence = state.absence, None
            if now - absence.since < self.rules.longest_break:
                for record in absence.records:
                    self._do(effects.Write(record))
            state.not_before = max(state.not_before, now + self.rules.first_after)
            self._decide(Did.BACK, away=now - absence.since)
        elif still >= self.rules.return_needs:
            state.not_before = max(state.not_before, now + self.rules.return_grace)
            self._decide(Did.BACK, away=still)

    def _stand(self, now: float) -> None:
        state = self.state
        if state.phase is Phase.PROMPTED:
            self._withdraw()
            self._owe_turn(now)
            self._settle(now)
        state.presence.stand(now)
        self._decide(Did.STANDING)

    def _ask_standing(self, now: float) -> None:
        presence = self.state.presence
        since = presence.standing_since
        if since is None or presence.standing_asked or now < since + self.rules.standing_limit:
            return
        presence.standing_asked = True
        self._do(effects.AskStanding())
        self._decide(Did.STILL_STANDING, standing=now - since)

    # -- quiet --------------------------------------------------------------

    def _quiet_began(self, signal: str, words: str, now: float) -> None:
        before = self.state.quiet.get(signal)
        self.state.quiet[signal] = Quiet(before.since if before else now, words)
        if signal in CALLS:
            self.state.presence.begin_seated(signal)

    def _quiet_ended(self, signal: str, now: float) -> None:
        state = self.state
        if state.quiet.pop(signal, None) is not None and not state.quiet:
            state.quiet_until = now + self.rules.quiet_settle
        state.presence.end_seated(signal, now)

    # -- prompting ----------------------------------------------------------

    def _ask(self, asking: Asking, now: float) -> None:
        state = self.state
        turn = self._turn_to_ask(now)
        if asking is Asking.REPEAT:
            turn.ask_no_more()
        else:
            turn.again, turn.again_at = Asking.REPEAT, now + self.rules.answer_within + self.rules.repeat_after
            for plan_id in turn.plans:
                state.counts.due_after(plan_id, self.rules.plan(plan_id).every, now)
        if turn.shown_at is None:
            state.prompts_today += 1
        if state.held is not None:
            turn.held, turn.held_by = turn.held + now - state.held.since, state.held.by
        state.held = state.typing_until = None
        turn.shown_at, turn.asking, turn.left = now, asking, False
        self._enter(Phase.PROMPTED, until=now + self.rules.answer_within)
        if state.presence.still_since is not None:
            self._note_leaving(state.presence.still_since)
        self._show(now)

    def _turn_to_ask(self, now: float) -> Turn:
        """The turn that comes back, with what else is due; or a new one, over one that nobody answered."""
        state, turn = self.state, self.state.turn
        due = due_plans(self.state, self.rules, now + self.rules.merge_within)
        comes_back = turn and turn.again_at is not None and turn.again_at <= now
        if turn and (comes_back or turn.again is Asking.SNOOZED):
            turn.plans = tuple(dict.fromkeys((*turn.plans, *due)))
            return turn
        if turn and turn.shown:
            self._write(Outcome.MISSED, turn, now)
            turn = None
        state.turn = Turn(due, snoozes=turn.snoozes if turn else 0)
        return state.turn

    def _show(self, now: float) -> None:
        turn = self._turn()
        sat = self.state.counts.sat_for(turn.plans[0], now)
        self._do(effects.ShowPrompt(turn.plans, turn.asking, sat, can_snooze(self.state, self.rules)))
        again = turn.asking is Asking.REPEAT
        self._decide(Did.REPEATED if again else Did.PROMPTED, sat=sat, snoozes=turn.snoozes)

    def _unanswered(self, now: float) -> None:
        turn = self._turn()
        if turn.left and self.state.presence.still_for(now) >= self.rules.prompt_stillness:
            turn.ask_no_more()
        self._withdraw()
        self._settle(now)
        self._decide(Did.UNANSWERED, again_in=None if turn.again_at is None else turn.again_at - now)

    def _put_away(self, now: float) -> None:
        self._turn().ask_no_more()
        self._settle(now)
        self._decide(Did.PUT_AWAY)

    def _snooze(self, seconds: float, now: float) -> None:
        state = self.state
        if not can_snooze(state, self.rules):
            self._do(effects.Refuse(Refusal.SNOOZES_USED))
            return
        if is_skipped(self.state, self.rules, now):
            self._do(effects.Refuse(Refusal.ALREADY_SKIPPED))
            return
        turn = state.turn = state.turn or self._new_turn()
        turn.snoozes += 1
        if turn.shown:
            self._withdraw()
            turn.again, turn.again_at = Asking.SNOOZED, now + seconds
            self._settle(now)
        else:
            left = max(0.0, state.counts.due_in(turn.plans[0], now))
            state.counts.due_after(turn.plans[0], left + seconds, now)
        state.held = None
        self._decide(Did.SNOOZED if turn.shown else Did.DELAYED, seconds=seconds, snoozes=turn.snoozes)

    def _skip(self, now: float) -> None:
        state, plan = self.state, plan_in_hand(self.state, self.rules)
        if state.phase is Phase.ON_BREAK:
            self._do(effects.StopGuide())
        elif state.turn and state.turn.shown:
            self._end_turn(Outcome.SKIPPED, now)
        elif is_skipped(self.state, self.rules, now):
            self._do(effects.Refuse(Refusal.ALREADY_SKIPPED))
        else:
            left = max(0.0, state.counts.due_in(plan.id, now))
            state.counts.due_after(plan.id, left + plan.every, now)
            self._end_turn(Outcome.SKIPPED, now)

    # -- the break ----------------------------------------------------------

    def _begin(self, now: float) -> None:
        state = self.state
        self._withdraw()
        turn = state.turn = state.turn or self._new_turn()
        turn.ask_no_more()
        state.presence.stand(None)
        self._decide(Did.BEGAN, sat=state.counts.sat_for(turn.plans[0], now))
        self._enter(Phase.ON_BREAK, until=now + self.rules.guide_limit)
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

    def _end_turn(self, outcome: Outcome, now: float, moved: Movements | None = None) -> None:
        """Bring the turn (without one: the next break) to its end, in one record a plan."""
        state = self.state
        turn = state.turn or self._new_turn()
        self._withdraw()
        if state.phase is Phase.ON_BREAK and moved is None:
            self._do(effects.CloseGuide())
        moved = moved or Movements()
        self._write(outcome, turn, now, moved)
        if is_real(self.rules, turn, outcome, moved):
            credit(self.state, self.rules, turn, outcome, now)
        state.turn = state.held = None
        self._settle(now)

    def _write(self, outcome: Outcome, turn: Turn, now: float, moved: Movements | None = None) -> None:
        for plan_id in turn.plans:
            self._do(effects.Write(record_of(self.state, turn, plan_id, outcome, moved or Movements(), now)))
        self._decide(Did(outcome.value), sat=self.state.counts.sat_for(turn.plans[0], now), snoozes=turn.snoozes)

    # -- pauses -------------------------------------------------------------

    def _pause(self, reason: PauseReason, until: float | None, now: float) -> None:
        state = self.state
        if state.phase in (Phase.PROMPTED, Phase.SNOOZED):
            self._withdraw()
            self._owe_turn(now)
        elif state.turn:
            state.turn.ask_no_more()
        state.pauses[reason] = until
        state.held = None
        self._decide(Did.PAUSED, reason=reason.value, until=until)
        if state.phase is not Phase.ON_BREAK:
            self._settle(now)

    def _end_pause(self, reason: PauseReason, now: float) -> bool:
        """Whether there was such a pause to be ended."""
        state = self.state
        if reason not in state.pauses:
            return False
        del state.pauses[reason]
        self._decide(Did.RESUMED, reason=reason.value)
        if state.phase in (Phase.PAUSED, Phase.OFF_HOURS):
            self._settle(now)
        return True

    def _owe_turn(self, now: float) -> None:
        """What was on the screen or snoozed falls due as soon as counting goes on, and keeps its snoozes."""
        turn = self._turn()
        turn.shown_at = None
        turn.ask_no_more()
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
        """The phase that holds when no prompt, break or hold does."""
        phase = resting_phase(self.state, self.rules, now)
        self._enter(phase, self._turn().again_at if phase is Phase.SNOOZED else None)
        count(self.state, self.rules, now)

    def _enter(self, phase: Phase, until: float | None = None) -> None:
        self.state.phase, self.state.until = phase, until

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

    def _decide(self, did: Did, **facts: float | str | None) -> None:
        self._do(effects.Decision(did, {name: fact for name, fact in facts.items() if fact is not None}))
