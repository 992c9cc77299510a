"""docs/movements.md: its examples have no mistakes, and what it says of the limits is so."""

from __future__ import annotations

import re
from pathlib import Path

from deskbreak.core.safety import EVERYBODY_HAS, THINGS
from deskbreak.library import reading, routine_rules
from deskbreak.library.check import check_folder
from deskbreak.library.folder import MOST_FILES
from deskbreak.library.load import library
from deskbreak.library.vocabulary import LONGEST, MOST_STEPS, WORDS
from tests.library.files import CONFIG, written
from tests.test_architecture import ROOT

PAGE = (ROOT / "docs" / "movements.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(# ~/\.config/deskbreak/([^\n]*)\n.*?)```", PAGE, re.DOTALL)


def test_the_examples_have_no_mistakes(tmp_path: Path) -> None:
    for text, name in EXAMPLES:
        written(tmp_path, name, text)
    assert check_folder(tmp_path, CONFIG) == []
    merged = library(CONFIG, tmp_path)
    assert merged.own == {"my-wrist-circles", "my-two-minutes"}
    assert merged.movements["my-wrist-circles"].dose.seconds_total == 30
    assert merged.routines["my-two-minutes"].duration_s == 105


def test_the_limits_are_those() -> None:
    flat = " ".join(PAGE.split())
    assert f"1 to {MOST_STEPS} sentences of at most {LONGEST['steps']} characters" in flat
    assert f"larger than {reading.MAX_BYTES // 1024} KiB" in flat
    assert f"more than {MOST_FILES:,} files or {reading.MOST_BYTES // 1024**2} MiB in a folder" in flat
    assert f"more than {reading.MOST_OTHER_BYTES // 1024**2} MiB that is not written as plainly as ours" in flat
    assert f"most {reading.LONGEST_ID} of them" in flat
    assert f"{routine_rules.RELEASE_AT_MOST} seconds a side" in flat


def test_the_words_are_those() -> None:
    (row,) = re.findall(r"^\| `equipment` \| (.*) \|$", PAGE, re.MULTILINE)
    assert {*THINGS, *EVERYBODY_HAS, "none"} == {*re.findall("`([a-z ]+)`", row)}
    for key in ("context", "kind"):
        (row,) = re.findall(rf"^\| `{key}` \| (.*) \|$", PAGE, re.MULTILINE)
        assert WORDS[key] <= {*re.findall("`([a-z]+)`", row)}
