from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from deskbreak.settings.keys import KEYS
from deskbreak.settings.values import parse, plain, take, typed, written

NUMBER = KEYS["reminder.every_minutes"]
WHOLE = KEYS["snooze.limit"]
SWITCH = KEYS["quiet.camera"]
CHOICE = KEYS["movements.sore_side"]
RANGES = KEYS["hours.monday"]
COMMAND = KEYS["hooks.reminder"]
THINGS = KEYS["movements.equipment"]
IDS = KEYS["movements.liked"]


@pytest.mark.parametrize("value", [5, 240, 30, 30.5])
def test_a_number_within_its_limits(value: float) -> None:
    taken = take(NUMBER, value)
    assert taken == value
    assert type(taken) is float


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (3, "reminder.every_minutes = 3 is too small: 5 to 240."),
        (4.999, "reminder.every_minutes = 4.999 is too small: 5 to 240."),
        (0, "reminder.every_minutes = 0 is too small: 5 to 240."),
        (-30, "reminder.every_minutes = -30 is too small: 5 to 240."),
        (241, "reminder.every_minutes = 241 is too large: 5 to 240."),
        (1e300, "reminder.every_minutes = 1e+300 is too large: 5 to 240."),
        pytest.param(10**5000, "reminder.every_minutes = … is too large: 5 to 240.", id="huge"),
        pytest.param(-(10**5000), "reminder.every_minutes = … is too small: 5 to 240.", id="-huge"),
        (float("inf"), "reminder.every_minutes = inf is too large: 5 to 240."),
        (float("-inf"), "reminder.every_minutes = -inf is too small: 5 to 240."),
        (float("nan"), "reminder.every_minutes = nan is not a number: 5 to 240."),
        (True, "reminder.every_minutes = true is not a number: 5 to 240."),
        ("30", 'reminder.every_minutes = "30" is not a number: 5 to 240.'),
        ("x" * 1000, 'reminder.every_minutes = "' + "x" * 59 + "… is not a number: 5 to 240."),
        ([30], "reminder.every_minutes = [30] is not a number: 5 to 240."),
        ({"a": 1}, "reminder.every_minutes = {…} is not a number: 5 to 240."),
        (datetime(2026, 3, 2), "reminder.every_minutes = 2026-03-02 00:00:00 is not a number: 5 to 240."),
        (None, "reminder.every_minutes = None is not a number: 5 to 240."),
    ],
)
def test_what_is_no_such_number(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=r"reminder.every_minutes = ") as caught:
        take(NUMBER, value)
    assert str(caught.value) == why


def test_a_whole_number() -> None:
    assert take(WHOLE, 3.0) == 3
    assert type(take(WHOLE, 3.0)) is int
    with pytest.raises(ValueError, match=r"snooze.limit = 2.5 is not a whole number: 0 to 10."):
        take(WHOLE, 2.5)
    with pytest.raises(ValueError, match=r"snooze.limit = true is not a number: 0 to 10."):
        take(WHOLE, True)


@pytest.mark.parametrize("value", [0, 1, "true", None, []])
def test_a_switch_is_true_or_false(value: object) -> None:
    assert take(SWITCH, True) is True
    with pytest.raises(ValueError, match=r"^quiet.camera = .* is neither true nor false\.$"):
        take(SWITCH, value)


@pytest.mark.parametrize("value", ["all", "", 1, None, ["left"], "Left"])
def test_a_choice_is_one_of_a_few(value: object) -> None:
    assert take(CHOICE, "left") == "left"
    with pytest.raises(ValueError, match=r"^movements.sore_side = .* is none of these: none, left, right, both\.$"):
        take(CHOICE, value)


@pytest.mark.parametrize("value", ["09:00-17:00", [9], True, {}, [["09:00-17:00"]]])
def test_ranges_are_a_list(value: object) -> None:
    with pytest.raises(ValueError, match=r"^hours.monday = .* is not a list of ranges such as"):
        take(RANGES, value)


def test_a_range_that_is_none_is_named() -> None:
    assert take(RANGES, ["09:00-12:00", "13:00-17:00"]) == ("09:00-12:00", "13:00-17:00")
    assert take(RANGES, []) == ()
    with pytest.raises(ValueError, match=r'^hours.monday: "25:00-26:00" names a time that no clock shows'):
        take(RANGES, ["09:00-12:00", "25:00-26:00"])


@pytest.mark.parametrize("value", ["12-25", [1225], {}, None])
def test_days_are_a_list(value: object) -> None:
    with pytest.raises(ValueError, match=r"^hours.holidays = .* is not a list of days such as"):
        take(KEYS["hours.holidays"], value)


def test_a_day_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r'^hours.holidays: "12-32" is no day of any calendar'):
        take(KEYS["hours.holidays"], ["12-25", "12-32"])


@pytest.mark.parametrize("value", ["Firefox", [1], {}, None])
def test_programs_are_a_list(value: object) -> None:
    assert take(KEYS["quiet.apps"], ["Firefox", "Microsoft Teams"]) == ("Firefox", "Microsoft Teams")
    with pytest.raises(ValueError, match=r"^quiet.apps = .* is not a list of programs such as"):
        take(KEYS["quiet.apps"], value)


@pytest.mark.parametrize("name", ["", "  ", "one, two", "one\ntwo", "x" * 101])
def test_what_is_no_name_of_a_program(name: str) -> None:
    with pytest.raises(ValueError, match=r"is no name of a program\.$"):
        take(KEYS["quiet.ignored"], [name])


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("reminder.every_minutes", " 45 ", 45),
        ("reminder.every_minutes", "4.5", 4.5),
        ("reminder.every_minutes", "-1", -1),
        ("reminder.every_minutes", "soon", "soon"),
        ("reminder.every_minutes", "", ""),
        ("quiet.camera", "true", True),
        ("quiet.camera", "Off", False),
        ("quiet.camera", "1", "1"),
        ("movements.sore_side", " Left ", "left"),
        ("tray.panel", " Dark", "dark"),
        ("tray.panel", "1", "1"),
        ("hours.monday", "", []),
        ("hours.holidays", "2026-12-24, 12-25", ["2026-12-24", "12-25"]),
        ("quiet.ignored", "Firefox, Microsoft Teams", ["Firefox", "Microsoft Teams"]),
        ("hours.monday", "09:00-12:00, 13:00-17:00", ["09:00-12:00", "13:00-17:00"]),
        ("hours.monday", "09:00-12:00,", ["09:00-12:00", ""]),
    ],
)
def test_what_somebody_types(name: str, text: str, value: object) -> None:
    parsed = parse(KEYS[name], text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_what_is_shown_can_be_typed_again(key: Any) -> None:
    assert take(key, parse(key, typed(key, key.default))) == key.default


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (30.0, "30"),
        (2.5, "2.5"),
        (True, "true"),
        ('a "b"\x1b', '"a \\"b\\"\\u001b"'),
        (("09:00-12:00", "13:00-17:00"), '["09:00-12:00", "13:00-17:00"]'),
        ([[1], {}], "[…, …]"),
    ],
)
def test_a_value_is_written_as_in_the_file(value: object, text: str) -> None:
    assert written(value) == text


def test_a_plain_value_is_what_json_knows() -> None:
    assert (type(plain(30.0)), plain(2.5), plain(("a",)), plain(True)) == (int, 2.5, ["a"], True)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("mat", 'movements.equipment = "mat" is not a list of words such as ["one", "two"].'),
        ([1], 'movements.equipment = [1] is not a list of words such as ["one", "two"].'),
        (
            ["mat", "matt"],
            'movements.equipment = "matt" is none of these: chair, desk, door frame, wall, mat, ball, bag.',
        ),
    ],
)
def test_words_of_a_few(value: object, why: str) -> None:
    with pytest.raises(ValueError, match="equipment") as caught:
        take(THINGS, value)
    assert str(caught.value) == why


def test_words_are_written_in_the_order_of_the_alphabet() -> None:
    taken = take(THINGS, ["wall", "chair", "wall"])
    assert taken == frozenset({"wall", "chair"})
    assert (plain(taken), typed(THINGS, taken), written(taken)) == (
        ["chair", "wall"],
        "chair,wall",
        '["chair", "wall"]',
    )
    assert parse(THINGS, "door frame, wall") == ["door frame", "wall"]
    assert take(THINGS, parse(THINGS, "")) == frozenset()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("quiet.ignored", "[]", ()),
        ("quiet.ignored", '["Firefox", "Zoom"]', ("Firefox", "Zoom")),
        ("quiet.ignored", "[odd name", ("[odd name",)),
        ("hours.monday", '["09:00-12:00"]', ("09:00-12:00",)),
        ("hooks.reminder", '["notify-send", "Up!"]', ("notify-send", "Up!")),
        ("hooks.reminder", "[ -e up ]", ("[", "-e", "up", "]")),
    ],
)
def test_a_list_may_be_typed_as_the_file_has_it(name: str, text: str, value: tuple[str, ...]) -> None:
    assert take(KEYS[name], parse(KEYS[name], text)) == value


@pytest.mark.parametrize("word", ["", "Cat cow", "../cat-cow", "x" * 61])
def test_what_no_movement_is_called(word: str) -> None:
    assert take(IDS, ["cat-cow", "my-own-1"]) == {"cat-cow", "my-own-1"}
    with pytest.raises(ValueError, match="is no name such as walk-break"):
        take(IDS, [word])
    with pytest.raises(ValueError, match="has too many words: 100 at most"):
        take(IDS, [f"m-{n}" for n in range(101)])


def test_a_command_is_typed_as_in_a_shell_and_kept_as_a_list() -> None:
    command = take(COMMAND, parse(COMMAND, "notify-send 'Up, please' \"$HOME\""))
    assert command == ("notify-send", "Up, please", "$HOME")
    assert take(COMMAND, parse(COMMAND, typed(COMMAND, command))) == command
    assert take(COMMAND, parse(COMMAND, "")) == ()


@pytest.mark.parametrize("value", ["notify-send", [1], {}, True, ["a\0b"], ["x"] * 101])
def test_what_is_no_command(value: object) -> None:
    with pytest.raises(ValueError, match=r"^hooks.reminder = "):
        take(COMMAND, value)
    with pytest.raises(ValueError, match=r"^hooks.reminder = .* is not a list of a program and its arguments"):
        take(COMMAND, parse(COMMAND, "an 'open quotation"))
