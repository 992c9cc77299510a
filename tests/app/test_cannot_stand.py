"""A whole day of somebody who cannot stand: whatever they can read of it, nothing tells them to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from deskbreak import places, terminal_view, tray_menu, tray_view
from deskbreak.app import safety_notices
from deskbreak.app.advice import Advice
from deskbreak.cli.commands import cli
from deskbreak.core.breaks import Rules
from deskbreak.core.events import QuietBegan, QuietEnded, RulesChanged
from deskbreak.core.profile import Profile, RedFlag
from deskbreak.core.state import Phase
from deskbreak.core.suggest import choice_of
from deskbreak.core.weigh import best
from deskbreak.desktop.autostart.launcher import shared_values
from deskbreak.errors import DeskbreakError
from deskbreak.explain import Told
from deskbreak.explain_candidates import page
from deskbreak.guide_words import stands_up
from deskbreak.library.safety import safety
from deskbreak.ports.notices import Notice
from deskbreak.ports.tray import Menu
from deskbreak.settings.keys import KEYS, TABLES, condition_titles
from tests.app.inside import Inside
from tests.app.test_days import HOME
from tests.offered import LIBRARY
from tests.scenarios.files import FOLDER, text

NAMES = {one.id: one.name for one in LIBRARY.movements.values()}
NAMES |= {one.id: one.name for one in LIBRARY.routines.values()}
PEOPLE = {
    "office": Profile(can_stand=False),
    "home": replace(HOME, can_stand=False),
    "little time": Profile(can_stand=False, budget=25),
    "warning sign": replace(HOME, can_stand=False, red_flag=RedFlag.EMERGENCY),
}
UP = re.compile(
    r"\b(stand(s|ing)?|stood|(get|got|getting|rising) up|rise|stroll|walk|out of the chair|on your feet)\b|\bup\?",
    re.IGNORECASE,
)
"""What tells somebody to leave the chair, or takes for granted that they did."""
HARMLESS = re.compile(
    r"\b(sit-bone walk|I walked|the chest rise|(if )?you (can )?(walk, a )?(stand|stroll)[^.;]*)", re.IGNORECASE
)
"""What is done on the chair, what somebody tells of themselves, and what is told to those only who can."""
ANSWERS = ("start", "done", "snooze", "skip", "", "another", "too-much", "put-away")
"""What is done about the reminders of the day, in turn; nothing at all among it."""


def told_to_rise(text: str) -> bool:
    return UP.search(HARMLESS.sub("", text)) is not None


@pytest.mark.parametrize("text", ["Time to stand up", "Up for a minute? Get up.", "40 minutes in the chair. Up?"])
def test_the_words_are_found(text: str) -> None:
    assert told_to_rise(text)


@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_that_can_be_read_in_a_day_tells_to_stand(person: str) -> None:
    inside = Inside(LIBRARY)
    inside.profile = PEOPLE[person]
    inside.runtime.post(RulesChanged(Rules(can_stand=False)))
    with closing(inside.store):
        read = set(_day(inside))
    assert len(read) > 400, "a day has more to read"
    assert [text for text in sorted(read) if told_to_rise(text)] == []


@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_that_is_led_through_begins_with_getting_up(person: str) -> None:
    inside = Inside(LIBRARY)
    inside.profile = PEOPLE[person]
    with closing(inside.store):
        led = [offer.suggestion for offer in inside.given.offers()] + [inside.given.now()]
    assert not any(stands_up(each, part) for each in led for part in range(len(each.parts)))


def test_what_is_told_of_movements_on_the_chair_keeps_to_the_chair() -> None:
    for movement in LIBRARY.movements.values():
        if movement.context == "seated":
            ways = [way.text for way in (movement.easier, movement.harder) if way is not None]
            told = [movement.name, *movement.steps, *ways]
            assert [text for text in told if told_to_rise(text)] == [], movement.id


def test_what_everybody_reads_is_true_for_everybody() -> None:
    told = [*safety_notices.safety_lines(), cli.help or "", shared_values(("deskbreak",))["Comment"]]
    told += [each.note for each in safety(places.shipped("config")).conditions]
    told += [*TABLES.values(), *(key.help for key in KEYS.values())]
    assert [text for text in told if told_to_rise(text)] == []


def test_a_played_day_tells_nobody_to_stand_either() -> None:
    scenario = FOLDER / "rules" / "person-cannot-stand.toml"
    assert [line for line in text(scenario).splitlines() if told_to_rise(line)] == []


def _day(inside: Inside) -> Iterator[str]:
    """Everything there is to read: at each minute, and whenever something was answered."""
    for number in range(16):
        if number == 5:
            inside.runtime.post(QuietBegan("microphone", "Zoom"))
            inside.passes(70)
            inside.runtime.post(QuietEnded("microphone"))
        yield from _until_asked(inside)
        answer = ANSWERS[number % len(ANSWERS)]
        if answer == "too-much":
            yield inside.say(do="start")
            inside.passes(0.25)
        if answer:
            yield from _answered(inside, answer)
        yield from _seen(inside)
        inside.passes(0.5)
        yield from _seen(inside)
    inside.ask({"do": "pause", "seconds": 600})
    yield from _seen(inside)
    for notice in (safety_notices.safety(), *inside.screen.all):
        yield from _of_notice(notice)
    for wall, decision in inside.store.decisions(1000):
        yield Told(decision, wall, inside.zone.local).sentence


def _answered(inside: Inside, answer: str) -> Iterator[str]:
    try:
        yield inside.say(do=answer)
    except DeskbreakError as error:
        yield from (error.title, error.hint)


def _until_asked(inside: Inside) -> Iterator[str]:
    for _minute in range(60):
        if inside.runtime.view().phase is Phase.PROMPTED:
            break
        inside.passes(1)
        yield from _seen(inside)
    yield from _suggested(inside.advice)


def _seen(inside: Inside) -> Iterator[str]:
    """Tooltip, status, menu and terminal at this moment."""
    view, moment = inside.runtime.view(), inside.ask.moment()
    yield from (tray_view.tooltip(view, moment), tray_view.status_line(view, moment))
    about = tray_menu.About(
        inside.store.day(moment.wall), inside.given.offers(), inside.advice.standings(), inside.given.chosen
    )
    yield from _of_menu(tray_menu.menu(view, about, moment))
    yield inside.say(do="status")
    yield terminal_view.line(view, moment, None, 200).plain


def _of_menu(menu: Menu) -> Iterator[str]:
    for line in filter(None, menu):
        yield line.label
        yield from _of_menu(line.children)


def _of_notice(notice: Notice) -> Iterator[str]:
    yield from (notice.title, notice.body, notice.in_terminal, *notice.unbuttoned.values())
    yield from (button.label for button in notice.buttons)


def _suggested(advice: Advice) -> Iterator[str]:
    """`suggest --explain`. What is left out is named there, and that it is."""
    situation = advice.situation()
    for choice in (choice_of(situation), best(situation)):
        given = advice.laid_out(choice)
        yield from (given.name, *(part.movement.name for part in given.parts))
        dropped = {NAMES[each.id] for each in choice.candidates if each.dropped}
        for line in page(choice, situation, condition_titles()):
            name, _gap, rest = line.strip().partition("  ")
            yield rest if name in dropped else line
