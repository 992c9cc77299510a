"""The declarations themselves, and that every setting reaches what goes by it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from deskbreak.core.breaks import Rules
from deskbreak.core.hours import Hours, Span
from deskbreak.settings.keys import KEYS, TABLES, Key
from deskbreak.settings.schema import DEFAULTS, Settings, hours, rules, sore_side
from deskbreak.settings.values import plain, take

EXPECTED = {
    "reminder": ["every_minutes", "length_seconds", "first_after_minutes", "daily_cap"],
    "snooze": ["minutes", "limit"],
    "presence": ["idle_minutes", "natural_break_minutes", "typing_pause_seconds"],
    "quiet": ["microphone", "camera", "fullscreen", "do_not_disturb", "tell_after_minutes"],
    "hours": ["enabled", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "movements": ["sore_side"],
    "notifications": ["answer_within_minutes", "repeat_after_minutes"],
    "tray": ["heads_up_seconds", "panel"],
}
"""A name that is published stays: to change one, put the old one into RENAMED."""
UNITS = {"minutes": 60, "seconds": 1}


def another(key: Key) -> Any:
    """A value that is not the default."""
    if key.kind is tuple:
        return ("10:00-11:00",)
    if key.kind is str:
        return key.choices[-1]
    return not key.default if key.kind is bool else key.kind(key.high)


def meaning(settings: Settings) -> tuple[Any, ...]:
    """What goes by them. The panel is for whoever draws the icon: tests/desktop looks at the colour it then has."""
    return rules(settings), hours(settings), sore_side(settings), settings.tray.panel


def test_the_tables_and_keys_are_those_agreed_on() -> None:
    assert {table: [key.name for key in KEYS.values() if key.table == table] for table in TABLES} == EXPECTED


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_setting_is_declared_in_full(key: Key) -> None:
    assert take(key, plain(key.default)) == key.default
    assert key.of(DEFAULTS) == key.default
    assert key.title
    assert not key.title.endswith(".")
    assert key.help.endswith(".")
    assert "  " not in key.help
    assert TABLES[key.table].endswith(".")
    assert bool(key.choices) == (key.kind is str)
    if key.kind in (int, float):
        assert 0 <= key.low <= key.default <= key.high < 10_000


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_length_of_time_says_its_unit(key: Key) -> None:
    if key.kind is float:
        assert key.name.rpartition("_")[2] in UNITS


def test_the_defaults_are_those_of_the_engine() -> None:
    # The one that is switched off: a camera left on is more often an open laptop than a call.
    assert rules(DEFAULTS) == dataclasses.replace(Rules(), deaf_to=frozenset({"camera"}))
    assert hours(DEFAULTS) is None


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_every_setting_takes_effect(key: Key) -> None:
    at_work = KEYS["hours.enabled"].put(DEFAULTS, True)
    before = DEFAULTS if key.name == "enabled" else at_work
    after = key.put(before, another(key))
    assert meaning(after) != meaning(before)


@pytest.mark.parametrize("key", [key for key in KEYS.values() if key.kind is float], ids=lambda key: key.dotted)
def test_the_rules_are_in_seconds(key: Key) -> None:
    seconds = key.high * UNITS[key.name.rpartition("_")[2]]
    going_by = dataclasses.asdict(rules(key.put(DEFAULTS, key.high)))
    changed = [value for name, value in going_by.items() if value != dataclasses.asdict(rules(DEFAULTS))[name]]
    (value,) = changed
    if isinstance(value, tuple):
        value = next(number for number in (value[0]["every"], value[0]["length"]) if number == seconds)
    assert value == seconds


@pytest.mark.parametrize("signal", ["microphone", "camera", "fullscreen", "do_not_disturb"])
def test_a_signal_that_is_switched_off_is_not_heard(signal: str) -> None:
    switch = KEYS[f"quiet.{signal}"]
    assert signal in rules(switch.put(DEFAULTS, False)).deaf_to
    assert signal not in rules(switch.put(DEFAULTS, True)).deaf_to


def test_the_hours_of_a_week() -> None:
    week = KEYS["hours.friday"].put(DEFAULTS, ("22:00-06:00", "09:00-12:30"))
    office = (Span(540, 1020),)
    assert hours(KEYS["hours.enabled"].put(week, True)) == Hours(
        (office, office, office, office, (Span(1320, 1800), Span(540, 750)), (), ())
    )
