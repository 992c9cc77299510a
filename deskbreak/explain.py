"""Decisions in plain words: what deskbreak did or did not do, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from deskbreak.core.breaks import Outcome
from deskbreak.core.calendar import Local
from deskbreak.core.effects import Decision, Did
from deskbreak.words import _, clock_time, held_then, holds_now, holds_since, marked, span, stretch


@dataclass(frozen=True, slots=True)
class Told:
    """A decision, made at `wall` (seconds since the epoch) in this time zone."""

    decision: Decision
    wall: float
    local: Local

    @property
    def sentence(self) -> str:
        """What was decided and why, in one sentence or two."""
        return _SENTENCES[self.decision.did](self)

    def has(self, fact: str) -> bool:
        return fact in self.decision.facts

    def text(self, fact: str) -> str:
        return str(self.decision.facts.get(fact, ""))

    def number(self, fact: str) -> float:
        return float(self.decision.facts.get(fact, 0.0))

    def span(self, fact: str) -> str:
        """A fact that is a length of time."""
        return span(self.number(fact))

    def clock(self, fact: str) -> str:
        """A fact that is a moment (see `Decision`), as the clock on the wall showed it."""
        if fact == "until":
            return self._shown(self.number(fact))
        return self._shown(self.wall + self.number(fact) * (-1 if fact.endswith("_ago") else 1))

    @property
    def shown(self) -> datetime:
        """When it was decided, as the clock on the wall showed it."""
        return self._rounded(self.wall)

    @property
    def at(self) -> str:
        """The same, to the second unless that is nought."""
        return f"{self.shown:%H:%M:%S}" if self.shown.second else f"{self.shown:%H:%M}"

    def _shown(self, wall: float) -> str:
        return clock_time(self._rounded(wall), self.local(self.wall))

    def _rounded(self, wall: float) -> datetime:
        return self.local(float(round(wall)))


def _prompted(told: Told) -> str:
    if told.has("due_ago"):
        return _held_and_asked(told)
    if told.text("asking") == "snoozed":
        return _("You had put it off, so I asked again: you had sat for {sat}.").format(sat=told.span("sat"))
    return _("I suggested a break: you had sat for {sat}.").format(sat=told.span("sat"))


def _held_and_asked(told: Told) -> str:
    if not told.has("ended_ago"):
        said = _("I did not remind you at {due} because {why}; I asked all the same at {at}: you had sat for {sat}.")
    elif told.has("was_shown"):
        said = _("I took the reminder away at {due} because {why}; I asked again at {at}: you had sat for {sat}.")
    else:
        said = _("I did not remind you at {due} because {why}; I asked at {at}: you had sat for {sat}.")
    return said.format(due=told.clock("due_ago"), why=_why_held(told), at=told.at, sat=told.span("sat"))


def _why_held(told: Told) -> str:
    """What held a prompt, from when to when; of several the first and the last."""
    signal, by, began = told.text("signal"), told.text("by"), told.clock("began_ago")
    ended = told.clock("ended_ago") if told.has("ended_ago") else None
    if ended is None or not told.has("last_signal"):
        return held_then(signal, by, stretch(began, ended))
    first = held_then(signal, by, stretch(began, None))
    last = held_then(told.text("last_signal"), told.text("last_by"), stretch(None, ended))
    return _("{why} and {last}").format(why=first, last=last)


_TAKEN_AWAY = {
    ("locked", True): marked("The screen was locked, so I took the reminder away; I ask once more at {time}."),
    ("locked", False): marked(
        "The screen was locked, so I took the reminder away; from now on only the icon says that a break waits."
    ),
    ("", True): marked("Nobody answered, so I took the reminder away; I ask once more at {time}."),
    ("", False): marked(
        "Nobody answered, so I took the reminder away; from now on only the icon says that a break waits."
    ),
}
"""By what took it away, and whether it comes once more."""


def _unanswered(told: Told) -> str:
    if told.text("because") == "left":
        return _("You left keyboard and mouse, so I took the reminder away; it is not repeated.")
    if told.text("because") == "rose":
        return _("You left keyboard and mouse, so the reminder is not repeated.")
    locked = "locked" if told.text("because") == "locked" else ""
    return _(_TAKEN_AWAY[locked, told.has("again_in")]).format(time=told.clock("again_in"))


def _away(told: Told) -> str:
    match told.text("because"):
        case "locked":
            return _("The screen was locked, so I stopped counting.")
        case "asleep":
            return _("The machine slept from {since} to {at}; that time is not counted.").format(
                since=told.clock("since_ago"), at=told.at
            )
        case "gone":
            return _("I was not running from {since} to {at}; that time is not counted.").format(
                since=told.clock("since_ago"), at=told.at
            )
        case _:
            return _("You have not touched anything for a while, so I stopped counting at {since}.").format(
                since=told.clock("since_ago")
            )


def _slept(told: Told) -> str:
    sentence = (
        _("I was not running for {time}; that time is not counted.")
        if told.text("because") == "gone"
        else _("The machine slept for {time}; that time is not counted.")
    )
    return sentence.format(time=told.span("seconds"))


def _deferred(told: Told) -> str:
    signal, by, began = told.text("signal"), told.text("by"), told.clock("began_ago")
    why = holds_since(signal, by, began)
    if told.has("ended_ago"):
        why = held_then(signal, by, stretch(began, told.clock("ended_ago")))
    if told.has("was_shown"):
        return _("I took the reminder away and hold it back: {why}.").format(why=why)
    return _("I hold the reminder of {due} back: {why}.").format(due=told.clock("due_ago"), why=why)


def _paused(told: Told) -> str:
    if told.text("reason") == "hours":
        return (
            _("Your working hours are over until {until}.").format(until=told.clock("until"))
            if told.has("until")
            else _("It is outside your working hours.")
        )
    if told.has("until"):
        return _("You paused reminders until {until}.").format(until=told.clock("until"))
    return _("You paused reminders until you resume.")


def _resumed(told: Told) -> str:
    return {
        ("user", "choice"): _("You resumed reminders."),
        ("user", "clock"): _("The pause is over."),
        ("hours", "choice"): _("You want to be reminded outside your working hours too."),
        ("hours", "clock"): _("Your working hours have begun."),
    }[told.text("reason"), told.text("by")]


def ending(outcome: Outcome, sat: float) -> str:
    """How a break ended, after so many seconds of sitting."""
    return {
        Outcome.TAKEN: _("You took a break: you had sat for {sat}."),
        Outcome.PARTLY: _("You did a part of the break: you had sat for {sat}."),
        Outcome.NATURAL: _("You were away for a while: that counts as a break. You had sat for {sat}."),
        Outcome.SKIPPED: _("You skipped the break: you had sat for {sat}."),
        Outcome.MISSED: _("The break went by without an answer: you have sat for {sat}."),
    }[outcome].format(sat=span(sat))


def _ended(told: Told) -> str:
    return ending(Outcome(told.decision.did.value), told.number("sat"))


_SENTENCES: dict[Did, Callable[[Told], str]] = {
    Did.PROMPTED: _prompted,
    Did.REPEATED: lambda told: _("Nobody had answered, so I asked once more: you had sat for {sat}.").format(
        sat=told.span("sat")
    ),
    Did.UNANSWERED: _unanswered,
    Did.PUT_AWAY: lambda _told: _("You closed the reminder; from now on only the icon says that a break waits."),
    Did.SNOOZED: lambda told: _("You put the break off by {time}; I ask again at {then}.").format(
        time=told.span("again_in"), then=told.clock("again_in")
    ),
    Did.DELAYED: lambda told: _("You put the next break off by {time}.").format(time=told.span("seconds")),
    Did.BEGAN: lambda told: _("You began a break: you had sat for {sat}.").format(sat=told.span("sat")),
    Did.TAKEN: _ended,
    Did.PARTLY: _ended,
    Did.BROKEN_OFF: lambda told: (
        _("I ended in the middle of the break, so nothing of it is counted.")
        if told.text("because") == "gone"
        else _("The break ended before there was much of it; nothing is counted.")
    ),
    Did.SKIPPED: _ended,
    Did.MISSED: _ended,
    Did.NATURAL: lambda told: _("You have been away since {since}: that is a break by itself.").format(
        since=told.clock("since_ago")
    ),
    Did.SLEPT: _slept,
    Did.AWAY: _away,
    Did.BACK: lambda told: _("You came back after {time}.").format(time=told.span("since_ago")),
    Did.DEFERRED: _deferred,
    Did.HELD_LONG: lambda told: _(
        "A reminder has been held back since {due}: {why}. The tray offers a way out."
    ).format(due=told.clock("due_ago"), why=holds_now(told.text("signal"), told.text("by"))),
    Did.OVERRIDDEN: lambda _told: _("You want to be reminded all the same."),
    Did.MEETING: lambda told: _("You are in a meeting until {until}: I go on counting and hold reminders back.").format(
        until=told.clock("until_in")
    ),
    Did.MEETING_OVER: lambda _told: _("The meeting is over."),
    Did.WAITED: lambda told: _("A reminder is due; I wait until {until}, as you have only just sat down.").format(
        until=told.clock("until_in")
    ),
    Did.TYPING: lambda told: _("You are typing: I wait for a pause, until {until} at most.").format(
        until=told.clock("until_in")
    ),
    Did.CAPPED: lambda told: _(
        "I did not remind you: that would be more than the {n} a day that your settings allow."
    ).format(n=round(told.number("prompts"))),
    Did.STANDING: lambda _told: _("You are standing: nothing is counted."),
    Did.SITTING: lambda _told: _("You are sitting again: I go on counting."),
    Did.STILL_STANDING: lambda told: _("You had been standing for {time}, so I asked whether you still are.").format(
        time=told.span("since_ago")
    ),
    Did.PAUSED: _paused,
    Did.STILL_PAUSED: lambda told: _("Paused since {since}, so I asked whether that is still meant.").format(
        since=told.clock("since_ago")
    ),
    Did.RESUMED: _resumed,
}
