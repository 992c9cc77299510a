"""What somebody tells of their back, through the whole inside of the program in virtual time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from deskbreak.app.lasting import Lasting
from deskbreak.app.menu import MenuOfNow
from deskbreak.app.notices import called
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.choice import Reason
from deskbreak.core.decisions import GENTLE
from deskbreak.core.events import DayTurned
from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, RedFlag
from deskbreak.core.state import Phase
from deskbreak.core.suggestion import Suggestion
from deskbreak.errors import DeskbreakError
from deskbreak.ports.notices import Notice
from deskbreak.settings.schema import Settings
from tests.app.inside import Inside
from tests.offered import LIBRARY, suggested

CALM = frozenset(id for id, one in LIBRARY.movements.items() if one.kind == "mobility" and one.level == 1)
STRETCH = "standing-ql-stretch"


@pytest.fixture
def inside() -> Iterator[Inside]:
    inside = Inside(LIBRARY)
    with closing(inside.store):
        yield inside


def breaks(inside: Inside, number: int) -> list[Suggestion]:
    """What the next so many reminders name."""
    named = []
    for _each in range(number):
        while inside.runtime.view().phase is not Phase.PROMPTED:
            inside.passes(1)
        assert inside.given.suggestion is not None
        named.append(inside.given.suggestion)
        inside.ask({"do": "done"})
        inside.passes(1)
    return named


def parts(suggestions: list[Suggestion]) -> set[str]:
    return {part.movement.id for each in suggestions for part in each.parts}


def shown(inside: Inside) -> Notice:
    assert inside.screen.shown is not None
    return inside.screen.shown


def test_seven_makes_the_day_gentle(inside: Inside) -> None:
    assert not parts(breaks(inside, 3)) <= {*GENTLE}
    inside.ask({"do": "checkin", "intensity": 7})
    assert parts(breaks(inside, 8)) <= {*GENTLE}


def test_four_makes_the_day_calm(inside: Inside) -> None:
    inside.ask({"do": "checkin", "intensity": 4})
    assert parts(breaks(inside, 8)) <= {*GENTLE, *CALM}


def test_the_next_day_is_as_any_other(inside: Inside) -> None:
    inside.ask({"do": "checkin", "intensity": 9})
    breaks(inside, 2)
    inside.clock.suspends(24 * 3600)
    inside.runtime.on_wake(0.0)
    inside.runtime.post(DayTurned(inside.ask.moment().shown.date().isoformat()))
    assert inside.advice.situation().context.check_in == 0
    assert not parts(breaks(inside, 4)) <= {*GENTLE}


def test_a_lower_number_takes_it_back(inside: Inside) -> None:
    inside.ask({"do": "checkin", "intensity": 8})
    inside.ask({"do": "checkin", "intensity": 2})
    assert not parts(breaks(inside, 4)) <= {*GENTLE}


@pytest.mark.parametrize(("intensity", "allowed"), [(7, {*GENTLE}), (5, {*GENTLE, *CALM})])
def test_what_is_asked_for_on_the_screen_changes_at_once(intensity: int, allowed: set[str], inside: Inside) -> None:
    inside.passes(30)
    inside.given.give(replace(suggested(STRETCH), reason=Reason.SCORE))
    inside.ask({"do": "checkin", "intensity": intensity})
    assert inside.given.suggestion is not None
    assert parts([inside.given.suggestion]) <= allowed
    assert called(inside.given.suggestion.what) in shown(inside).body


@pytest.mark.parametrize(("intensity", "stays"), [(4, True), (7, False)])
def test_what_was_chosen_stays_but_on_a_gentle_day(intensity: int, stays: bool, inside: Inside) -> None:
    inside.ask({"do": "next", "movement": STRETCH})
    inside.passes(30)
    assert inside.given.now().id == STRETCH
    inside.ask({"do": "checkin", "intensity": intensity})
    assert (inside.given.now().id == STRETCH) is stays


def test_what_was_chosen_for_the_next_break_waits_for_a_better_day(inside: Inside) -> None:
    inside.ask({"do": "next", "movement": STRETCH})
    inside.ask({"do": "checkin", "intensity": 7})
    assert parts(breaks(inside, 2)) <= {*GENTLE}
    inside.ask({"do": "checkin", "intensity": 0})
    assert breaks(inside, 1)[0].id == STRETCH


def test_the_answer_says_what_follows_and_nothing_of_what_was_told(inside: Inside) -> None:
    inside.ask({"do": "checkin", "intensity": 5, "zone": ["buttock"], "note": "hurts"})
    assert (shown(inside).title, shown(inside).body) == ("Noted", "Today stays calm: easy movements only.")
    inside.ask({"do": "checkin", "intensity": 1, "quality": ["numb"]})
    first, signs = shown(inside).body.split("\n")
    assert first == "It stays on this computer."
    assert "deskbreak safety --signs" in signs


def test_who_tells_it_themselves_needs_no_notice(inside: Inside) -> None:
    assert inside.ask({"do": "checkin", "intensity": 5, "quiet": True})["waits"] is False
    assert inside.screen.shown is None


def test_all_that_is_told_is_kept(inside: Inside) -> None:
    told: dict[str, Any] = {"intensity": 4, "side": ["left"], "zone": ["groin", "buttock"], "eases_seconds": 1200.0}
    request = {"v": 1, "do": "checkin", **told, "note": "after\x1b[31m\nlunch \udcff "}
    inside.ask(json.loads(json.dumps(request)))
    assert inside.store.check_ins()[0].check_in == CheckIn(
        4, side=("left",), zone=("groin", "buttock"), eases_seconds=1200, note="after [31m lunch ?"
    )


def test_a_long_note_is_cut(inside: Inside) -> None:
    inside.ask({"do": "checkin", "intensity": 1, "note": "so " * 400})
    assert len(inside.store.check_ins()[0].check_in.note) == 500


@pytest.mark.parametrize(
    "told",
    [
        {}, {"intensity": 11}, {"intensity": -1}, {"intensity": "4"}, {"intensity": True}, {"intensity": None},
        {"intensity": 4, "side": "left"}, {"intensity": 4, "zone": ["knee"]}, {"intensity": 4, "note": 5},
        {"intensity": 4, "eases_seconds": -1}, {"intensity": 4, "eases_seconds": 1e9, "eases": ["rest"]},
        {"intensity": 4, "side": ["left", "right"]},
    ],
)  # fmt: skip
def test_what_nobody_can_tell_is_refused(told: dict[str, Any], inside: Inside) -> None:
    with pytest.raises(DeskbreakError):
        inside.ask({"do": "checkin", **told})
    assert inside.store.check_ins() == []


def test_a_self_check_is_kept(inside: Inside) -> None:
    inside.ask({"do": "selfcheck", "left": 5, "right": 1, "knots": ["left"]})
    assert inside.store.self_checks()[0].self_check == SelfCheck(5, 1, (Side.LEFT,))


@pytest.mark.parametrize(
    "told", [{"left": 5}, {"left": 5, "right": 11}, {"left": -1, "right": 0}, {"left": 1, "right": 1, "knots": ["up"]}]
)
def test_what_is_no_self_check_is_refused(told: dict[str, Any], inside: Inside) -> None:
    with pytest.raises(DeskbreakError):
        inside.ask({"do": "selfcheck", **told})
    assert inside.store.self_checks() == []


def test_the_menu_marks_the_last_number_of_today(inside: Inside) -> None:
    menu = MenuOfNow(
        inside.runtime.view, inside.ask.moment, Lasting(inside.store), inside.given, inside.advice.standings,
        Settings, lambda: True, is_demo=False,
    )  # fmt: skip

    def marked() -> list[str]:
        more = next(line for line in menu() if line and line.label == "More")
        check_in = next(line for line in more.children if line and line.label == "Check in")
        return [line.label for line in check_in.children if line and line.checked]

    assert marked() == []
    inside.ask({"do": "checkin", "intensity": 8})
    inside.ask({"do": "checkin", "intensity": 0})
    assert marked() == ["0 – fine"]


def test_a_note_on_the_screen_begins_what_it_is_about_or_leaves(inside: Inside) -> None:
    inside.profile = replace(inside.profile, answers={"leg-symptoms": Answer.YES})
    inside.ask({"do": "note", "movement": "seated-side-bend"})
    inside.ask({"do": "meeting"})
    inside.ask({"do": "checkin", "intensity": 7, "quiet": True})
    start = shown(inside).buttons[0].request
    inside.ask(start)
    assert inside.runtime.view().phase is Phase.ON_BREAK, "by hand it is theirs to do, in a meeting as well"
    inside.ask({"do": "stop"})
    inside.ask({"do": "note", "movement": "seated-side-bend"})
    inside.profile = replace(inside.profile, red_flag=RedFlag.SAME_DAY)
    inside.ask({"do": "checkin", "intensity": 8, "quiet": True})
    assert inside.screen.shown is None
