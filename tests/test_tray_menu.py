"""The lines of the tray menu: what each says, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbreak import day_words, tray_menu, words
from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.laying_out import of_routine
from deskbreak.core.moment import Moment
from deskbreak.core.offers import Offer
from deskbreak.core.profile import Profile, RedFlag
from deskbreak.core.safety import THINGS
from deskbreak.core.summary import Day, Tally
from deskbreak.core.targets import TARGETS
from deskbreak.core.timeline import duration
from deskbreak.core.week import Standing
from deskbreak.ports import Request
from deskbreak.ports.tray import Menu, MenuItem
from tests.desk import MINUTE, Desk
from tests.offered import LIBRARY, OFFERED, suggested
from tests.virtual import VirtualZone

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
TODAY = Day("2026-03-02", Tally(taken=4, natural=1, skipped=2, missed=1))
OFFERS = [Offer(suggested(movement)) for movement in OFFERED]


def menu(desk: Desk, **about: Any) -> Menu:
    told: dict[str, Any] = {"today": TODAY, "offers": OFFERS} | about
    return tray_menu.menu(desk.view, tray_menu.About(**told), moment(desk))


def moment(desk: Desk) -> Moment:
    """Noon, so many minutes after the desk's start."""
    return Moment(desk.now, NOON + desk.now - desk.start, VirtualZone().local)


def labels(desk: Desk, **about: Any) -> list[str]:
    return [item.label if item else "—" for item in menu(desk, **about)]


def below(desk: Desk, *path: str, **about: Any) -> tuple[MenuItem | None, ...]:
    """The lines of a menu below."""
    lines = menu(desk, **about)
    for label in path:
        lines = next(item.children for item in lines if item and item.label == label)
    return lines


def told(lines: Menu) -> list[tuple[str, Request | None, bool | None]]:
    return [(item.label, item.request, item.checked) for item in lines if item]


def all_lines(lines: Menu) -> Iterator[MenuItem]:
    for item in lines:
        if item is not None:
            yield item
            yield from all_lines(item.children)


@pytest.mark.parametrize(
    ("sign", "said"),
    [(RedFlag.EMERGENCY, "plain"), (RedFlag.SAME_DAY, "plain"), (RedFlag.SOON, "gentle")],
)
def test_a_warning_sign_can_be_read_and_cleared(sign: RedFlag, said: str) -> None:
    lines = told(menu(Desk().works(18), sign=sign))
    assert lines[1:3] == [
        (f"Breaks stay {said}: a warning sign…", {"do": "sign"}, None),
        ("A professional has looked at this…", {"do": "seen"}, None),
    ]
    in_demo = told(menu(Desk().works(18), sign=sign, is_demo=True))
    assert {"do": "sign"} in [request for _label, request, _checked in in_demo]
    assert {"do": "seen"} not in [request for _label, request, _checked in in_demo]


def test_the_menu_while_sitting() -> None:
    assert labels(Desk().works(18)) == [
        "Stand up in 12 min · sat 18 min",
        "—",
        "Take a break now",
        "Start a movement",
        "Next suggestion",
        "Snooze",
        "Pause",
        "—",
        "I'm standing",
        "In a meeting",
        "More",
        "—",
        "Today: 5 of 8",
        "History…",
        "Settings…",
        "Quit",
    ]


def test_before_the_first_break_of_the_day_no_numbers_are_shown() -> None:
    assert "No breaks yet today" in labels(Desk(), today=Day("2026-03-02"))
    walked = (Standing("walk", 600, 1200),)
    assert "No breaks yet today · walked 10 of 20 min" in labels(Desk(), today=Day("2026-03-02"), targets=walked)


def test_the_menu_when_due_offers_the_answers() -> None:
    desk = Desk().works(30)
    answers = ["I did it", "Skip this one", "Not this one", "—", "Take a break now"]
    assert labels(desk)[:6] == ["Time to stand up · sat 30 min", *answers]
    desk.works(3)
    assert labels(desk)[:6] == ["A break is waiting · sat 33 min", *answers]
    assert "Not this one" not in labels(desk, offers=OFFERS[:1])


def test_the_menu_in_a_pause_says_until_when_and_offers_the_way_out() -> None:
    """Stuck paused, no way out in the menu (Stretchly 1014, 1441, 413)."""
    desk = Desk().works(10).pauses()
    assert labels(desk)[0] == "Paused until you resume · sat 10 min"
    assert "Resume" in labels(desk)
    assert "Pause" not in labels(desk)
    assert labels(Desk().pauses(NOON + 2 * 3600))[0].startswith("Paused until 14:00")
    assert labels(Desk().pauses(NOON + 86400))[0].startswith("Paused until Tue 12:00")


@pytest.mark.parametrize(
    ("desk", "line", "way_out"),
    [
        (Desk().works(10).pauses(), "Paused until you resume", "Resume"),
        (Desk().hours_end(NOON + 86400), "Outside your hours until Tue 12:00", "Remind me outside my hours too"),
        (
            Desk().call(on=True).works(40),
            "Held back: Firefox has used the microphone since 12:00",
            "Remind me all the same",
        ),
        (Desk().meets(60).works(40), "Held back: you have been in a meeting since 12:00", "The meeting is over"),
        (Desk().meets(60), "In a meeting until 13:00", "The meeting is over"),
    ],
)
def test_whatever_holds_says_why_and_has_a_way_out(desk: Desk, line: str, way_out: str) -> None:
    """A detector's false alarm makes the program silently dead (Stretchly 348, 722)."""
    lines = menu(desk)
    assert lines[0] is not None
    assert lines[1] is not None
    assert lines[0].label.startswith(line)
    assert (lines[1].label, lines[1].request) == (way_out, {"do": "resume"})


@pytest.mark.parametrize("desk", [Desk().stands(), Desk().stands().pauses()])
def test_standing_is_a_mark_that_is_taken_off_again(desk: Desk) -> None:
    lines = {item.label: item for item in menu(desk) if item}
    assert (lines["I'm standing"].checked, lines["I'm standing"].request) == (True, {"do": "sit"})
    sitting = {item.label: item for item in menu(Desk()) if item}["I'm standing"]
    assert (sitting.checked, sitting.request) == (False, {"do": "stand"})


def test_the_menu_on_a_break() -> None:
    assert labels(Desk().works(30).starts()) == [
        "On a break · sat 30 min", "—",
        "I did it", "Stop the break", "Next suggestion", "Pause", "—",
        "More", "—",
        "Today: 5 of 8", "History…", "Settings…", "Quit",
    ]  # fmt: skip


def test_after_two_snoozes_there_is_no_third() -> None:
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 30 * MINUTE, 60),))).works(30).snoozes().works(5).snoozes().works(5)
    lines = {item.label: item for item in menu(desk) if item}
    assert "Snooze" not in lines
    assert not lines["No more snoozes"].enabled


@pytest.mark.parametrize(
    ("desk", "request_"),
    [
        (Desk().works(10), {"do": "show"}),
        (Desk().works(30), {"do": "start"}),
        (Desk().works(33), {"do": "start"}),
        (Desk().call(on=True).works(33), {"do": "show"}),
    ],
)
def test_a_click_on_the_icon(desk: Desk, request_: Request) -> None:
    defaults = [item.request for item in menu(desk) if item and item.default]
    assert defaults == [request_]


def test_a_movement_is_told_with_the_time_that_the_notice_tells() -> None:
    lines = told(below(Desk(), "Start a movement"))
    assert [label for label, _request, _checked in lines] == [
        f"{one.suggestion.name} · {words.rough_span(duration(one.suggestion))}" for one in OFFERS
    ]
    assert [request for _label, request, _checked in lines] == [
        {"do": "start", "movement": one.suggestion.id} for one in OFFERS
    ]


def test_with_nothing_to_choose_from_there_is_no_choice() -> None:
    """Before the safety notice was read there is only the plain break."""
    lines = menu(Desk().works(30), offers=OFFERS[:1], is_read=False)
    shown = [item.label for item in lines if item]
    assert not {"Start a movement", "Next suggestion", "Not this one"} & set(shown)
    assert {item.label: item.request for item in lines if item}["Before you start…"] == {"do": "safety"}
    assert "Before you start…" not in labels(Desk())


def test_what_asks_for_care_is_begun_from_its_note_and_never_named_by_a_reminder() -> None:
    offers = [*OFFERS, Offer(suggested("seated-figure-four"), care=True)]
    begun = {label: request for label, request, _checked in told(below(Desk(), "Start a movement", offers=offers))}
    assert begun["Seated figure four · 50 s…"] == {"do": "note", "movement": "seated-figure-four"}
    assert all("figure" not in label for label, _, _ in told(below(Desk(), "Next suggestion", offers=offers)))


def test_the_day_and_the_week_in_a_line_as_far_as_they_fit() -> None:
    def line(*targets: Standing) -> str:
        return day_words.today(TODAY.tally.done, TODAY.tally.due, targets)

    walk, stretch = Standing("walk", 605, 1200), Standing("stretch", 1, 3)
    assert line() == "Today: 5 of 8"
    assert line(walk, Standing("strength", 0, 2), stretch) == "Today: 5 of 8 · walked 10 of 20 min · stretch 1 of 3"
    rest = [Standing("butt-walk", 1, 3), Standing("strength", 2, 2), Standing("ball", 1, 2)]
    assert line(walk, *rest) == "Today: 5 of 8 · walked 10 of 20 min · mat 1 of 3"
    assert line(*rest) == "Today: 5 of 8 · mat 1 of 3 · strength 2 of 2 · ball 1 of 2"
    assert set(day_words.WEEKLY) == set(day_words.NAMES) == {target.id for target in TARGETS}


def test_one_of_the_next_suggestions_is_marked() -> None:
    def marked(chosen: str | None) -> list[str]:
        lines = below(Desk(), "Next suggestion", chosen=chosen)
        assert all(item and item.radio for item in lines)
        return [label for label, _request, checked in told(lines) if checked]

    assert marked(None) == ["Automatic"]
    assert marked("walk-break") == ["Walk break · 2 min"]
    assert told(below(Desk(), "Next suggestion"))[0] == ("Automatic", {"do": "next"}, True)


def many(contexts: str) -> list[Offer]:
    """A movement for each letter, done in that context."""
    names = {"s": "standing", "d": "doorway", "f": "floor", "x": "on a ship"}
    return [
        Offer(suggested(replace(OFFERED[0], id=str(n), name=str(n), context=names[letter])))
        for n, letter in enumerate(contexts)
    ]


def test_many_movements_are_put_in_order_by_where_they_are_done() -> None:
    lines = below(Desk(), "Start a movement", offers=many("sfdsfdsfdsfdx"))
    assert [item and item.label for item in lines] == [
        "0 · 35 s", "1 · 35 s", "2 · 35 s", None, "Standing", "At a door or wall", "On the floor", "on a ship",
    ]  # fmt: skip
    assert [item.label for item in all_lines(below(Desk(), "Start a movement", "On the floor", offers=many("sf" * 9)))][
        :3
    ] == ["1 · 35 s", "3 · 35 s", "5 · 35 s"]
    few = below(Desk(), "Start a movement", offers=many("fsxd"))
    assert [item and (item.label, item.enabled) for item in few] == [
        ("Standing", False), ("1 · 35 s", True), None, ("At a door or wall", False), ("3 · 35 s", True), None,
        ("On the floor", False), ("0 · 35 s", True), None, ("on a ship", False), ("2 · 35 s", True),
    ]  # fmt: skip


def test_routines_have_a_menu_of_their_own() -> None:
    offers = [*OFFERS, Offer(of_routine(LIBRARY.routines["quiet-desk-90s"], LIBRARY, Profile()))]
    assert told(below(Desk(), "Start a routine", offers=offers)) == [
        ("Quiet desk (nobody notices) · 1 min 30 s", {"do": "start", "movement": "quiet-desk-90s"}, None)
    ]
    assert "Quiet" not in str(told(below(Desk(), "Start a movement", offers=offers)))
    assert "Start a routine" not in labels(Desk())


def test_one_chosen_of_many_is_seen_without_looking_for_it() -> None:
    lines = below(Desk(), "Next suggestion", offers=many("sf" * 9), chosen="7")
    assert [(item.label, item.checked) if item else None for item in lines] == [
        ("Automatic", False), ("7 · 35 s", True), None, ("Standing", None), ("On the floor, at home", None),
    ]  # fmt: skip


@pytest.mark.parametrize("contexts", [("seated",), ("seated", "floor", "standing")])
def test_of_thousands_each_menu_has_the_best_and_tells_where_the_rest_is(contexts: tuple[str, ...]) -> None:
    many = [
        Offer(
            suggested(replace(LIBRARY.movements["posture-reset"], id=f"own-{n}", context=contexts[n % len(contexts)]))
        )
        for n in range(5000)
    ]
    lines = list(all_lines(menu(Desk(), offers=many, chosen="own-4999")))
    assert len(lines) < 250
    rest = [line for line in lines if line.label == "The rest: deskbreak movements, deskbreak routines"]
    assert [line.request for line in rest] == [None] * 2 * len(contexts)
    assert [line.request for line in lines if line.checked and line.radio and (line.request or {}).get("movement")] == [
        {"do": "next", "movement": "own-4999"}
    ]
    assert not any(item.label.startswith("The rest") for item in all_lines(menu(Desk())))


def test_what_is_at_hand_is_ticked_and_a_click_says_otherwise() -> None:
    lines = told(below(Desk(), "More", "At hand", at_hand=frozenset({"chair", "desk", "wall"}), floor_ok=True))
    assert lines == [
        ("Door frame", {"do": "at-hand", "thing": "door frame", "on": True}, False),
        ("Free wall", {"do": "at-hand", "thing": "wall", "on": False}, True),
        ("Mat", {"do": "at-hand", "thing": "mat", "on": True}, False),
        ("Ball", {"do": "at-hand", "thing": "ball", "on": True}, False),
        ("Bag to carry", {"do": "at-hand", "thing": "bag", "on": True}, False),
        ("On the floor, at home", {"do": "floor", "on": False}, True),
    ]
    assert {thing for thing, _label in tray_menu.AT_HAND} | {"chair", "desk"} == set(THINGS)


def test_the_sore_side() -> None:
    lines = [("None", "none"), ("Left", "left"), ("Right", "right"), ("Both", "both")]
    assert told(below(Desk(), "More", "Sore side", sore="left")) == [
        (label, {"do": "sore", "side": side}, side == "left") for label, side in lines
    ]


def test_checking_in() -> None:
    lines = below(Desk(), "More", "Check in", check_in=4)
    assert [label for label, _request, _checked in told(lines)] == [
        "0 – fine", "1", "2", "3", "4 – noticeable, a calm day", "5", "6", "7 – strong, a gentle day", "8", "9",
        "10 – as bad as it gets",
    ]  # fmt: skip
    assert [request for _label, request, _checked in told(lines)] == [
        {"do": "checkin", "intensity": n} for n in range(11)
    ]
    assert all(item and item.radio and item.checked == (n == 4) for n, item in enumerate(lines))
    assert not any(checked for _label, _request, checked in told(below(Desk(), "More", "Check in")))


def test_there_is_no_check_in_before_the_safety_notice_was_read() -> None:
    assert "Check in" not in [label for label, _request, _checked in told(below(Desk(), "More", is_read=False))]


def test_how_often_to_remind() -> None:
    def marked(every: float) -> list[tuple[str, bool | None]]:
        lines = below(Desk(), "More", "Remind me every", every_minutes=every)
        return [(label, checked) for label, _request, checked in told(lines)]

    assert marked(30.0) == [("20 min", False), ("30 min", True), ("45 min", False), ("1 h", False)]
    assert marked(25.0)[:3] == [("20 min", False), ("25 min", True), ("30 min", False)]
    assert len(marked(25.0)) == 5


def test_the_demo_leaves_the_settings_alone() -> None:
    assert [item and item.label for item in below(Desk(), "More", is_demo=True)] == ["I walked"]


def test_starting_at_login_is_a_mark() -> None:
    def line(at_login: bool) -> tuple[str, Request | None, bool | None]:
        return told(below(Desk(), "More", at_login=at_login))[-1]

    assert line(False) == ("Start at login", {"do": "at-login", "on": True}, False)
    assert line(True) == ("Start at login", {"do": "at-login", "on": False}, True)


@pytest.mark.parametrize(
    ("path", "labels_", "requests"),
    [
        (
            ("Snooze",),
            ["5 min", "10 min", "15 min", "30 min"],
            [{"do": "snooze", "minutes": n} for n in (5, 10, 15, 30)],
        ),
        (
            ("In a meeting",),
            ["30 min", "1 h", "1 h 30 min"],
            [{"do": "meeting", "seconds": n} for n in (1800, 3600, 5400)],
        ),
        (("More", "I walked"), ["5 min", "10 min", "20 min"], [{"do": "walk", "seconds": n} for n in (300, 600, 1200)]),
    ],
)
def test_lengths_of_time(path: tuple[str, ...], labels_: list[str], requests: list[Request]) -> None:
    lines = told(below(Desk(), *path))
    assert [label for label, _request, _checked in lines] == labels_
    assert [request for _label, request, _checked in lines] == requests


class DoubledWords:
    """A language in which every word is twice as long."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(?<![{\w])([^\W\d_]+)(?![\w}])", r"\1\1", message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


STATES = {
    "working": lambda: Desk().works(18),
    "due": lambda: Desk().works(30),
    "asked": lambda: Desk().works(33),
    "snoozed": lambda: Desk().works(30).snoozes(),
    "on a break": lambda: Desk().works(30).starts(),
    "paused": lambda: Desk().pauses(NOON + 86400),
    "away": lambda: Desk().leaves(4),
    "held": lambda: Desk().call(on=True).works(40),
    "off hours": lambda: Desk().hours_end(NOON + 86400),
    "standing": lambda: Desk().stands(),
    "meeting": lambda: Desk().meets(60).works(40),
}


@pytest.mark.parametrize("state", STATES)
def test_long_words_fit(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_catalogue", DoubledWords)
    offers = [Offer(suggested(movement)) for movement in LIBRARY.movements.values()]
    lines = list(all_lines(menu(STATES[state](), offers=offers, today=replace(TODAY, walked_seconds=5400))))
    assert any("QuitQuit" in line.label for line in lines)
    assert [line.label for line in lines if len(line.label) > day_words.LONGEST] == []


def test_a_line_that_is_too_long_is_cut_and_says_so() -> None:
    long = Offer(suggested(replace(OFFERED[0], name="stretch " * 20)))
    label = told(below(Desk(), "Start a movement", offers=[long, *OFFERS]))[0][0]
    assert len(label) <= day_words.LONGEST
    assert label.endswith("… · 35 s")


@pytest.mark.parametrize("state", STATES)
def test_no_line_does_nothing(state: str) -> None:
    """Each line asks for something or opens a menu; the two that only tell something are grey."""
    idle = [line.label for line in all_lines(menu(STATES[state]())) if not line.enabled]
    assert set(idle) <= {"Today: 5 of 8", "No more snoozes"}


def test_who_holds_a_break_back_can_be_ignored_from_the_menu() -> None:
    held = Desk().call(on=True).works(40)
    assert labels(held)[:3] == [
        "Held back: Firefox has used the microphone since 12:00",
        "Remind me all the same",
        "Ignore Firefox",
    ]
    line = menu(held)[2]
    assert line is not None
    assert line.request == {"do": "ignore", "program": "Firefox"}
    assert "Ignore Firefox" not in labels(held, is_demo=True)
    assert "Ignore Firefox" not in labels(Desk().call(on=True).works(10))


@pytest.mark.parametrize("desk", [Desk().do_not_disturb(on=True).works(40), Desk().meets(60).works(40)])
def test_where_nobody_can_be_named_nobody_can_be_ignored(desk: Desk) -> None:
    assert not any(label.startswith("Ignore") for label in labels(desk))
