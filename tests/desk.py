"""A small language for time at a desk: what the person does, and what deskbreak does about it.

    desk = Desk()
    desk.works(30)
    desk.expect("30:00 prompt due, sat 30 min")

Time is virtual: `works` jumps from deadline to deadline. Each expectation reads the log since the last.
"""

from __future__ import annotations

from deskbreak.core import effects, events
from deskbreak.core.breaks import BreakPlan, Movements, Outcome, Rules
from deskbreak.core.engine import Engine
from deskbreak.core.state import Phase
from deskbreak.core.view import View

MINUTE = 60.0
MOST_DEADLINES = 10_000
"""More than this in one stretch of work means that the engine's deadline does not move on."""


class Desk:
    """An engine, a clock, and a log of what was done: lines of "minutes:seconds words"."""

    def __init__(self, rules: Rules | None = None, start: float = 1000.0) -> None:
        self.start = self.now = start
        self.engine = Engine(rules or Rules(), start)
        self.log: list[str] = []
        self.decisions: list[effects.Decision] = []
        self.decided_at: list[float] = []
        self.records: list[effects.Write] = []
        self.prompts: list[effects.ShowPrompt] = []

    # -- what the person does -----------------------------------------------

    def works(self, minutes: float) -> Desk:
        """Sits and works so long; every deadline on the way is told."""
        end = self.now + minutes * MINUTE
        for _ in range(MOST_DEADLINES):
            deadline = self.engine.deadline
            if deadline is None or deadline > end:
                self.now = end
                return self
            self.now = max(self.now, deadline)
            self.tell(events.DeadlinePassed())
        raise AssertionError(f"the deadline stays at {self.engine.deadline}")

    def starts(self) -> Desk:
        return self.tell(events.StartChosen())

    def calls_break(self) -> Desk:
        return self.tell(events.StartChosen())

    def did_it(self) -> Desk:
        return self.tell(events.DoneChosen())

    def snoozes(self, minutes: float | None = None) -> Desk:
        return self.tell(events.SnoozeChosen(None if minutes is None else minutes * MINUTE))

    def skips(self) -> Desk:
        return self.tell(events.SkipChosen())

    def pauses(self, until: float | None = None) -> Desk:
        return self.tell(events.PauseChosen(until))

    def resumes(self) -> Desk:
        return self.tell(events.ResumeChosen())

    def puts_it_away(self) -> Desk:
        return self.tell(events.PutAway())

    def finishes(self, seconds: float = 40) -> Desk:
        """Does the guided movement to its end."""
        return self.tell(events.GuideEnded(Outcome.TAKEN, Movements(both=seconds)))

    def breaks_off(self, seconds: float) -> Desk:
        """Closes the guide early."""
        outcome = Outcome.PARTLY if seconds >= 5 else None
        return self.tell(events.GuideEnded(outcome, Movements(both=seconds)))

    def closes_the_lid(self, minutes: float) -> Desk:
        """The machine sleeps so long; nothing is told until it wakes."""
        self.now += minutes * MINUTE
        return self.tell(events.Slept(minutes * MINUTE))

    # -- what can be seen of the person --------------------------------------

    def is_seen(self) -> Desk:
        """There is something that tells input from stillness."""
        return self.tell(events.PresenceFound(True))

    def leaves(self, minutes: float) -> Desk:
        """No input for so long; nobody locks the screen."""
        self.tell(events.StillnessBegan(self.now))
        return self.works(minutes)

    def returns(self) -> Desk:
        """Touches the mouse."""
        return self.tell(events.InputCame())

    def locks(self, minutes: float) -> Desk:
        """Locks the screen, and is gone for so long."""
        self.tell(events.Locked())
        return self.works(minutes)

    def unlocks(self) -> Desk:
        return self.tell(events.Unlocked())

    def film(self, on: bool) -> Desk:
        return self.tell(events.FilmBegan() if on else events.FilmEnded())

    def call(self, on: bool) -> Desk:
        """Is in a call: something has the microphone."""
        if on:
            return self.tell(events.QuietBegan("microphone", "Firefox"))
        return self.tell(events.QuietEnded("microphone"))

    def do_not_disturb(self, on: bool) -> Desk:
        return self.tell(events.QuietBegan("do_not_disturb") if on else events.QuietEnded("do_not_disturb"))

    def meets(self, minutes: float) -> Desk:
        """Says that a meeting begins."""
        return self.tell(events.MeetingChosen(minutes * MINUTE))

    def day_turns(self, day: str = "2026-03-03") -> Desk:
        return self.tell(events.DayTurned(day))

    def stands(self) -> Desk:
        return self.tell(events.StandingChosen())

    def sits(self) -> Desk:
        return self.tell(events.SittingChosen())

    def hours_end(self, until: float | None = None) -> Desk:
        return self.tell(events.HoursEnded(until))

    def hours_begin(self) -> Desk:
        return self.tell(events.HoursBegan())

    def sets(self, *plans: BreakPlan) -> Desk:
        """Changes the settings."""
        return self.tell(events.RulesChanged(Rules(plans=plans)))

    def tell(self, event: events.Event) -> Desk:
        for effect in self.engine.handle(event, self.now):
            self._note(effect)
        return self

    # -- what deskbreak does ------------------------------------------------

    @property
    def phase(self) -> Phase:
        return self.engine.state.phase

    def is_in(self, phase: Phase) -> bool:
        return self.phase is phase

    @property
    def view(self) -> View:
        return self.engine.view(self.now)

    @property
    def sat(self) -> float:
        """Minutes sat since the last real break."""
        return self.view.sat(self.now) / MINUTE

    @property
    def due_in(self) -> float | None:
        """Minutes until the next prompt."""
        seconds = self.view.due_in(self.now)
        return None if seconds is None else seconds / MINUTE

    def expect(self, *lines: str) -> Desk:
        """These lines, and no others, since the last expectation."""
        assert self.log == list(lines), "\n".join(["", *self.log])
        self.log.clear()
        return self

    def _note(self, effect: effects.Effect) -> None:
        if isinstance(effect, effects.Decision):
            self.decisions.append(effect)
            self.decided_at.append(self.now)
            return
        if isinstance(effect, effects.Write):
            self.records.append(effect)
        if isinstance(effect, effects.ShowPrompt):
            self.prompts.append(effect)
        seconds = round(self.now - self.start)
        self.log.append(f"{seconds // 60:02d}:{seconds % 60:02d} {words(effect)}")


def words(effect: effects.Effect) -> str:
    """An effect, as the log has it."""
    match effect:
        case effects.ShowPrompt(plans, asking, sat, can_snooze):
            more = "" if plans == ("stand-up",) else f" for {' and '.join(plans)}"
            return f"prompt {asking}{more}, sat {sat / MINUTE:.0f} min" + ("" if can_snooze else ", last time")
        case effects.WithdrawPrompt():
            return "withdraw"
        case effects.OpenGuide():
            return "guide"
        case effects.CloseGuide():
            return "close guide"
        case effects.StopGuide(ago):
            return f"stop guide {ago:.0f} s ago" if ago else "stop guide"
        case effects.DelayGuide(seconds):
            return f"delay guide {seconds:.0f} s"
        case effects.Write(record, ago):
            held = f", held {record.held / MINUTE:.0f} min by {record.held_by}" if record.held else ""
            moved = f", moved {record.moved.total:.0f} s" if record.moved.total else ""
            plan = "" if record.plan == "stand-up" else f" {record.plan}"
            long_ago = f", {ago / MINUTE:.0f} min ago" if ago else ""
            return f"record {record.outcome}{plan}, sat {record.sat / MINUTE:.0f} min{moved}{held}{long_ago}"
        case effects.Refuse(why):
            return f"refuse {why}"
        case effects.AwaitTypingPause(seconds):
            return f"await typing pause of {seconds:.0f} s"
        case effects.AskStanding():
            return "still standing?"
        case effects.AskPaused():
            return "still paused?"
        case effects.Decision(did):
            return f"decide {did}"
