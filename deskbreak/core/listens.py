"""What each phase hears. A person's choice that is not heard is refused; anything else is dropped."""

from __future__ import annotations

from deskbreak.core import events
from deskbreak.core.effects import Refusal
from deskbreak.core.events import Event
from deskbreak.core.state import Phase

FACTS: frozenset[type[Event]] = frozenset(
    {
        events.DeadlinePassed, events.Slept, events.StartedAgain, events.RulesChanged, events.PresenceFound,
        events.StillnessBegan, events.InputCame, events.TypingPaused, events.Locked, events.Unlocked,
        events.FilmBegan, events.FilmEnded, events.QuietBegan, events.QuietEnded, events.QuietIgnored,
        events.HoursEnded, events.HoursBegan, events.DayTurned, events.ClockChanged, events.PauseEnded,
    }
)  # fmt: skip
EVERYWHERE = FACTS | {
    events.PauseChosen, events.MeetingChosen, events.ResumeChosen, events.StandingChosen, events.SittingChosen,
    events.DoneChosen,
}  # fmt: skip
ANSWERS: frozenset[type[Event]] = frozenset({events.StartChosen, events.SnoozeChosen, events.SkipChosen})
LISTENS: dict[Phase, frozenset[type[Event]]] = {
    Phase.WORKING: EVERYWHERE | ANSWERS,
    Phase.AWAY: EVERYWHERE | ANSWERS,
    Phase.DEFERRED: EVERYWHERE | ANSWERS,
    Phase.PROMPTED: EVERYWHERE | ANSWERS | {events.PutAway},
    Phase.SNOOZED: EVERYWHERE | ANSWERS,
    Phase.ON_BREAK: EVERYWHERE | {events.SkipChosen, events.GuideEnded},
    Phase.PAUSED: EVERYWHERE | {events.StartChosen},
    Phase.OFF_HOURS: EVERYWHERE | {events.StartChosen},
    Phase.STANDING: EVERYWHERE | {events.StartChosen},
}
UNHEARD: dict[Phase, Refusal] = {
    Phase.ON_BREAK: Refusal.ON_BREAK,
    Phase.PAUSED: Refusal.PAUSED,
    Phase.OFF_HOURS: Refusal.OFF_HOURS,
    Phase.STANDING: Refusal.STANDING,
}
