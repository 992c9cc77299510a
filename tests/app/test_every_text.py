"""Every text of config/messages.toml is said some day: a situation for each, or the reason why not yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from deskbreak import places
from deskbreak.app.facts import facts
from deskbreak.app.last_word import LastWord
from deskbreak.app.texts import Texts
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.events import DayTurned
from deskbreak.core.laying_out import of_movement, of_routine
from deskbreak.core.movement import Side
from deskbreak.core.past import Bout, Past
from deskbreak.core.profile import Answer, Context, Place, Profile
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion
from deskbreak.history.store import Store
from deskbreak.library.load import messages
from deskbreak.library.safety import safety
from tests.app.inside import Inside
from tests.app.test_questions import ask_about_the_back, leave_unused, works_until_five
from tests.offered import LIBRARY, PLAIN, suggested

MESSAGES = messages(places.shipped("config"))
IDS = safety(places.shipped("config")).condition_ids()

OFFICE, HOME = Profile(), Profile(places=(Place.HOME,) * 7)
NOON = Context(datetime(2026, 3, 4, 12), since_first=180, number=6, since_walk=30)
EVENING = replace(NOON, now=datetime(2026, 3, 4, 18))
ASKED = ShowPrompt(("stand-up",), Asking.DUE, 1800, can_snooze=True)
STRETCH = suggested("standing-ql-stretch")
PLAIN_BREAK = of_movement(PLAIN)
WALKED = (Past(NOON.today, "walk-break", Outcome.TAKEN, (Bout("walk-break", Movements(both=600)),)),)
MAT = replace(
    of_routine(LIBRARY.routines["butt-walk-programme"], LIBRARY, HOME),
    reason=Reason.WEEKLY,
    facts={"target": "butt-walk", "done": 1, "goal": 3},
)


def known(
    suggestion: Suggestion | str = STRETCH,
    asked: ShowPrompt = ASKED,
    context: Context = NOON,
    profile: Profile = OFFICE,
    past: tuple[Past, ...] = (),
    presence: bool = False,
) -> tuple[Asking, dict[str, Any]]:
    """How a reminder comes about, and all that is then known."""
    if isinstance(suggestion, str):
        routine = LIBRARY.routines.get(suggestion)
        suggestion = of_routine(routine, LIBRARY, profile) if routine else suggested(suggestion)
    told = facts(asked, suggestion, Situation.of(LIBRARY, profile, context, past), presence, told_place=True)
    return asked.asking, dict(told)


def held(by: str, minutes: float) -> ShowPrompt:
    return replace(ASKED, asking=Asking.HELD, held_by=by, held=minutes * 60)


REPEATED, SNOOZED = replace(ASKED, asking=Asking.REPEAT), replace(ASKED, asking=Asking.SNOOZED)
SITUATIONS = {
    "due-1": known(),
    "due-2": known("knee-rolls"),
    "due-3": known("stand-side-bend-30s"),
    "due-4": known(asked=replace(ASKED, typing_paused=True)),
    "due-5": known("seated-side-bend"),
    "due-6": known("stand-and-shift"),
    "up-for-a-minute": known("doorway-ql-stretch"),
    "so-long-in-the-chair": known(asked=replace(ASKED, sat=3000), presence=True),
    "a-pause": known("side-rib-breathing"),
    "short-break": known("posture-reset"),
    **{
        id: known("posture-reset")
        for id in (
            "screen-waits",
            "look-up",
            "next-line",
            "between-tasks",
            "for-yourself",
            "shoulders",
            "keys-rest",
            "good-pause",
            "something-small",
        )
    },
    **{id: known(PLAIN_BREAK) for id in ("plain-far", "plain-sip", "plain-eyes", "plain-nothing")},
    "walk-1": known("walk-break"),
    "walk-2": known("walk-break"),
    "walk-3": known("walk-break", context=replace(NOON, since_walk=125)),
    "walk-4": known("walk-break-5m", past=WALKED),
    "quiet-1": known("seated-cat-cow"),
    "quiet-2": known("seated-sit-bone-walk"),
    "quiet-3": known("side-rib-breathing"),
    "quiet-4": known("posture-reset"),
    "side-1": known(replace(suggested("seated-side-bend", Side.RIGHT), reason=Reason.OWED)),
    "door-1": known("doorway-ql-stretch"),
    "hip-1": known("standing-hip-hike"),
    "sts-1": known("sit-to-stand"),
    "plank-1": known("side-plank-ladder-1", profile=HOME),
    "mat-1": known(MAT, context=EVENING, profile=HOME),
    "ball-1": known("ball-release-evening", context=EVENING, profile=HOME),
    "unwind-1": known("evening-unwind-7m", context=EVENING, profile=HOME),
    "gentle-1": known(replace(suggested("walk-break"), reason=Reason.GENTLE)),
    "still-here": known(asked=REPEATED),
    "whenever": known(asked=REPEATED),
    "still-a-pause": known("posture-reset", REPEATED),
    "pause-when": known("posture-reset", REPEATED),
    "room-now": known("posture-reset", held("fullscreen", 20)),
    "meeting-1": known("after-long-meeting-3m", held("meeting", 75)),
    "meeting-2": known("posture-reset", held("microphone", 20)),
    "good-time-now": known(asked=held("fullscreen", 20)),
    "pause-now": known("posture-reset", held("fullscreen", 20)),
    "snooze-1": known(asked=SNOOZED),
    "let-go": known(asked=replace(SNOOZED, can_snooze=False)),
}
BESIDE: dict[str, Callable[[Inside], object]] = {
    "check-1": ask_about_the_back,
    "fatigue-1": lambda inside: leave_unused(inside, 4),
    "end-1": lambda inside: works_until_five(inside, 4, breaks=3),
    "week-1": lambda inside: works_until_five(inside, 6, breaks=3, walks=2),
}
"""What is told beside the breaks, by the whole program."""
CLOSING = {message.id for message in MESSAGES if message.kind == "closing"}
"""What the guide's window says at the end."""


def test_there_is_a_situation_for_each() -> None:
    assert SITUATIONS.keys() | BESIDE.keys() | CLOSING == {message.id for message in MESSAGES}


@pytest.mark.parametrize("id", SITUATIONS)
def test_it_is_said_sooner_or_later_where_it_is_true(id: str) -> None:
    asking, told = SITUATIONS[id]
    with closing(Store(None)) as store:
        texts = Texts(MESSAGES, store)
        for n in range(len(MESSAGES)):
            texts(asking, told, n)
        assert id in store.said()


@pytest.mark.parametrize("id", BESIDE)
def test_it_is_told_beside_the_breaks(whole: Inside, id: str) -> None:
    BESIDE[id](whole)
    assert id in whole.store.said()
    message = next(message for message in MESSAGES if message.id == id)
    assert whole.screen.shown is not None
    assert whole.screen.shown.title.split()[0] == message.title.split()[0]


def test_each_break_in_the_window_ends_with_another_word() -> None:
    with closing(Store(None)) as store:
        word = LastWord(Texts(MESSAGES, store), lambda: True, lambda: 0.0)
        said = set()
        for _time in CLOSING:
            word.recorded(BreakRecord("stand-up", Outcome.TAKEN, 1800), in_window=True)
            said.add(word.said)
        assert len(said) == len(CLOSING)
        assert store.said().keys() == CLOSING


@pytest.mark.parametrize(
    ("outcome", "in_window", "is_open"),
    [(Outcome.PARTLY, True, True), (Outcome.TAKEN, False, True), (Outcome.TAKEN, True, False)],
)
def test_nobody_is_cheered_on_without_reason(outcome: Outcome, in_window: bool, is_open: bool) -> None:
    with closing(Store(None)) as store:
        word = LastWord(Texts(MESSAGES, store), lambda: is_open, lambda: 0.0)
        word.recorded(BreakRecord("stand-up", outcome, 1800), in_window)
        assert (word.said, store.said()) == ("", {})


def test_no_text_waits_for_a_fact_that_nobody_knows() -> None:
    ever_known = {name for _asking, told in SITUATIONS.values() for name in told}
    for message in MESSAGES:
        if message.id not in BESIDE and message.id not in CLOSING:
            assert not message.when.keys() - ever_known


FEW = {
    "quiet, on the chair": Profile(can_stand=False, quiet=True),
    "every condition": Profile(answers=dict.fromkeys(IDS, Answer.YES)),
    "every condition, at home": replace(HOME, answers=dict.fromkeys(IDS, Answer.YES), floor_ok=True),
    "nothing told": Profile(),
}
"""People of whom few texts are true."""


@pytest.mark.parametrize("person", FEW)
def test_no_title_comes_back_within_ten_reminders(whole: Inside, person: str) -> None:
    """CONTENT 6.9, T10, in three days."""
    whole.profile = FEW[person]
    titles: list[str] = []
    for _day in range(3):
        for _break in range(14):
            whole.passes(31)
            assert whole.screen.shown is not None
            titles.append(whole.screen.shown.title)
            whole.ask({"do": "done"})
        whole.clock.passes(16 * 3600)
        whole.runtime.post(DayTurned(whole.ask.moment().shown.date().isoformat()))
    again = [title for n, title in enumerate(titles) if title in titles[max(0, n - 10) : n]]
    assert again == []


def test_the_last_time_it_comes_back_it_asks_whether_to_let_it_go(whole: Inside) -> None:
    whole.passes(30)
    titles = []
    for _time in range(2):
        whole.ask({"do": "snooze"})
        whole.passes(5)
        assert whole.screen.shown is not None
        titles.append(whole.screen.shown.title)
    assert titles == ["Ready now?", "Let this one go?"]
