"""Whatever is read the fast way reads the same as in tomllib, and the rest is left to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.library.plain_toml import NotPlain, loads_plain
from tests.library.files import CONFIG

OURS = sorted([*CONFIG.glob("movements/*.toml"), *CONFIG.glob("routines/*.toml")])
LINES = (
    "a = 1", "a = -0", "b = 2.50", 'c = "x = 1"', 'c = ""', 'c = "ä # no comment"', "d = true", "e = []",
    'e = ["a", 2, false]', "f = [\n    1,\n    2,\n]", 'f = [\n "]",\n]', "[t]", "[t.u]", "[[r]]", "[[r.s]]",
    "[r.s.v]", "[a]", "[[e]]", "[b-2]", "", "# a note", "a = 01", "c = 'x'", 'c = "\\t"', "f = [1,2]",
    "g = 1979-05-27", " a = 1", "a = 1 # note", "x.y = 1", "[t", "= 1", "a =", "f = [1", "i = inf",
)  # fmt: skip


def read(text: str) -> str:
    """What tomllib makes of it, with the types of numbers."""
    try:
        return repr(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return "no TOML"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_ours_are_plain(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert loads_plain(text) == tomllib.loads(text)


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_nothing_reads_otherwise_than_in_tomllib(text: str) -> None:
    try:
        found = repr(loads_plain(text))
    except NotPlain:
        return
    assert found == read(text)


@given(st.text(alphabet='ab=[]".,#\\ \n\t\r0-1e{}', max_size=40))
def test_nor_does_any_other_text(text: str) -> None:
    test_nothing_reads_otherwise_than_in_tomllib.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    ["a = 1\na = 2", "[t]\n[t]", "e = []\n[[e]]", "a = 1\n[a]", "a = 1\n[[a]]", "[[r]]\n[r]", "[t.u]", "a = 1\r\n"],
)
def test_what_is_wrong_or_otherwise_is_left_to_tomllib(text: str) -> None:
    with pytest.raises(NotPlain):
        loads_plain(text)
