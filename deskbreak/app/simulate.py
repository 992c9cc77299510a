"""Plays a scenario: what a person does at a desk, told to deskbreak in virtual time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from deskbreak.app import happenings as happen
from deskbreak.app.played import summary
from deskbreak.app.scenario import Scenario
from deskbreak.app.scenario_values import length, time_of_day, zone
from deskbreak.app.virtual import FOREVER, VirtualProgram
from deskbreak.core import events
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.calendar import next_time, tomorrow
from deskbreak.core.events import Event
from deskbreak.core.quiet import same_name
from deskbreak.settings.meaning import hours, profile, rules

ANSWERS: dict[str, Event] = {
    "start": events.StartChosen(),
    "done": events.DoneChosen(),
    "skip": events.SkipChosen(),
}


class Play:
    """A scenario as it is played, once."""

    def __init__(self, scenario: Scenario) -> None:
        settings = scenario.settings
        self._scenario = scenario
        self._program = VirtualProgram(
            rules(settings), hours(settings), profile(settings), scenario.local, scenario.start
        )

    def lines(self) -> Iterator[dict[str, Any]]:
        """What deskbreak does, a line each, in order of time."""
        program = self._program
        desk = _Desk(program, self._scenario.settings.presence.films, self._ignored())
        program.look_around(desk.seen())
        happenings = deque(self._scenario.happenings)
        while True:
            yield from program.lines
            program.lines.clear()
            happening = happenings[0][0] if happenings else FOREVER
            by_itself = min(program.next_moment, desk.typing_pauses_at)
            program.now = min(happening, by_itself)
            if program.now > self._scenario.end:
                return
            if happening <= by_itself:
                desk.live(happenings.popleft()[1])
            elif desk.typing_pauses_at <= by_itself:
                program.tell(events.TypingPaused())
            else:
                program.pass_moment()

    def _ignored(self) -> set[str]:
        return set(map(same_name, self._scenario.settings.quiet.ignored))

    def summary(self) -> Iterator[str]:
        """How the days that were played went, and their weeks."""
        breaks = self._program.breaks
        return summary(breaks.memory, breaks.advice.library, breaks.profile)


@dataclass(slots=True)
class _Desk:
    """What there is to see of the person, whether or not deskbreak runs and looks."""

    program: VirtualProgram
    heeds_films: bool
    ignored: set[str]
    """The programs that never hold a reminder back."""
    is_seen: bool = True
    """Whether something tells input from stillness."""
    still_since: float | None = None
    locked: bool = False
    typing: bool = False
    typed_until: float = 0.0
    film: bool = False
    quiet: dict[str, str] = field(default_factory=dict)

    def seen(self) -> list[Event]:
        """What a program that begins to look is told."""
        told: list[Event] = [events.PresenceFound(self.is_seen)]
        told += [events.QuietBegan(signal, by) for signal, by in self.quiet.items() if self._is_heeded(by)]
        told += [events.FilmBegan()] * (self.film and self.heeds_films)
        told += [events.StillnessBegan(self.program.now)] * (self.is_seen and self.still_since is not None)
        return told + [events.Locked()] * self.locked

    @property
    def typing_pauses_at(self) -> float:
        """When a pause in typing that is waited for has come: at once, unless they type on or have only just left."""
        if self.program.awaited is None or self.typing or not self.program.hears:
            return FOREVER
        stopped = max(self.typed_until, self.still_since or 0.0)
        return max(self.program.now, stopped + self.program.awaited) if stopped else self.program.now

    def live(self, happening: happen.Happens) -> None:
        """Let the person live through this now."""
        program = self.program
        match happening:
            case happen.Leave():
                self.still_since, self.typing = program.now, False
                self._show(events.StillnessBegan(program.now))
            case happen.Back() | happen.Type():
                self.still_since, self.typing = None, isinstance(happening, happen.Type)
                self._show(events.InputCame())
            case happen.TypeEnd():
                self.typing, self.typed_until = False, program.now
            case happen.Unseen() | happen.Seen():
                self._be_seen(isinstance(happening, happen.Seen))
            case happen.Lock():
                self.locked, self.typing = True, False
                program.tell(events.Locked())
            case happen.Unlock():
                self.locked, self.still_since = False, None
                program.tell(events.Unlocked())
            case happen.Quiet(signal, by):
                self.quiet[signal] = by
                if self._is_heeded(by):
                    program.tell(events.QuietBegan(signal, by))
            case happen.QuietEnd(signal):
                self.quiet.pop(signal, None)
                program.tell(events.QuietEnded(signal))
            case happen.Ignore(by):
                self._ignore(same_name(by))
            case happen.Media() | happen.MediaEnd():
                self.film = isinstance(happening, happen.Media)
                if self.heeds_films:
                    program.tell(events.FilmBegan() if self.film else events.FilmEnded())
            case happen.Guide():
                program.tell(self._ended(happening))
            case happen.Suspend():
                program.sleep()
            case happen.Resume():
                program.wake()
            case happen.Clock(by):
                program.set_clock(length(by))
            case happen.Zone(to):
                program.set_zone(zone(to))
            case happen.Kill():
                program.be_killed()
            case happen.Run():
                program.start_again(self.seen())
            case happen.Another() | happen.TooMuch() | happen.Choose() | happen.Walk() | happen.CheckIn():
                self.still_since = None
                program.wish(happening)
            case _:
                self.still_since = None
                program.tell(self._chosen(happening))

    def _show(self, event: Event) -> None:
        """What can be seen only where something sees it."""
        if self.is_seen:
            self.program.tell(event)

    def _be_seen(self, seen: bool) -> None:
        """As the lookout has it: whoever is still is here while nobody sees them, and still anew for who sees them."""
        if seen is self.is_seen:
            return
        self.is_seen = seen
        self.program.tell(events.PresenceFound(seen))
        if self.still_since is not None:
            self.program.tell(events.StillnessBegan(self.program.now) if seen else events.InputCame())

    def _is_heeded(self, by: str) -> bool:
        return same_name(by) not in self.ignored

    def _ignore(self, name: str) -> None:
        self.ignored.add(name)
        for signal, by in self.quiet.items():
            if same_name(by) == name:
                self.program.tell(events.QuietIgnored(signal))

    def _chosen(self, choice: happen.Choice) -> Event:
        match choice:
            case happen.Answer("snooze", minutes):
                return events.SnoozeChosen(None if minutes is None else minutes * 60)
            case happen.Answer(value):
                return ANSWERS[value]
            case happen.Now():
                return events.StartChosen()
            case happen.Pause(None, str(until)):
                return events.PauseChosen(self._time_of_day(until), by_clock=True)
            case happen.Pause(None, None):
                return events.PauseChosen()
            case happen.Pause(str(text)):
                return events.PauseChosen(self.program.wall() + length(text))
            case happen.Unpause():
                return events.ResumeChosen()
            case happen.Meeting(text):
                return events.MeetingChosen(length(text))
            case happen.Stand():
                return events.StandingChosen()
            case happen.Sit():
                return events.SittingChosen()
            case _:
                raise AssertionError(choice)

    def _time_of_day(self, text: str) -> float:
        program = self.program
        if text == "tomorrow":
            return tomorrow(program.local, program.wall(), program.hours)
        return next_time(program.local, program.wall(), time_of_day(text))

    def _ended(self, guide: happen.Guide) -> Event:
        outcome, program = Outcome(guide.outcome), self.program
        moved = program.breaks.all_of_it(outcome, program.break_length) if guide.seconds is None else guide.seconds
        return events.GuideEnded(outcome, Movements(both=moved))
