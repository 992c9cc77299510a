"""Writes docs/transitions.md: `python -m tests.core.transitions > docs/transitions.md`.

The table is found, not written down: every event is told to an engine in every phase.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import get_args

from deskbreak.core import events
from deskbreak.core.breaks import Movements, Outcome, Rules
from deskbreak.core.listens import LISTENS
from deskbreak.core.state import Phase
from tests.desk import Desk, words

IN_PHASE: dict[Phase, Callable[[], Desk]] = {
    Phase.WORKING: lambda: Desk().works(20),
    Phase.AWAY: lambda: Desk().works(20).leaves(4),
    Phase.DEFERRED: lambda: Desk().call(on=True).works(31),
    Phase.PROMPTED: lambda: Desk().works(30),
    Phase.SNOOZED: lambda: Desk().works(30).snoozes(),
    Phase.ON_BREAK: lambda: Desk().works(30).starts(),
    Phase.PAUSED: lambda: Desk().works(20).pauses(),
    Phase.OFF_HOURS: lambda: Desk().works(20).hours_end(),
    Phase.STANDING: lambda: Desk().day_turns("2026-03-02").works(20).stands(),
}
"""An ordinary way into each phase."""
EVENTS: list[events.Event] = [
    events.DeadlinePassed(),
    events.Slept(60),
    events.Slept(3600),
    events.StartedAgain(10),
    events.StartedAgain(3600),
    events.PresenceFound(True),
    events.StillnessBegan(0.0),
    events.InputCame(),
    events.TypingPaused(),
    events.Locked(),
    events.Unlocked(),
    events.FilmBegan(),
    events.FilmEnded(),
    events.QuietBegan("microphone", "Firefox"),
    events.QuietEnded("microphone"),
    events.QuietIgnored("microphone"),
    events.HoursEnded(),
    events.HoursBegan(),
    events.DayTurned("2026-03-03"),
    events.ClockChanged(step=3600),
    events.RulesChanged(Rules()),
    events.PauseEnded(),
    events.PutAway(),
    events.GuideEnded(Outcome.TAKEN, Movements(both=40)),
    events.GuideEnded(None),
    events.StartChosen(),
    events.DoneChosen(),
    events.SnoozeChosen(),
    events.SkipChosen(),
    events.PauseChosen(),
    events.MeetingChosen(3600),
    events.ResumeChosen(),
    events.StandingChosen(),
    events.SittingChosen(),
]
HEAD = """\
# What each event does in each phase

Found by telling every event to an engine in every phase (`python -m tests.core.transitions`). An ordinary way leads
into each phase: twenty minutes of work, or a prompt after thirty. What a phase does not listen to is left out.
"""


def table() -> str:
    """The text of docs/transitions.md."""
    return HEAD + "".join(section(phase) for phase in Phase)


def section(phase: Phase) -> str:
    rows = [row(phase, event) for event in EVENTS if type(event) in LISTENS[phase]]
    return f"\n## {phase}\n\n| event | then | effects |\n|---|---|---|\n" + "".join(rows)


def row(phase: Phase, event: events.Event) -> str:
    desk = IN_PHASE[phase]()
    assert desk.phase is phase
    if isinstance(event, events.StillnessBegan):
        event = events.StillnessBegan(desk.now)
    if isinstance(event, events.Slept | events.StartedAgain):
        desk.now += event.seconds if isinstance(event, events.Slept) else event.gap
    effects = [words(effect) for effect in desk.engine.handle(event, desk.now)]
    then = desk.engine.state.phase
    return f"| {name(event)} | {'' if then is phase else then} | {'; '.join(effects)} |\n"


def name(event: events.Event) -> str:
    match event:
        case events.Slept(seconds) | events.StartedAgain(seconds):
            return f"{type(event).__name__} {seconds:.0f} s"
        case events.GuideEnded(outcome):
            return f"GuideEnded {outcome or 'early'}"
        case _:
            return type(event).__name__


assert {type(event) for event in EVENTS} == set(get_args(events.Event))

if __name__ == "__main__":
    sys.stdout.write(table())
