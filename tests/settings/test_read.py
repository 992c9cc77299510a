"""What tables give: mistakes, warnings, and which values hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.errors import DeskbreakError
from deskbreak.settings.keys import KEYS, TABLES, known
from deskbreak.settings.meaning import hours, rules
from deskbreak.settings.read import read
from deskbreak.settings.schema import DEFAULTS, RENAMED, Settings
from deskbreak.settings.when import DAYS

GOOD = read({"reminder": {"every_minutes": 45, "length_seconds": 90}, "snooze": {"limit": 1}}).settings
LATE = read({"presence": {"idle_minutes": 10, "natural_break_minutes": 20}}).settings


def value(settings: Settings, name: str) -> Any:
    return KEYS[name].of(settings)


def test_what_is_right_holds_without_a_word() -> None:
    loaded = read({"reminder": {"every_minutes": 45}, "quiet": {"camera": True}, "hours": {"monday": []}})
    assert (loaded.mistakes, loaded.warnings) == ((), ())
    assert loaded.settings.reminder.every_minutes == 45
    assert loaded.settings.quiet.camera
    assert loaded.settings.hours.monday == ()


def test_every_mistake_is_found_at_once_and_the_rest_holds() -> None:
    loaded = read(
        {
            "reminder": {"every_minutes": 3, "length_seconds": "long", "daily_cap": 5},
            "snooze": 5,
            "quiet": {"camera": "yes"},
            "hours": {"monday": ["9-17"]},
        }
    )
    assert loaded.mistakes == (
        "reminder.every_minutes = 3 is too small: 5 to 240.",
        'reminder.length_seconds = "long" is not a number: 10 to 1800.',
        "snooze must be a table: [snooze].",
        'quiet.camera = "yes" is neither true nor false.',
        'hours.monday: "9-17" is not a range such as 09:00-17:00.',
    )
    assert loaded.settings == KEYS["reminder.daily_cap"].put(DEFAULTS, 5)


def test_a_mistaken_key_keeps_what_was_last_in_force() -> None:
    loaded = read({"reminder": {"every_minutes": 3}, "snooze": []}, good=GOOD)
    assert loaded.settings.reminder.every_minutes == 45
    assert loaded.settings.snooze.limit == 1


def test_a_key_that_is_gone_is_at_its_default_again() -> None:
    assert read({"reminder": {"every_minutes": 3}}, good=GOOD).settings.reminder.length_seconds == 60


@pytest.mark.parametrize(
    ("tables", "warning"),
    [
        ({"zebra": {"x": 1, "y": 2}}, "zebra is not a setting."),
        ({"remider": {}}, "remider is not a setting; did you mean reminder?"),
        ({"remider": 3}, "remider is not a setting; did you mean reminder?"),
        (
            {"reminder": {"every_minuts": 1}},
            "reminder.every_minuts is not a setting; did you mean reminder.every_minutes?",
        ),
        ({"every_minutes": 20}, "every_minutes is not a setting; did you mean reminder.every_minutes?"),
        ({"reminder": {"limit": 1}}, "reminder.limit is not a setting; did you mean snooze.limit?"),
        ({"reminder": {"xyzzy": {}}}, "reminder.xyzzy is not a setting."),
        ({"reminder": {"a b\x1b": 1}}, 'reminder."a b\\u001b" is not a setting.'),
    ],
)
def test_what_is_unknown_is_only_warned_about(tables: dict[str, Any], warning: str) -> None:
    loaded = read({**tables, "snooze": {"limit": 1}})
    assert loaded.mistakes == ()
    assert loaded.warnings == (warning,)
    assert loaded.settings == KEYS["snooze.limit"].put(DEFAULTS, 1)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"natural_break_minutes": 2}, ("presence.natural_break_minutes = 2", "presence.idle_minutes = 3")),
        ({"idle_minutes": 6}, ("presence.natural_break_minutes = 5", "presence.idle_minutes = 6")),
    ],
)
def test_a_natural_break_is_no_shorter_than_what_counts_as_away(table: dict[str, Any], said: tuple[str, str]) -> None:
    loaded = read({"presence": {**table, "typing_pause_seconds": 0}}, good=LATE)
    (mistake,) = loaded.mistakes
    assert mistake == f"{said[0]} must not be less than {said[1]}."
    assert (loaded.settings.presence.idle_minutes, loaded.settings.presence.natural_break_minutes) == (10, 20)
    assert loaded.settings.presence.typing_pause_seconds == 0


def test_both_may_be_the_same() -> None:
    assert not read({"presence": {"idle_minutes": 5}}).mistakes


def test_hours_without_a_single_one_are_not_switched_on() -> None:
    nothing: dict[str, list[str]] = {day: [] for day in DAYS}
    loaded = read({"hours": {**nothing, "enabled": True}}, good=read({"hours": {"enabled": True}}).settings)
    assert loaded.mistakes == ("hours.enabled = true, but no day has any hours: then nothing would ever be asked.",)
    assert hours(loaded.settings) is None
    assert not read({"hours": nothing}).mistakes
    assert not read({"hours": {**nothing, "enabled": True, "sunday": ["00:00-24:00"]}}).mistakes


OFTEN = {"reminder.often": "reminder.every_minutes", "breaks.cap": "reminder.daily_cap"}


def test_a_renamed_key_keeps_working_and_its_new_name_is_told() -> None:
    loaded = read({"reminder": {"often": 45}, "breaks": {"cap": 3}}, renamed=OFTEN)
    assert loaded.warnings == (
        "reminder.often is called reminder.every_minutes now.",
        "breaks.cap is called reminder.daily_cap now.",
    )
    assert not loaded.mistakes
    assert (loaded.settings.reminder.every_minutes, loaded.settings.reminder.daily_cap) == (45, 3)


def test_of_an_old_and_a_new_name_the_new_one_wins() -> None:
    loaded = read({"reminder": {"often": 45, "every_minutes": 20}}, renamed=OFTEN)
    assert loaded.settings.reminder.every_minutes == 20
    assert len(loaded.warnings) == 1


def test_what_is_beside_a_renamed_key_is_still_looked_at() -> None:
    tables = {"breaks": {"cap": 0, "zebra": 1}, "reminder": {"often": "x"}}
    loaded = read(tables, renamed=OFTEN)
    assert tables == {"breaks": {"cap": 0, "zebra": 1}, "reminder": {"often": "x"}}
    assert [mistake.split(" = ")[0] for mistake in loaded.mistakes] == ["reminder.every_minutes", "reminder.daily_cap"]
    assert "breaks is not a setting; did you mean hooks.break_start?" in loaded.warnings
    assert read({"breaks": 3, "reminder": 4}, renamed=OFTEN).settings == DEFAULTS


def test_a_key_is_known_by_its_old_name_too() -> None:
    assert known("reminder.often", OFTEN) is KEYS["reminder.every_minutes"]
    with pytest.raises(DeskbreakError, match=r"did you mean reminder.every_minutes\?\nAll settings: deskbreak config"):
        known("reminder.every_minute")


def test_every_new_name_in_the_table_of_renamed_keys_is_one() -> None:
    for old, new in {**RENAMED, **OFTEN}.items():
        assert new in KEYS
        assert old not in KEYS
        assert old.count(".") == 1


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.times()
VALUES = st.recursive(
    SCALARS | st.lists(st.sampled_from(["09:00-17:00", "22:00-06:00", "9-5"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = sorted({key.name for key in KEYS.values()})
DOCUMENTS = st.dictionaries(
    st.sampled_from(sorted(TABLES)) | st.text(),
    st.dictionaries(st.sampled_from(NAMES) | st.text(), VALUES, max_size=8) | VALUES,
    max_size=6,
)


@given(DOCUMENTS)
def test_whatever_the_tables_hold_there_are_settings_to_go_by(tables: dict[str, Any]) -> None:
    loaded = read(tables, good=GOOD, renamed=OFTEN)
    assert rules(loaded.settings).plans[0].every >= 300
    assert loaded.settings.presence.natural_break_minutes >= loaded.settings.presence.idle_minutes
    week = hours(loaded.settings)
    assert week is None or any(week.days)
    for key in KEYS.values():
        if key.kind in (int, float):
            assert key.low <= key.of(loaded.settings) <= key.high
