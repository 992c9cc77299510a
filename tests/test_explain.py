"""What is decided, as a user reads it. Each decision comes from an engine, with the facts that it really has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deskbreak.core import events
from deskbreak.core.breaks import Outcome, Rules
from deskbreak.core.effects import Did
from deskbreak.explain import Told, ending
from tests.desk import Desk
from tests.virtual import VirtualZone

START = datetime(2026, 3, 2, 10, tzinfo=UTC).timestamp()


def said(desk: Desk, did: Did) -> str:
    """The last such decision of a day at the desk that began at ten."""
    at, decision = [
        (at, decision) for at, decision in zip(desk.decided_at, desk.decisions, strict=True) if decision.did is did
    ][-1]
    return Told(decision, START + at - desk.start, VirtualZone().local).sentence


def test_the_answer_to_why() -> None:
    desk = Desk().works(12).call(on=True).works(36).call(on=False).works(0.5)
    assert said(desk, Did.PROMPTED) == (
        "I did not remind you at 10:30 because Firefox used the microphone from 10:12 to 10:48; I asked at 10:48:30: "
        "you had sat for 48 min."
    )


def test_a_reminder_that_a_call_took_away() -> None:
    desk = Desk().works(31).call(on=True).works(9).call(on=False).works(0.5)
    assert (
        said(desk, Did.DEFERRED)
        == "I took the reminder away and hold it back: Firefox has used the microphone since 10:31."
    )
    assert said(desk, Did.PROMPTED) == (
        "I took the reminder away at 10:31 because Firefox used the microphone from 10:31 to 10:40; "
        "I asked again at 10:40:30: you had sat for 40 min."
    )


PAST = 1_700_000_000.0
SAID: list[tuple[Desk, Did, str]] = [
    (Desk().works(30), Did.PROMPTED, "I suggested a break: you had sat for 30 min."),
    (Desk().works(30).snoozes(), Did.SNOOZED, "You put the break off by 5 min; I ask again at 10:35."),
    (Desk().works(10).snoozes(15), Did.DELAYED, "You put the next break off by 15 min."),
    (
        Desk().works(30).snoozes().works(5),
        Did.PROMPTED,
        "You had put it off, so I asked again: you had sat for 35 min.",
    ),
    (Desk().works(32), Did.UNANSWERED, "Nobody answered, so I took the reminder away; I ask once more at 10:42."),
    (Desk().works(42), Did.REPEATED, "Nobody had answered, so I asked once more: you had sat for 42 min."),
    (
        Desk().works(44),
        Did.UNANSWERED,
        "Nobody answered, so I took the reminder away; from now on only the icon says that a break waits.",
    ),
    (Desk().works(60), Did.MISSED, "The break went by without an answer: you have sat for 1 h."),
    (
        Desk().works(30).locks(0),
        Did.UNANSWERED,
        "The screen was locked, so I took the reminder away; I ask once more at 10:42.",
    ),
    (
        Desk().works(30).leaves(2),
        Did.UNANSWERED,
        "You left keyboard and mouse, so I took the reminder away; it is not repeated.",
    ),
    (
        Desk().works(30).puts_it_away(),
        Did.PUT_AWAY,
        "You closed the reminder; from now on only the icon says that a break waits.",
    ),
    (Desk().works(30).starts(), Did.BEGAN, "You began a break: you had sat for 30 min."),
    (Desk().works(30).starts().finishes(), Did.TAKEN, "You took a break: you had sat for 30 min."),
    (Desk().works(30).starts().breaks_off(40), Did.PARTLY, "You did a part of the break: you had sat for 30 min."),
    (
        Desk().works(30).starts().breaks_off(2),
        Did.BROKEN_OFF,
        "The break ended before there was much of it; nothing is counted.",
    ),
    (Desk().works(30).skips(), Did.SKIPPED, "You skipped the break: you had sat for 30 min."),
    (Desk().works(20).leaves(5), Did.NATURAL, "You have been away since 10:20: that is a break by itself."),
    (
        Desk().works(20).leaves(3),
        Did.AWAY,
        "You have not touched anything for a while, so I stopped counting at 10:23.",
    ),
    (Desk().works(20).leaves(5).returns(), Did.BACK, "You came back after 5 min."),
    (Desk().works(20).locks(0), Did.AWAY, "The screen was locked, so I stopped counting."),
    (
        Desk().works(20).closes_the_lid(20),
        Did.AWAY,
        "The machine slept from 10:20 to 10:40; that time is not counted.",
    ),
    (Desk().works(20).closes_the_lid(1), Did.SLEPT, "The machine slept for 1 min; that time is not counted."),
    (
        Desk().call(on=True).works(30),
        Did.DEFERRED,
        "I hold the reminder of 10:30 back: Firefox has used the microphone since 10:00.",
    ),
    (
        Desk().do_not_disturb(on=True).works(120),
        Did.HELD_LONG,
        "A reminder has been held back since 10:30: do not disturb is on. The tray offers a way out.",
    ),
    (Desk().call(on=True).works(40).resumes(), Did.OVERRIDDEN, "You want to be reminded all the same."),
    (
        Desk().call(on=True).works(40).resumes(),
        Did.PROMPTED,
        "I did not remind you at 10:30 because Firefox used the microphone from 10:00 on; "
        "I asked all the same at 10:40: you had sat for 40 min.",
    ),
    (Desk().meets(60), Did.MEETING, "You are in a meeting until 11:00: I go on counting and hold reminders back."),
    (Desk().meets(60).works(60), Did.MEETING_OVER, "The meeting is over."),
    (
        Desk().works(27).leaves(4).returns().works(2),
        Did.WAITED,
        "A reminder is due; I wait until 10:36, as you have only just sat down.",
    ),
    (Desk().is_seen().works(30), Did.TYPING, "You are typing: I wait for a pause, until 10:32 at most."),
    (
        Desk(Rules(daily_cap=1)).works(30).skips().works(30),
        Did.CAPPED,
        "I did not remind you: that would be more than the 1 a day that your settings allow.",
    ),
    (Desk().stands(), Did.STANDING, "You are standing: nothing is counted."),
    (Desk().stands().sits(), Did.SITTING, "You are sitting again: I go on counting."),
    (Desk().stands().works(60), Did.STILL_STANDING, "You had been standing for 1 h, so I asked whether you still are."),
    (Desk().pauses(), Did.PAUSED, "You paused reminders until you resume."),
    (Desk().pauses(START + 5400), Did.PAUSED, "You paused reminders until 11:30."),
    (Desk().pauses(START + 86400), Did.PAUSED, "You paused reminders until Tue 10:00."),
    (Desk().hours_end(START + 86400), Did.PAUSED, "Your working hours are over until Tue 10:00."),
    (Desk().hours_end(), Did.PAUSED, "It is outside your working hours."),
    (Desk().pauses().resumes(), Did.RESUMED, "You resumed reminders."),
    (Desk().pauses(PAST).tell(events.PauseEnded()), Did.RESUMED, "The pause is over."),
    (Desk().hours_end().hours_begin(), Did.RESUMED, "Your working hours have begun."),
    (Desk().hours_end().resumes(), Did.RESUMED, "You want to be reminded outside your working hours too."),
    (
        Desk().day_turns("2026-03-02").pauses().works(300).day_turns(),
        Did.STILL_PAUSED,
        "Paused since 10:00, so I asked whether that is still meant.",
    ),
]


@pytest.mark.parametrize(("desk", "did", "sentence"), SAID)
def test_each_decision_in_plain_words(desk: Desk, did: Did, sentence: str) -> None:
    assert said(desk, did) == sentence


def test_no_decision_is_left_without_words() -> None:
    assert {did for _desk, did, _sentence in SAID} == set(Did)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_can_be_said(outcome: Outcome) -> None:
    assert ending(outcome, 1800).endswith("30 min.")
