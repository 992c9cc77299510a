from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings.lines import Lines

TEXT = '''\
# [no.table] here = "neither"
top = 1
"quoted top" = { inner = 2 } # [x]
dotted.key = 1

[reminder]   # a comment with "quotes
every_minutes = 30
"length_seconds" = 60
  'first_after_minutes'=10
text = "a \\" = [b]" # ]]
list = [ # [
  "]", # a = 1
  1,
]
after_list = 1
long = """
[snooze]
limit = 3
\\""" still """""
after_long = 1
literal = \'\'\'
[tray]
it''s = 1
\'\'\'

[ "hours" . 'monday' ]
x = 1
[[things]]
name = 1
[[things]]
name = 2
[last]
a.b . "c=d" = [[1,
2]]
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("top",), 2),
        (("quoted top",), 3),
        (("quoted top", "inner"), 3),
        (("dotted", "key"), 4),
        (("reminder",), 6),
        (("reminder", "every_minutes"), 7),
        (("reminder", "length_seconds"), 8),
        (("reminder", "first_after_minutes"), 9),
        (("reminder", "text"), 10),
        (("reminder", "list"), 11),
        (("reminder", "after_list"), 15),
        (("reminder", "long"), 16),
        (("reminder", "after_long"), 20),
        (("reminder", "literal"), 21),
        (("reminder", "limit"), 6),
        (("snooze",), None),
        (("tray",), None),
        (("no", "table"), None),
        (("hours", "monday"), 26),
        (("hours", "monday", "x"), 27),
        (("things",), 28),
        (("things", "name"), 29),
        (("last",), 32),
        (("last", "a", "b", "c=d"), 33),
        (("nowhere", "key"), None),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines(keys: tuple[str, ...], line: int | None, newline: str) -> None:
    assert Lines(TEXT.replace("\n", newline)).of(keys) == line


def test_the_first_key_that_is_there_counts() -> None:
    lines = Lines("[a]\nx = 1\n")
    assert lines.of(("a", "y"), ("a", "x")) == 2
    assert lines.of(("a", "y"), ("b", "x")) == 1
    assert Lines("").of(("a", "b")) is None


PIECES = [
    "[a]",
    "[[b]]",
    "a",
    "b",
    ".",
    " = ",
    "1",
    '"',
    "'",
    '"""',
    "'''",
    "\n",
    "\n",
    "#",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\\",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_key_of_a_table_has_the_line_it_stands_in(text: str) -> None:
    try:
        tables = tomllib.loads(text)
    except ValueError:
        return
    lines = Lines(text)
    for name in tables:
        number = lines.of((name,)) or next(lines.of((name, inner)) for inner in tables[name])
        assert number is not None
        assert name in text.split("\n")[number - 1] or name == ""
