"""The declarations themselves, and that every setting reaches what goes by it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from deskbreak import places
from deskbreak.core.breaks import Rules
from deskbreak.core.hours import Hours, Span
from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, Place, Profile, RedFlag
from deskbreak.core.safety import THINGS
from deskbreak.library.safety import safety
from deskbreak.settings.keys import KEYS, TABLES, Key
from deskbreak.settings.meaning import hours, profile, rules, switches, told_place
from deskbreak.settings.schema import DEFAULTS, Settings
from deskbreak.settings.values import plain, take

EXPECTED = {
    "reminder": ["every_minutes", "length_seconds", "first_after_minutes", "daily_cap"],
    "snooze": ["minutes", "limit"],
    "presence": ["idle_minutes", "natural_break_minutes", "typing_pause_seconds", "films"],
    "quiet": [
        "microphone", "camera", "fullscreen", "do_not_disturb", "presentation", "apps", "ignored", "tell_after_minutes",
    ],
    "hours": ["enabled", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "holidays"],
    "movements": [
        "sore_side", "quiet_mode", "floor_ok", "equipment", "can_stand", "level_max", "budget_seconds", "liked",
    ],
    "place": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "conditions": [
        "acute_pain", "long_lasting_pain", "leg_symptoms", "pregnant", "recent_surgery", "osteoporosis",
        "kidney_trouble", "bleeding_risk", "hip_replacement", "heart_bp", "dizzy_balance", "shoulder_wrist", "knee",
        "hernia_postpartum", "extension_sensitive", "red_flag",
    ],
    "guide": ["window", "reduced_motion", "sounds", "speech"],
    "notifications": [
        "answer_within_minutes", "repeat_after_minutes", "private", "picture", "icon_only", "questions",
        "summaries",
    ],
    "tray": ["heads_up_seconds", "panel"],
    "hooks": ["reminder", "break_start", "break_end", "pause", "resume", "time_limit_seconds"],
}  # fmt: skip
"""A name that is published stays: to change one, put the old one into RENAMED."""
UNITS = {"minutes": 60, "seconds": 1}


def another(key: Key) -> Any:
    """A value that is not the default."""
    if key.kind is tuple:
        return ("10:00-11:00",)
    if key.kind is Sequence:
        return ("notify-send", "Up, please")
    if key.kind is list:
        return ("Firefox", "Microsoft Teams")
    if key.kind is date:
        return ("2026-12-24", "12-25")
    if key.kind is frozenset:
        return frozenset({"ball"})
    if key.kind is str:
        return next(choice for choice in reversed(key.choices) if choice not in (key.default, "both"))
    return not key.default if key.kind is bool else key.kind(key.high)


def meaning(settings: Settings) -> tuple[Any, ...]:
    """What goes by them. The panel is for whoever draws the icon: tests/desktop looks at the colour it then has.

    The guide's are for its window: tests/app/test_guide_process.py and tests/windows. Hooks: tests/app/test_hooks.py.
    What is watched, and who is ignored: tests/app/test_watching.py.
    """
    told = settings.notifications
    of_notices = told.private, told.picture, told.icon_only, told.questions, told.summaries
    return (
        rules(settings),
        hours(settings),
        profile(settings),
        settings.tray.panel,
        settings.guide,
        of_notices,
        settings.hooks,
        switches(settings),
        settings.quiet.ignored,
    )


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
    assert bool(key.choices) == (key.kind is str) or key.kind is frozenset
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


@pytest.mark.parametrize(
    "key",
    [key for key in KEYS.values() if key.kind is float and key.table not in ("movements", "hooks")],
    ids=lambda key: key.dotted,
)
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


CONDITIONS = safety(places.shipped("config")).conditions


@pytest.mark.parametrize(("sign", "told"), [("none", True), ("soon", True), ("same-day", False), ("emergency", False)])
def test_under_a_warning_sign_that_locks_nobody_is_told_to_stand(sign: str, told: bool) -> None:
    assert rules(KEYS["conditions.red_flag"].put(Settings(), sign)).can_stand is told


def test_who_has_said_nothing_is_taken_care_of() -> None:
    """Nothing harder and no ball until the questions are answered: none of them counts as a no."""
    unsaid = {condition.id: Answer.UNSAID for condition in CONDITIONS}
    assert profile(DEFAULTS) == dataclasses.replace(Profile(), answers=unsaid)


def test_every_condition_of_the_library_can_be_told_in_its_words() -> None:
    keys = [key for key in KEYS.values() if key.table == "conditions" and key.name != "red_flag"]
    assert [(key.name.replace("_", "-"), key.help) for key in keys] == [
        (condition.id, f"{condition.label}.") for condition in CONDITIONS
    ]
    assert all(key.choices == ("no", "yes", "prefer-not-to-say") for key in keys)


def test_everything_that_a_movement_may_need_can_be_told() -> None:
    assert KEYS["movements.equipment"].choices == THINGS


def test_a_profile_in_full() -> None:
    settings = DEFAULTS
    for dotted, value in {
        "movements.sore_side": "left", "movements.quiet_mode": True, "movements.floor_ok": True,
        "movements.equipment": frozenset({"mat"}), "movements.can_stand": False, "movements.level_max": 2,
        "movements.budget_seconds": 45.0, "movements.liked": frozenset({"cat-cow"}), "place.friday": "home",
        "conditions.pregnant": "yes", "conditions.knee": "no", "conditions.red_flag": "same-day",
    }.items():  # fmt: skip
        settings = KEYS[dotted].put(settings, value)
    told = profile(settings)
    assert told.answers["pregnant"] is Answer.YES
    assert told.answers["knee"] is Answer.NO
    assert told.places == (Place.OFFICE,) * 4 + (Place.HOME,) + (Place.OFFICE,) * 2
    assert dataclasses.replace(told, answers={}, places=()) == Profile(
        (), True, True, frozenset({"mat"}), Side.LEFT, {}, False, 2, 45.0, frozenset({"cat-cow"}), RedFlag.SAME_DAY
    )


@pytest.mark.parametrize("sore", ["none", "both"])
def test_both_sides_or_none_are_no_side_to_begin_with(sore: str) -> None:
    assert profile(KEYS["movements.sore_side"].put(DEFAULTS, sore)).sore is None


def test_where_somebody_sits_is_known_once_they_have_said_so() -> None:
    assert not told_place(DEFAULTS)
    assert told_place(KEYS["place.friday"].put(DEFAULTS, "home"))
