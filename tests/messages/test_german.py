"""German as it is read: whole sentences in their own order, and labels that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from deskbreak import tray_view
from deskbreak.app import countdown_notices, notices
from deskbreak.app.texts import Said
from deskbreak.core.effects import Asking, Did, ShowPrompt
from deskbreak.core.movement import Side
from deskbreak.core.timeline import Cue, Stretch
from deskbreak.library.load import messages, movements
from deskbreak.ports.tray import Menu
from deskbreak.words import clock_time, holds_since, span
from tests.desk import Desk
from tests.messages.catalogues import read, said, strings
from tests.offered import suggested
from tests.test_architecture import ROOT
from tests.test_explain import said as told
from tests.test_tray_menu import menu, moment

pytestmark = pytest.mark.usefixtures("german")

LONGEST_LABEL = 40
DESKS: dict[str, Callable[[], Desk]] = {
    "sitting": lambda: Desk().works(20),
    "asked": lambda: Desk().works(30),
    "waiting": lambda: Desk().works(45),
    "snoozed": lambda: Desk().works(30).snoozes(),
    "snoozed twice": lambda: Desk().works(30).snoozes().works(5).snoozes().works(5),
    "on a break": lambda: Desk().works(30).starts(),
    "paused": lambda: Desk().works(20).pauses(),
    "held": lambda: Desk().call(on=True).works(31),
    "off hours": lambda: Desk().works(20).hours_end(),
    "standing": lambda: Desk().day_turns("2026-03-02").works(20).stands(),
    "away": lambda: Desk().works(20).leaves(4),
}


def labels(shown: Menu) -> Iterator[str]:
    for item in shown:
        if item is not None:
            yield item.label
            yield from labels(item.children)


@pytest.mark.parametrize("desk", DESKS.values(), ids=DESKS)
def test_menu_labels_are_short(desk: Callable[[], Desk]) -> None:
    state, *others = labels(menu(desk()))
    assert state
    assert [label for label in others if len(label) > LONGEST_LABEL] == []


def test_the_menu() -> None:
    first, *others = labels(menu(Desk().works(30)))
    assert first == "Zeit aufzustehen · 30\N{NO-BREAK SPACE}min gesessen"
    assert others[:2] == ["Erledigt", "Diese auslassen"]
    assert "Jetzt Pause machen" in others


def test_why_is_an_answer() -> None:
    desk = Desk().works(12).call(on=True).works(36).call(on=False).works(0.5)
    assert told(desk, Did.PROMPTED) == (
        "Ich habe dich um 10:30 nicht erinnert, weil Firefox von 10:12 bis 10:48 das Mikrofon benutzt hat; "
        "gefragt habe ich um 10:48:30, nach 48\N{NO-BREAK SPACE}min im Sitzen."
    )


def test_the_time_stands_inside_the_clause() -> None:
    assert holds_since("meeting", "", "10:00") == "du bist seit 10:00 in einer Besprechung"


def test_steps_say_the_side_as_german_does() -> None:
    stretch = next(each for each in movements(ROOT / "config") if each.id == "standing-ql-stretch")
    suggestion = suggested(stretch)
    line = notices.movement_line(suggestion)
    assert line == "Erst links, dann rechts: Seitliche Dehnung im Stehen, 50\N{NO-BREAK SPACE}s."
    shown = countdown_notices.countdown(suggestion, Stretch(Cue.MOVE, 30, 20, Side.RIGHT), 20)
    assert shown.title == "Rechte Seite · 0:20"
    assert "Führe rechts den Arm im Bogen über den Kopf." in shown.body


def test_a_prompt() -> None:
    config = ROOT / "config"
    asked = ShowPrompt(("stand-up",), Asking.DUE, 1800.0, can_snooze=True)
    shown = notices.prompt(asked, suggested(movements(config)[0]), Said(messages(config)[0].title), 300.0)
    assert shown.title == "Eine halbe Stunde. Zeit aufzustehen."
    assert [button.label for button in shown.buttons] == ["Los", "In 5\N{NO-BREAK SPACE}min", "Auslassen"]


def test_dates_are_written_as_germans_write_them() -> None:
    today = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert clock_time(today.replace(day=3), today) == "Di 10:00"
    assert clock_time(today.replace(month=4), today) == "02.04.2026 10:00"


def test_a_number_stays_with_its_unit() -> None:
    said = [span(seconds).replace("\N{NO-BREAK SPACE}", "_") for seconds in (45, 720, 3900, 273600)]
    assert said == ["45_s", "12_min", "1_h 5_min", "3_d 4_h"]


def test_the_marks_are_german() -> None:
    """No straight quotation marks but those that are TOML, no three dots, no hyphen for a dash."""
    for message in said(read("de")):
        for text in strings(message):
            assert "..." not in text
            assert " - " not in text
            assert text.count("„") == text.count("“")
            assert '"' not in re.sub(r'(= |\[)"[^"]*"(, "[^"]*")*', "", text)
            assert not {" Sie ", " Ihr ", " Ihre "} & {f" {word} " for word in text.split()[1:]}


def test_states_are_told_apart() -> None:
    """In German a break is a Pause, so to pause needs another word."""
    paused = tray_view.tooltip(Desk().works(20).pauses().view, moment(Desk()))
    assert paused == "Angehalten, bis du fortsetzt"
