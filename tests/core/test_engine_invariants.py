"""What holds for the engine whatever happens to it, tried with random days."""

from __future__ import annotations

import copy

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core import effects, events
from deskbreak.core.breaks import BreakPlan, Movements, Outcome, Rules
from deskbreak.core.conclusions import what_holds
from deskbreak.core.engine import Engine
from deskbreak.core.state import Phase, State

MINUTE = 60.0
STAND_UP = BreakPlan("stand-up", every=30 * MINUTE, length=60)
EYES = BreakPlan("eyes", every=20 * MINUTE, length=20)

PLANS = st.sampled_from([(STAND_UP,), (STAND_UP, EYES), (EYES,), (BreakPlan("stand-up", 5 * MINUTE, 30),)])
STILL = "still"
"""Stands for stillness that began three minutes ago or less, whenever that is."""
EVENTS: st.SearchStrategy[events.Event | str] = st.one_of(
    st.just(events.DeadlinePassed()),
    st.builds(events.Slept, st.floats(0, 5000)),
    st.builds(events.StartedAgain, st.floats(0, 5000)),
    st.builds(events.RulesChanged, st.builds(Rules, PLANS)),
    st.just(events.StartChosen()),
    st.just(events.StartChosen()),
    st.just(events.DoneChosen()),
    st.builds(events.SnoozeChosen, st.none() | st.sampled_from([300.0, 1800.0])),
    st.just(events.SkipChosen()),
    st.builds(events.PauseChosen, st.none() | st.just(2e9), st.booleans()),
    st.just(events.ResumeChosen()),
    st.just(events.PauseEnded()),
    st.just(events.PutAway()),
    st.just(events.GuideEnded(Outcome.TAKEN, Movements(both=40))),
    st.just(events.GuideEnded(Outcome.PARTLY, Movements(left=20))),
    st.just(events.GuideEnded(None)),
    st.builds(events.PresenceFound, st.booleans()),
    st.just(STILL),
    st.just(events.InputCame()),
    st.just(events.TypingPaused()),
    st.just(events.Locked()),
    st.just(events.Unlocked()),
    st.just(events.FilmBegan()),
    st.just(events.FilmEnded()),
    st.builds(events.QuietBegan, st.sampled_from(["microphone", "do_not_disturb"])),
    st.builds(events.QuietEnded, st.sampled_from(["microphone", "do_not_disturb"])),
    st.builds(events.QuietIgnored, st.sampled_from(["microphone", "do_not_disturb"])),
    st.just(events.HoursEnded()),
    st.just(events.HoursBegan()),
    st.builds(events.DayTurned, st.sampled_from(["2026-03-02", "2026-03-03"])),
    st.builds(events.ClockChanged, st.sampled_from([-3600.0, 1e8]), st.sampled_from([0.0, 6 * 3600.0])),
    st.builds(events.MeetingChosen, st.sampled_from([60.0, 1800.0])),
    st.just(events.StandingChosen()),
    st.just(events.SittingChosen()),
)
STEPS = st.lists(st.tuples(st.sampled_from([0.0, 0.5, 10.0, 119.0, 300.0, 1500.0]), EVENTS), max_size=60)


Told = events.Event | str
WAITING = {Phase.PAUSED, Phase.OFF_HOURS, Phase.AWAY, Phase.STANDING, Phase.DEFERRED}
"""Phases that somebody or something else has to end."""


class Screen:
    """What the effects make of the screen, and whether they could."""

    def __init__(self) -> None:
        self.prompt = False
        self.guide = False

    def do(self, effect: effects.Effect) -> None:
        match effect:
            case effects.ShowPrompt():
                assert not self.guide, "a prompt over an open guide"
                self.prompt = True
            case effects.WithdrawPrompt():
                assert self.prompt, "withdrawn what was not shown"
                self.prompt = False
            case effects.OpenGuide():
                assert not self.guide
                assert not self.prompt
                self.guide = True
            case effects.CloseGuide():
                assert self.guide
                self.guide = False
            case effects.StopGuide() | effects.DelayGuide():
                assert self.guide
            case _:
                pass

    def happened(self, event: events.Event) -> None:
        """Some events say themselves that something left the screen."""
        if isinstance(event, events.PutAway):
            self.prompt = False
        if isinstance(event, events.GuideEnded):
            self.guide = False
        if isinstance(event, events.StartedAgain):
            self.prompt = self.guide = False


def apply(engine: Engine, screen: Screen, event: Told, now: float) -> list[effects.Effect]:
    """Tell an event the way the world does.

    Deadlines that passed meanwhile were told, unless nobody was awake to tell them, and nothing is put
    away or ended that is not there.
    """
    done = [] if isinstance(event, events.Slept | events.StartedAgain) else pass_deadlines(engine, screen, now)
    if isinstance(event, str):
        event = events.StillnessBegan(now - 5)
    if isinstance(event, events.PutAway) and not screen.prompt:
        event = events.DeadlinePassed()
    if isinstance(event, events.GuideEnded) and not screen.guide:
        event = events.DeadlinePassed()
    screen.happened(event)
    return done + tell(engine, screen, event, now)


def pass_deadlines(engine: Engine, screen: Screen, now: float) -> list[effects.Effect]:
    """Every deadline before this moment, each at its own."""
    done = []
    while engine.deadline is not None and engine.deadline < now:
        done += tell(engine, screen, events.DeadlinePassed(), engine.deadline)
    return done


def tell(engine: Engine, screen: Screen, event: events.Event, now: float) -> list[effects.Effect]:
    done = engine.handle(event, now)
    for effect in done:
        screen.do(effect)
    return done


def check(engine: Engine, screen: Screen, now: float) -> None:
    state, view = engine.state, engine.view(now)
    assert screen.prompt == (state.phase is Phase.PROMPTED)
    assert screen.guide == (state.phase is Phase.ON_BREAK)
    assert view.sat(now) >= 0
    due_in = view.due_in(now)
    assert due_in is None or due_in >= 0
    assert engine.deadline is not None or state.phase in WAITING
    assert engine.deadline is None or engine.deadline > now
    assert (state.phase in (Phase.PAUSED, Phase.OFF_HOURS)) <= bool(state.pauses)
    assert (state.phase is Phase.DEFERRED) <= (what_holds(state, engine.rules, now) is not None)
    assert view.snoozes <= engine.rules.snooze_limit


@given(STEPS, PLANS)
def test_invariants(steps: list[tuple[float, Told]], plans: tuple[BreakPlan, ...]) -> None:
    now, screen = 0.0, Screen()
    engine = Engine(Rules(plans), now)
    for wait, event in steps:
        now += wait
        apply(engine, screen, event, now)
        check(engine, screen, now)


@given(STEPS, PLANS)
def test_liveness(steps: list[tuple[float, Told]], plans: tuple[BreakPlan, ...]) -> None:
    """After anything at all, resumed, an interval (and what a prompt may be put off by) leads to a prompt."""
    now, screen = 0.0, Screen()
    engine = Engine(Rules(plans), now)
    for wait, event in steps:
        now += wait
        apply(engine, screen, event, now)
    if screen.guide:
        apply(engine, screen, events.GuideEnded(None), now)
    for ending in (
        events.ResumeChosen(), events.HoursBegan(), events.SittingChosen(), events.Unlocked(), events.InputCame(),
        events.QuietEnded("microphone"), events.QuietEnded("do_not_disturb"), events.ResumeChosen(),
        events.DayTurned("2026-03-04"),
    ):  # fmt: skip
        apply(engine, screen, ending, now)
    longest = max(plan.every for plan in engine.rules.plans)
    # Two snoozes of half an hour each and one skipped break may lie before it.
    end = now + 2 * longest + 2 * 1800 + engine.rules.answer_within + engine.rules.first_after
    while now <= end:
        if engine.state.phase is Phase.PROMPTED:
            return
        assert engine.deadline is not None
        now = max(now, engine.deadline)
        apply(engine, screen, events.DeadlinePassed(), now)
    raise AssertionError("no prompt")


@given(STEPS, PLANS)
def test_saving_and_restoring_at_any_moment_changes_nothing(
    steps: list[tuple[float, Told]], plans: tuple[BreakPlan, ...]
) -> None:
    now = 0.0
    lasting, restored = Engine(Rules(plans), now), Engine(Rules(plans), now)
    screen, other_screen = Screen(), Screen()
    for wait, event in steps:
        plain = msgspec.json.decode(msgspec.json.encode(restored.state))
        restored = Engine(restored.rules, now, msgspec.convert(plain, State))
        now += wait
        assert apply(lasting, screen, event, now) == apply(restored, other_screen, copy.copy(event), now)
        assert lasting.state == restored.state
        assert lasting.deadline == restored.deadline


@given(STEPS)
def test_records_add_up(steps: list[tuple[float, Told]]) -> None:
    """A break ends in one record and is over then; a break that was asked for never ends without one."""
    now, screen = 0.0, Screen()
    engine = Engine(Rules(), now)
    for wait, event in steps:
        now += wait
        if not isinstance(event, events.Slept | events.StartedAgain):
            pass_deadlines(engine, screen, now)
        before = copy.deepcopy(engine.state.turn)
        done = apply(engine, screen, event, now)
        records = [effect.record for effect in done if isinstance(effect, effects.Write)]
        asked = any(isinstance(effect, effects.ShowPrompt) for effect in done)
        ended = [record for record in records if record.outcome is not Outcome.NATURAL]
        assert len({record.plan for record in ended}) == len(ended)
        if ended:
            assert engine.state.turn is None or asked
            assert ended[0].snoozes == (before.snoozes if before else 0)
        elif before and before.shown:
            rested = any(record.outcome is Outcome.NATURAL for record in records)
            let_go = (
                rested
                or isinstance(event, events.RulesChanged)
                or engine.state.absence is not None
                or _slept_long(event)
            )
            assert engine.state.turn is not None or let_go


def _slept_long(event: Told) -> bool:
    """Away for a night after hardly any sitting: credited, but nothing worth a record."""
    return isinstance(event, events.Slept | events.StartedAgain)


@given(STEPS)
def test_order_of_the_same_moment_is_fixed(steps: list[tuple[float, Told]]) -> None:
    """An event at the very moment of the deadline is handled first; the deadline then holds or is moot."""
    now, screen = 0.0, Screen()
    engine = Engine(Rules(), now)
    for _wait, event in steps:
        if engine.deadline is not None:
            now = max(now, engine.deadline)
        apply(engine, screen, event, now)
        apply(engine, screen, events.DeadlinePassed(), now)
        check(engine, screen, now)
